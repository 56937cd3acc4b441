/**
 * `<data-grid>`: the one grid of the product, for people who come from Excel.
 *
 * ```ts
 * import "@web/elements/data-grid";
 * const grid = document.createElement("data-grid");
 * grid.texts = texts; // every key of `gridTextKeys`
 * grid.culture = "es-MX";
 * grid.label = "Producción diaria";
 * grid.rowLines = 2; // value over "P: planned"
 * grid.columns = [{ id: "partida", title: "Partida", kind: "text", width: 90, frozen: true }, …];
 * grid.layout = savedLayout; // optional, what `grid-layout` gave last time
 * grid.setRows(rows); // group rows stand before their data rows; total rows are pinned at the bottom
 * grid.addEventListener("cell-edited", (e) => recompute(e.detail.changes));
 * ```
 *
 * Properties: `columns`, `texts`, `culture`, `label`, `layout`, `filters`, `sort`, `rowLines` (1 | 2), `readOnly`,
 * `statusText` (the host's line, such as the remaining volume), `describeCell`, `selection` (read only), `editing` (read only).
 *
 * Data: `setRows(rows, { keepPending? })`, `updateCells(updates, by?)` (with `by`: somebody else's change),
 * `cellValue(rowId, columnId)`, `visibleRowIds()`, `focusCell(rowId, columnId)`, `clearFilters()`, `commitEdit()`.
 *
 * Saving: `pendingChanges({ failed? })` → send → `markSaving(cells)` → `markSaved(cells)` | `markFailed(cells, message)` |
 * `markConflict(rowId, columnId, serverValue, who, when, version?)`; `resolveConflict(cell, choice)`; `retryFailed()`; `discardChanges(cells)`;
 * `unsavedChanges()` → keep → `restorePending(drafts)`;
 * `undo()`, `redo()`, `canUndo`, `canRedo`.
 *
 * Events (typed in `DataGridEventMap`, all bubble): `cell-edited`, `grid-selection`, `grid-paste-rejected`, `grid-layout`,
 * `grid-filter`, `grid-undo-refused`, `grid-conflict-resolved`, `grid-typing`, `grid-open`.
 *
 * Numbers are canonical decimal text ("1234.5") or null; see `decimal.ts` for exact sums and formats.
 */
import "./data-grid.css";
import { GridEditing } from "./grid-editing";
import { GridGestures } from "./grid-gestures";
import { GridStage } from "./grid-stage";
import type { GridTexts } from "./grid-texts";
import type {
  CellRef,
  CellUpdate,
  ChangedBy,
  Culture,
  DataGridEventMap,
  DescribeCell,
  GridColumn,
  GridFilter,
  GridLayout,
  GridRow,
  GridSelectionDetail,
  GridSort,
  PendingChange,
  SavedCell,
} from "./grid-types";

export type * from "./grid-types";
export { gridTextKeys, type GridTextKey, type GridTexts } from "./grid-texts";

/** The element itself; see the top of this file for its public face. */
export class DataGrid extends HTMLElement {
  readonly #stage = new GridStage(this);
  readonly #editing = new GridEditing(this.#stage);
  readonly #gestures = new GridGestures(this.#stage, this.#editing);
  #mounted = false;
  #statusText = "";
  #layout: GridLayout | null = null;

  connectedCallback(): void {
    if (this.#mounted) {
      this.#stage.rebuild();
      return;
    }
    this.#mounted = true;
    this.#stage.mount();
  }

  get columns(): readonly GridColumn[] {
    return this.#stage.columns.all;
  }

  set columns(columns: readonly GridColumn[]) {
    this.commitEdit();
    const first = this.#stage.columns.all.length === 0;
    this.#stage.columns.set(columns);
    if (first && this.#layout) this.#stage.columns.arrange(this.#layout);
    this.#stage.book.columns = this.#stage.columns.byId;
    this.#stage.rebuild();
  }

  /** The person's columns; set it once with what `grid-layout` gave last time. */
  get layout(): GridLayout {
    return this.#stage.columns.layout;
  }

  set layout(layout: GridLayout | null) {
    this.#layout = layout;
    if (layout) this.#stage.columns.arrange(layout);
    else this.#stage.columns.reset();
    this.#stage.rebuild();
  }

  get texts(): Partial<GridTexts> {
    return this.#stage.texts.get();
  }

  set texts(texts: Partial<GridTexts>) {
    this.#stage.texts.set(texts);
    this.#stage.rebuild();
  }

  get culture(): Culture {
    return this.#stage.faces.culture;
  }

  set culture(culture: Culture) {
    this.#stage.faces.culture = culture;
    this.#stage.refresh();
  }

  /** What a screen reader calls the grid. */
  get label(): string {
    return this.#stage.renderer.viewport.getAttribute("aria-label") ?? "";
  }

  set label(label: string) {
    this.#stage.renderer.viewport.setAttribute("aria-label", label);
  }

  /** Two lines leave room for `GridCell.note`. */
  get rowLines(): 1 | 2 {
    return this.#stage.renderer.viewport.dataset["lines"] === "2" ? 2 : 1;
  }

  set rowLines(lines: 1 | 2) {
    this.#stage.renderer.viewport.dataset["lines"] = String(lines);
    this.#stage.rebuild();
  }

  get readOnly(): boolean {
    return this.#stage.book.readOnly;
  }

  set readOnly(readOnly: boolean) {
    this.#stage.book.readOnly = readOnly;
    this.#stage.refresh();
  }

  /** The host's own words in the status line, such as the remaining volume. Announced politely. */
  get statusText(): string {
    return this.#statusText;
  }

  set statusText(text: string) {
    this.#statusText = text;
    this.#stage.status.host(text);
  }

  /** Asked for every cell that is drawn and for what is being typed: it must be quick. */
  get describeCell(): DescribeCell | null {
    return this.#stage.faces.describe;
  }

  set describeCell(describe: DescribeCell | null) {
    this.#stage.faces.describe = describe;
    this.#stage.refresh();
  }

  get filters(): Readonly<Record<string, GridFilter>> {
    return this.#stage.filters;
  }

  set filters(filters: Readonly<Record<string, GridFilter>>) {
    this.commitEdit();
    this.#stage.filters = { ...filters };
    this.#stage.arrange(true);
  }

  get sort(): GridSort | null {
    return this.#stage.sort;
  }

  set sort(sort: GridSort | null) {
    this.commitEdit();
    this.#stage.sort = sort;
    this.#stage.arrange(true);
  }

  get selection(): GridSelectionDetail {
    return this.#stage.selectionDetail();
  }

  get editing(): boolean {
    return this.#stage.editor.isOpen || this.#stage.popup.isOpen;
  }

  /** Takes what is being typed; false when it is wrong and the field stays open. */
  commitEdit(): boolean {
    return !this.#stage.editor.isOpen || this.#editing.commit("stay", false);
  }

  /** Loads the rows anew. `keepPending` lays what is not saved over them and keeps the undo stack. */
  setRows(rows: readonly GridRow[], options: { readonly keepPending?: boolean } = {}): void {
    if (!this.commitEdit()) this.#editing.cancel(false);
    this.#stage.popup.close();
    this.#stage.book.setRows(rows, options.keepPending ?? false);
    this.#stage.arrange(Object.keys(this.filters).length > 0);
  }

  /** Values, notes, states and versions from the server; `by` tells that somebody else changed these cells. */
  updateCells(updates: readonly CellUpdate[], by?: ChangedBy): void {
    this.#stage.book.update(updates, by);
    this.#stage.refreshSoon();
  }

  cellValue(rowId: string, columnId: string): string | null {
    return this.#stage.book.value(rowId, columnId);
  }

  visibleRowIds(): string[] {
    return this.#stage.book.model.visibleDataIds();
  }

  focusCell(rowId: string, columnId: string): boolean {
    return this.#stage.goTo({ rowId, columnId });
  }

  clearFilters(): void {
    this.filters = {};
  }

  /** What the server does not know yet. Failed cells stay out unless asked for, conflicts always. */
  pendingChanges(options: { readonly failed?: boolean } = {}): PendingChange[] {
    return this.#stage.book.pendingChanges(options.failed ?? false);
  }

  /** All that would be lost with the page: pending, on its way, failed or in conflict. Keep it until it is saved. */
  unsavedChanges(): PendingChange[] {
    return this.#stage.book.unsavedChanges();
  }

  /** Gives up changes that were not saved: the cells hold again what the server has. */
  discardChanges(cells: readonly CellRef[]): void {
    this.#stage.book.discard(cells);
    this.#stage.refreshSoon();
  }

  /** The choice between two values of a conflict, made elsewhere than in the grid. */
  resolveConflict(cell: CellRef, choice: "mine" | "theirs"): void {
    this.#editing.resolve(cell, choice);
  }

  /** Puts drafts of a lost session back; where the server's value moved on meanwhile the person chooses. */
  restorePending(drafts: readonly PendingChange[]): void {
    this.#stage.book.restore(drafts);
    this.#stage.refreshSoon();
  }

  markSaving(cells: readonly CellRef[]): void {
    this.#stage.book.markSaving(cells);
    this.#stage.refreshSoon();
  }

  markSaved(cells: readonly SavedCell[]): void {
    this.#stage.book.markSaved(cells);
    this.#stage.refreshSoon();
  }

  markFailed(cells: readonly CellRef[], message: string): void {
    this.#stage.book.markFailed(cells, message);
    this.#stage.refreshSoon();
  }

  markConflict(
    rowId: string,
    columnId: string,
    serverValue: string | null,
    who: string,
    when: string,
    version?: string | number,
  ): void {
    this.#stage.book.markConflict({ rowId, columnId }, serverValue, { who, when }, version);
    this.#stage.refreshSoon();
  }

  /** Makes failed cells pending again, all of them or the ones named. */
  retryFailed(cells?: readonly CellRef[]): void {
    this.#stage.book.ledger.retry(cells);
    this.#stage.refreshSoon();
  }

  get canUndo(): boolean {
    return this.#stage.book.history.canUndo;
  }

  get canRedo(): boolean {
    return this.#stage.book.history.canRedo;
  }

  undo(): void {
    this.#gestures.undo();
  }

  redo(): void {
    this.#gestures.redo();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "data-grid": DataGrid;
  }
  interface HTMLElementEventMap extends DataGridEventMap {}
}

customElements.define("data-grid", DataGrid);
