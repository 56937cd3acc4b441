import { formatDecimal } from "./decimal";
import { GridBook } from "./grid-book";
import { FaceMaker } from "./grid-cell";
import { GridColumns } from "./grid-columns";
import { freshId, make } from "./grid-dom";
import { CellEditor } from "./grid-editor";
import { GridHeader } from "./grid-header";
import type { RowRecord } from "./grid-model";
import type { Ground } from "./grid-plan";
import { GridPopup, GridTip } from "./grid-popup";
import { GridRenderer } from "./grid-render";
import { GridSelection, type Area, type Place, type Terrain } from "./grid-selection";
import { GridStatus } from "./grid-status";
import { summarize } from "./grid-summary";
import { TextBook } from "./grid-texts";
import type {
  CellRef,
  CellState,
  DataGridEventMap,
  GridColumn,
  GridFilter,
  GridFilterDetail,
  GridLayout,
  GridSelectionDetail,
  GridSort,
} from "./grid-types";
import { shownText } from "./grid-values";

/** The parts of one grid and how they are kept in step: rows, columns, cursor, drawing and announcements. */
export class GridStage {
  readonly book = new GridBook();
  readonly columns = new GridColumns();
  readonly selection = new GridSelection();
  readonly texts = new TextBook();
  readonly faces = new FaceMaker(this.book, this.texts);
  readonly editor = new CellEditor();
  readonly header = new GridHeader(this.columns, this.texts);
  readonly tip = new GridTip(freshId("fn-grid-tip"));
  readonly popup: GridPopup;
  readonly renderer: GridRenderer;
  readonly status: GridStatus;
  filters: Readonly<Record<string, GridFilter>> = {};
  sort: GridSort | null = null;
  preview: Area | null = null;
  readonly #help = make("p", "fn-grid-help", { id: freshId("fn-grid-help"), hidden: "" });
  readonly #empty = make("p", "fn-grid-empty", { hidden: "" });
  #frame = 0;
  #rowCount = { shown: 0, all: 0 };
  #told = "";
  #popupScroll: readonly [number, number] = [0, 0];

  constructor(readonly root: HTMLElement) {
    this.popup = new GridPopup(root);
    this.renderer = new GridRenderer({
      model: this.book.model,
      columns: this.columns,
      selection: this.selection,
      faces: this.faces,
      editing: () => this.editor.place,
      preview: () => this.preview,
    });
    this.status = new GridStatus(this.texts, {
      clearFilters: () => this.clearFilters(),
      nextFailed: () => this.goToNext("failed"),
      nextConflict: () => this.goToNext("conflict"),
    });
  }

  /** Lays the parts out in the element; once, when it is first connected. */
  mount(): void {
    const { viewport, head } = this.renderer;
    head.append(this.header.row);
    viewport.setAttribute("aria-describedby", this.#help.id);
    this.root.append(this.#help, viewport, this.#empty, this.status.element, this.tip.element);
    viewport.addEventListener("pointerover", (event) => {
      const place = this.renderer.placeOf(event.target);
      if (place) this.renderer.explain(place);
    });
    viewport.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(viewport);
    this.rebuild();
  }

  // ---- drawing -------------------------------------------------------------------------------------------------

  /** New columns, widths, texts or row height: everything is made anew. */
  rebuild(): void {
    if (!this.renderer.viewport.isConnected) return;
    const focused = this.hasFocus();
    this.#help.textContent = this.texts.say("help");
    this.selection.fit(this.book.model.reach, this.columns.seen.length);
    this.renderer.rebuild();
    this.header.rebuild(this.renderer.frozen, this);
    this.#counted();
    if (focused) this.focusActive();
  }

  /** Filters and sorts anew, keeping the cursor on its row where that is still seen. */
  arrange(tell: boolean): void {
    const { model } = this.book;
    const { active } = this.selection;
    const activeId = model.at(active.row)?.id;
    model.arrange(this.columns.all, this.filters, this.sort, this.faces.culture);
    const row = activeId === undefined ? -1 : model.indexOf(activeId);
    const nearest = Math.min(active.row, Math.max(0, model.view.length - 1));
    this.selection.moveTo({ row: row >= 0 ? row : nearest, column: active.column });
    this.selection.fit(model.reach, this.columns.seen.length);
    if (this.renderer.viewport.isConnected) {
      const focused = this.hasFocus();
      this.renderer.rowsChanged();
      this.header.mark(this);
      this.#counted();
      if (focused) this.focusActive();
    }
    if (tell) this.#tellFilter();
  }

  /** Draws now. */
  refresh(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.renderer.viewport.isConnected) return;
    this.renderer.refresh();
    this.#countStates();
  }

  /** Draws with the next frame, however often it is asked until then. */
  refreshSoon(): void {
    this.#frame ||= requestAnimationFrame(() => this.refresh());
  }

  // ---- cursor --------------------------------------------------------------------------------------------------

  get land(): Terrain {
    const { model } = this.book;
    return {
      rows: model.reach,
      bodyRows: model.view.length,
      columns: this.columns.seen.length,
      frozenColumns: this.renderer.frozen,
      pageRows: this.renderer.pageRows,
      filled: (row, column) => {
        const at = this.columns.seen[column];
        return !!at && !!model.at(row)?.value(at.id);
      },
      passive: (row) => model.at(row)?.kind !== "data",
    };
  }

  get ground(): Ground {
    const { model } = this.book;
    return {
      rows: model.totals.length === 0 ? model.view : [...model.view, ...model.totals],
      columns: this.columns.seen,
      barrier: (row, column) => this.book.barrier(row, column),
    };
  }

  at({ row, column }: Place): { row: RowRecord; column: GridColumn } | null {
    const [record, seen] = [this.book.model.at(row), this.columns.seen[column]];
    return record && seen ? { row: record, column: seen } : null;
  }

  placeOf({ rowId, columnId }: CellRef): Place | null {
    const row = this.book.model.indexOf(rowId);
    const column = this.columns.seen.findIndex((seen) => seen.id === columnId);
    return row >= 0 && column >= 0 ? { row, column } : null;
  }

  /** After the cursor moved: show it, focus it, tell of it. */
  moved(focus = true): void {
    const { selection } = this;
    this.renderer.reveal(selection.isSingle ? selection.active : selection.head);
    this.selected(focus);
  }

  /** After whole rows or columns were selected: the view stays where it is. */
  selected(focus = true): void {
    this.refresh();
    if (focus) this.focusActive();
    this.#tellSelection();
  }

  selectionDetail(): GridSelectionDetail {
    const { active, area } = this.selection;
    const cell = this.at(active);
    const { model } = this.book;
    const { seen } = this.columns;
    return {
      active: cell ? { rowId: cell.row.id, columnId: cell.column.id } : null,
      // Lists are made only when a listener reads them: selecting all of 10,000 rows must stay cheap.
      get rowIds() {
        const ids: string[] = [];
        for (let row = area.top; row <= area.bottom; row++) ids.push(model.at(row)?.id ?? "");
        return ids.filter(Boolean);
      },
      get columnIds() {
        return seen.slice(area.left, area.right + 1).map((column) => column.id);
      },
    };
  }

  goTo(cell: CellRef): boolean {
    const place = this.placeOf(cell);
    if (!place) return false;
    this.selection.moveTo(place);
    this.moved();
    return true;
  }

  /** The next cell in a state, from the cursor on and round; filters that hide it are lifted. */
  goToNext(state: CellState): void {
    const { view } = this.book.model;
    const { seen } = this.columns;
    const count = view.length * seen.length;
    const start = this.selection.active.row * seen.length + this.selection.active.column;
    for (let step = 1; step <= count; step++) {
      const at = (start + step) % count;
      const place = { row: Math.floor(at / seen.length), column: at % seen.length };
      const cell = this.at(place);
      if (!cell || this.book.ledger.state(cell.row.id, cell.column.id) !== state) continue;
      this.selection.moveTo(place);
      this.moved();
      return;
    }
    if (Object.keys(this.filters).length === 0) return;
    this.clearFilters();
    this.goToNext(state);
  }

  hasFocus(): boolean {
    return this.renderer.viewport.contains(document.activeElement);
  }

  focusActive(): void {
    const cell = this.renderer.cell(this.selection.active);
    this.renderer.explain(this.selection.active);
    if (cell) cell.focus({ preventScroll: true });
    else this.header.cell(this.selection.active.column)?.focus({ preventScroll: true });
    this.#showNotice();
  }

  // ---- filters and layout --------------------------------------------------------------------------------------

  setFilter(columnId: string, filter: GridFilter | null): void {
    const { [columnId]: _, ...others } = this.filters;
    this.filters = filter === null ? others : { ...others, [columnId]: filter };
    this.arrange(true);
  }

  clearFilters(): void {
    this.filters = {};
    this.arrange(true);
    this.focusActive();
  }

  layoutChanged(): void {
    this.rebuild();
    this.tellLayout();
  }

  tellLayout(): void {
    this.emit("grid-layout", this.columns.layout satisfies GridLayout);
  }

  // ---- words ---------------------------------------------------------------------------------------------------

  emit<K extends keyof DataGridEventMap>(name: K, detail: DataGridEventMap[K]["detail"]): void {
    this.root.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  say(text: string): void {
    this.status.say(text);
  }

  rowLabel(row: RowRecord): string {
    if (row.label) return row.label;
    const named = this.columns.all.filter((column) => column.rowHeader);
    for (const column of [...named, ...this.columns.seen]) {
      const text = shownText(column, row.value(column.id), this.faces.culture);
      if (text) return text;
    }
    return row.id;
  }

  cellName(row: RowRecord, column: GridColumn): string {
    return this.texts.say("editor_label", { row: this.rowLabel(row), column: column.title });
  }

  shown(column: GridColumn, value: string | null): string {
    return shownText(column, value, this.faces.culture);
  }

  time(when: string): string {
    const date = new Date(when);
    if (Number.isNaN(date.getTime())) return when;
    return new Intl.DateTimeFormat(this.faces.culture, { dateStyle: "short", timeStyle: "short" }).format(date);
  }

  // ---- popup ---------------------------------------------------------------------------------------------------

  openPopup(content: HTMLElement, anchor: HTMLElement, closed: (byOutside: boolean) => void): void {
    const { viewport } = this.renderer;
    this.#popupScroll = [viewport.scrollTop, viewport.scrollLeft];
    this.tip.hide();
    this.popup.open(content, anchor, closed);
  }

  // ---- inside --------------------------------------------------------------------------------------------------

  #scrolled(): void {
    this.renderer.scrolled();
    this.tip.hide();
    const { scrollTop, scrollLeft } = this.renderer.viewport;
    const [top, left] = this.#popupScroll;
    if (this.popup.isOpen && (scrollTop !== top || scrollLeft !== left)) this.popup.close();
  }

  #resized(): void {
    if (this.renderer.frozenOutdated || this.renderer.rowsOutdated) this.rebuild();
    else this.renderer.scrolled();
  }

  #counted(): void {
    const { model } = this.book;
    this.#rowCount = model.dataCount();
    const none = model.view.length === 0;
    this.#empty.hidden = !none;
    this.#empty.textContent = none ? this.texts.say(model.size > 0 ? "no_match" : "empty") : "";
    this.header.setFocusable(model.reach === 0 ? 0 : null);
    this.#countStates();
  }

  #countStates(): void {
    const { ledger } = this.book;
    this.status.count({
      ...this.#rowCount,
      filtered: Object.keys(this.filters).length > 0,
      unsaved: ledger.count("pending") + ledger.count("saving"),
      failed: ledger.count("failed"),
      conflicts: ledger.count("conflict"),
    });
  }

  #showNotice(): void {
    const place = this.selection.active;
    const cell = this.editor.isOpen ? null : this.at(place);
    const text = cell && this.selection.isSingle ? this.#news(cell.row, cell.column) : "";
    const state = cell && this.book.ledger.state(cell.row.id, cell.column.id);
    if (!text) this.tip.hide();
    else this.tip.show(text, this.renderer.cell(place), state === "failed" ? "error" : "info");
  }

  // A cell that waits for its save is no news to the person who has just typed it, and the words would outlive the wait.
  #news(row: RowRecord, column: GridColumn): string {
    const state = this.book.ledger.state(row.id, column.id);
    return state === "pending" || state === "saving" || state === "saved" ? "" : this.faces.notice(row, column);
  }

  #tellSelection(): void {
    this.#announce();
    const { active, area } = this.selection;
    const cell = this.at(active);
    const key = [cell?.row.id, cell?.column.id, area.top, area.bottom, area.left, area.right].join("\n");
    if (key === this.#told) return;
    this.#told = key;
    this.emit("grid-selection", this.selectionDetail());
  }

  #announce(): void {
    const { area, isSingle, active } = this.selection;
    this.status.saySoon(async () => {
      if (isSingle) {
        const cell = this.at(active);
        const detail = cell?.row.detail(cell.column.id);
        return cell ? [this.#news(cell.row, cell.column), detail?.tooltip].filter(Boolean).join(" · ") : "";
      }
      const stale = () => this.selection.area.top !== area.top || this.selection.area.bottom !== area.bottom;
      const found = await summarize(area, (index) => this.book.model.at(index), this.columns.seen, stale);
      if (!found) return "";
      if (found.numbers === 0) return this.texts.say("selection_count", { count: found.filled });
      const shown = (value: string) => formatDecimal(value, this.faces.culture);
      return this.texts.say("selection_summary", {
        sum: shown(found.sum),
        count: found.filled,
        average: shown(found.mean),
      });
    });
  }

  #tellFilter(): void {
    const { model } = this.book;
    const [filters, sort] = [this.filters, this.sort];
    this.emit("grid-filter", { rowIds: model.visibleDataIds(), filters, sort } satisfies GridFilterDetail);
  }
}
