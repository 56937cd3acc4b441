import { CellView, type FaceMaker } from "./grid-cell";
import type { GridColumns } from "./grid-columns";
import { make, setAttribute } from "./grid-dom";
import type { GridModel, RowRecord } from "./grid-model";
import { within, type Area, type GridSelection, type Place } from "./grid-selection";
import type { GridColumn } from "./grid-types";

const overscan = 4;
const overscanColumns = 2;
/** Beyond so many new rows it is cheaper to write other texts into all rows than to move rows in the document. */
const mostMoved = 4;
const fallbackRowHeight = 34;

interface RowView {
  readonly element: HTMLElement;
  /** Stands for the columns between the frozen ones and those in sight. */
  readonly gap: HTMLElement;
  /** Made when they first come into sight, and kept for when they do again. */
  readonly cells: (CellView | undefined)[];
  index: number;
  record: RowRecord | null;
  /** The column that names the row. */
  header: number;
  /** What of it is in the document: the columns in sight, and those that always are. */
  sight: Sight | null;
  away: readonly number[];
}

/** The columns in sight beside the frozen ones; the last one included. */
interface Sight {
  readonly first: number;
  readonly last: number;
  /** With the frozen ones, left to right. */
  readonly columns: readonly number[];
}

const nothingInSight: Sight = { first: 0, last: -1, columns: [] };

/** What the renderer draws from. */
export interface Scene {
  readonly model: GridModel;
  readonly columns: GridColumns;
  readonly selection: GridSelection;
  readonly faces: FaceMaker;
  /** The cell being edited, so that its mark survives a repaint. */
  editing(): Place | null;
  /** Where a fill would go if the button were let go now. */
  preview(): Area | null;
}

/** Draws the rows and columns in sight and nothing else: rows that scroll out are given to rows that scroll in. */
export class GridRenderer {
  readonly viewport = make("div", "fn-grid-viewport", { role: "grid", "aria-multiselectable": "true" });
  readonly head = make("div", "fn-grid-head", { role: "rowgroup" });
  readonly body = make("div", "fn-grid-body");
  readonly foot = make("div", "fn-grid-foot");
  readonly handle = make("div", "fn-grid-handle", { "aria-hidden": "true" });
  readonly #spacer = make("div", "fn-grid-spacer", { role: "presentation" });
  readonly #rows = new Map<number, RowView>();
  readonly #totals: RowView[] = [];
  #spare: RowView[] = [];
  #places = new WeakMap<Element, { view: RowView; column: number }>();
  #rowHeight = fallbackRowHeight;
  #columns: readonly GridColumn[] = [];
  #lefts: number[] = [];
  #frozen = 0;
  #sight: Sight = nothingInSight;

  constructor(private readonly scene: Scene) {
    this.viewport.append(this.head, this.body, this.foot);
  }

  get frozen(): number {
    return this.#frozen;
  }

  get rowHeight(): number {
    return this.#rowHeight;
  }

  get pageRows(): number {
    return Math.max(1, Math.floor(this.#bodyRoom() / this.#rowHeight) - 1);
  }

  /** The columns changed: every row is made anew. */
  rebuild(): void {
    const { columns } = this.scene;
    this.#columns = columns.seen;
    this.#frozen = columns.frozenWithin(this.viewport.clientWidth);
    this.body.replaceChildren(this.#spacer);
    this.foot.replaceChildren();
    this.#rows.clear();
    this.#totals.length = 0;
    this.#spare = [];
    this.#places = new WeakMap();
    this.#sight = nothingInSight;
    this.measureWidths();
    setAttribute(this.viewport, "aria-colcount", String(this.#columns.length));
    this.#measureRow();
    this.rowsChanged();
  }

  /** True when the room for frozen columns changed and the grid must be rebuilt. */
  get frozenOutdated(): boolean {
    return this.scene.columns.frozenWithin(this.viewport.clientWidth) !== this.#frozen;
  }

  /** True when rows have another height than was measured, such as after the grid was hidden. */
  get rowsOutdated(): boolean {
    const probe = this.#rows.values().next().value?.element.offsetHeight ?? 0;
    return probe > 0 && probe !== this.#rowHeight;
  }

  /** Only widths changed. */
  measureWidths(): void {
    let left = 0;
    this.#lefts = this.#columns.map((column) => {
      const at = left;
      left += this.scene.columns.width(column.id);
      return at;
    });
    this.#lefts.push(left);
    for (const part of [this.head, this.body, this.foot]) part.style.width = `${left}px`;
    // What the browser itself scrolls to must not end up under the parts that stay put.
    this.viewport.style.scrollPaddingInlineStart = `${this.#lefts[this.#frozen] ?? 0}px`;
    for (const view of [...this.#rows.values(), ...this.#totals, ...this.#spare]) this.#setWidths(view);
    if (this.#rows.size + this.#totals.length > 0) this.scrolled();
  }

  /** Other rows, another order or another filter. */
  rowsChanged(): void {
    const { model } = this.scene;
    this.body.style.height = `${model.view.length * this.#rowHeight}px`;
    setAttribute(this.body, "role", model.view.length > 0 ? "rowgroup" : null);
    setAttribute(this.foot, "role", model.totals.length > 0 ? "rowgroup" : null);
    setAttribute(this.viewport, "aria-rowcount", String(model.reach + 1));
    while (this.#totals.length > model.totals.length) this.#totals.pop()?.element.remove();
    while (this.#totals.length < model.totals.length) {
      const view = this.#makeRow();
      view.element.classList.add("fn-grid-total");
      this.#totals.push(view);
      this.foot.append(view.element);
    }
    for (const view of this.#rows.values()) view.record = null;
    this.refresh();
    this.viewport.style.scrollPaddingBlock = `${this.head.offsetHeight}px ${this.foot.offsetHeight}px`;
  }

  /** Draws everything in sight again. */
  refresh(): void {
    this.#ensure(true);
    this.#totals.forEach((view, at) => this.#draw(view, this.scene.model.view.length + at));
    this.#placeHandle();
  }

  /** The view scrolled: only rows that came into sight are drawn. */
  scrolled(): void {
    this.#ensure(false);
    this.#placeHandle();
  }

  /** Scrolls just enough to see a cell, and makes sure that it exists. */
  reveal({ row, column }: Place): void {
    const { viewport } = this;
    if (row < this.scene.model.view.length) {
      const top = row * this.#rowHeight;
      const room = this.#bodyRoom();
      if (top < viewport.scrollTop) viewport.scrollTop = top;
      else if (top + this.#rowHeight > viewport.scrollTop + room) {
        viewport.scrollTop = top + this.#rowHeight - room;
      }
    }
    this.revealColumn(column);
    this.#ensure(false);
  }

  revealColumn(column: number): void {
    if (column < this.#frozen) return;
    const { viewport } = this;
    const fixed = this.#lefts[this.#frozen] ?? 0;
    const left = this.#lefts[column] ?? 0;
    const right = this.#lefts[column + 1] ?? left;
    if (left - fixed < viewport.scrollLeft) viewport.scrollLeft = left - fixed;
    else if (right > viewport.scrollLeft + viewport.clientWidth) viewport.scrollLeft = right - viewport.clientWidth;
  }

  cell({ row, column }: Place): HTMLElement | null {
    const total = this.#totals[row - this.scene.model.view.length];
    const view = total ?? this.#rows.get(row);
    const element = view?.cells[column]?.element;
    return element?.parentElement ? element : null;
  }

  /** Tells all there is to say of one cell, until it is drawn again. */
  explain(place: Place): void {
    const view = this.#totals[place.row - this.scene.model.view.length] ?? this.#rows.get(place.row);
    const column = this.#columns[place.column];
    if (view?.record && column) view.cells[place.column]?.setTitle(this.scene.faces.title(view.record, column));
  }

  headerCell(column: number): HTMLElement | null {
    return this.head.querySelector<HTMLElement>(`[aria-colindex="${column + 1}"]`);
  }

  /** The place of the cell an event came from. */
  placeOf(target: EventTarget | null): Place | null {
    const element = target instanceof Element ? target.closest(".fn-grid-cell") : null;
    const known = element && this.#places.get(element);
    return known ? { row: known.view.index, column: known.column } : null;
  }

  /** The nearest cell to a point of the window, for drags that leave the grid. */
  placeAt(x: number, y: number): Place {
    const box = this.viewport.getBoundingClientRect();
    const across = x - box.left;
    const fixed = this.#lefts[this.#frozen] ?? 0;
    const left = across < fixed ? across : Math.max(fixed, across) + this.viewport.scrollLeft;
    let column = this.#lefts.findLastIndex((edge) => edge <= left);
    column = Math.max(0, Math.min(column, this.#columns.length - 1));
    const down = y - box.top - this.head.offsetHeight + this.viewport.scrollTop;
    const row = Math.max(0, Math.min(Math.floor(down / this.#rowHeight), this.scene.model.view.length - 1));
    return { row, column };
  }

  /** Widest text in sight of a column, for a fitting width. */
  fittingWidth(column: number): number {
    const widths = [...this.#rows.values(), ...this.#totals].map((view) => {
      const element = view.cells[column]?.element;
      if (!element) return 0;
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width;
    });
    const header = this.headerCell(column)?.querySelector(".fn-grid-title");
    return Math.ceil(Math.max(40, header ? header.scrollWidth + 16 : 0, ...widths.map((width) => width + 20)));
  }

  #bodyRoom(): number {
    const { viewport, head, foot } = this;
    // Without a height of its own the viewport is as tall as all rows; more than the window is never seen of it.
    const height = Math.min(viewport.clientHeight, window.innerHeight);
    return Math.max(this.#rowHeight, height - head.offsetHeight - foot.offsetHeight);
  }

  #measureRow(): void {
    const probe = make("div", "fn-grid-row");
    this.body.append(probe);
    this.#rowHeight = probe.offsetHeight || fallbackRowHeight;
    probe.remove();
  }

  #ensure(redraw: boolean): void {
    const { model, selection } = this.scene;
    const { scrollTop } = this.viewport;
    this.#look();
    for (const view of this.#totals) this.#show(view);
    // Always the same number of rows: hiding and showing one costs more than drawing it again.
    const count = Math.ceil(this.#bodyRoom() / this.#rowHeight) + 2 * overscan + 1;
    const wanted = Math.floor(scrollTop / this.#rowHeight) - overscan;
    const first = Math.max(0, Math.min(wanted, model.view.length - count));
    const last = Math.min(model.view.length, first + count) - 1;
    const wantedRows = new Set<number>();
    for (let index = first; index <= last; index++) wantedRows.add(index);
    // The active row always exists, however far away: it holds the keyboard focus.
    const kept = selection.active.row;
    if (kept < model.view.length) wantedRows.add(kept);
    this.#settle(
      [...wantedRows].sort((a, b) => a - b),
      redraw,
    );
    for (const [index, { element }] of this.#rows) element.classList.toggle("fn-away", index < first || index > last);
    // A leaf: style sheets that ask for [style] would make every cell under a moved row compute its style again.
    this.#spacer.style.height = `${first * this.#rowHeight}px`;
  }

  /** Gives every wanted row a view. Views that are free are taken in document order, so that a jump moves none. */
  #settle(wanted: readonly number[], redraw: boolean): void {
    const rows = new Map<number, RowView>();
    const free: RowView[] = [];
    const moves = wanted.filter((index) => !this.#rows.has(index)).length <= mostMoved;
    const kept = this.scene.selection.active.row;
    for (const [index, view] of [...this.#rows].sort(([a], [b]) => a - b)) {
      if (wanted.includes(index) && (moves || index === kept)) rows.set(index, view);
      else free.push(view);
    }
    this.#rows.clear();
    for (const index of wanted) {
      const known = rows.get(index);
      const view = known ?? free.shift() ?? this.#spare.pop() ?? this.#makeRow();
      this.#rows.set(index, view);
      if (!known || redraw || view.record === null) this.#draw(view, index);
      else this.#show(view);
    }
    for (const view of free) view.element.remove();
    this.#spare.push(...free);
    this.#arrange();
  }

  #makeRow(): RowView {
    const frozen = make("div", "fn-grid-frozen", { role: "presentation" });
    const gap = make("div", "fn-grid-gap", { role: "presentation" });
    const element = make("div", "fn-grid-row", { role: "row" }, frozen, gap);
    const view: RowView = { element, gap, cells: [], index: -1, record: null, header: -1, sight: null, away: [] };
    for (let column = 0; column < this.#frozen; column++) frozen.append(this.#cellOf(view, column).element);
    return view;
  }

  #cellOf(view: RowView, column: number): CellView {
    const known = view.cells[column];
    if (known) return known;
    const made = new CellView(column);
    view.cells[column] = made;
    this.#places.set(made.element, { view, column });
    made.setHeader(column === view.header);
    made.element.style.width = `${this.#widthOf(column)}px`;
    return made;
  }

  #widthOf(column: number): number {
    return (this.#lefts[column + 1] ?? 0) - (this.#lefts[column] ?? 0);
  }

  #setWidths(view: RowView): void {
    view.cells.forEach((cell, column) => {
      if (cell) cell.element.style.width = `${this.#widthOf(column)}px`;
    });
    view.sight = null;
  }

  /** Finds out which columns are in sight. */
  #look(): void {
    const { scrollLeft, clientWidth } = this.viewport;
    const last = this.#columns.length - 1;
    const fixed = this.#lefts[this.#frozen] ?? 0;
    const at = (edge: number) => this.#lefts.findLastIndex((left) => left <= edge);
    const from = Math.max(this.#frozen, Math.min(at(scrollLeft + fixed), last) - overscanColumns);
    const to = Math.min(last, at(scrollLeft + (clientWidth || window.innerWidth)) + overscanColumns);
    if (from === this.#sight.first && to === this.#sight.last) return;
    const columns = Array.from({ length: this.#columns.length }, (_, column) => column);
    this.#sight = { first: from, last: to, columns: columns.filter((c) => c < this.#frozen || (c >= from && c <= to)) };
  }

  /** Puts the columns in sight into a drawn row. */
  #show(view: RowView): void {
    if (view.record) this.#paint(view, view.record, this.#fit(view));
  }

  /** @returns the columns that were not there before. */
  #fit(view: RowView): number[] {
    const sight = this.#sight;
    const { active } = this.scene.selection;
    const isSeen = (column: number) => column < this.#frozen || (column >= sight.first && column <= sight.last);
    // However far away, the active cell exists, since it holds the keyboard focus, and the one that names the row.
    const always = [view.header, view.index === active.row ? active.column : -1];
    const away = [...new Set(always)].filter((column) => column >= 0 && !isSeen(column)).sort((a, b) => a - b);
    if (view.sight === sight && String(away) === String(view.away)) return [];
    view.sight = sight;
    view.away = away;
    const [gapFrom, gapTo] = [this.#lefts[this.#frozen] ?? 0, this.#lefts[sight.first] ?? 0];
    view.gap.style.width = `${gapTo - gapFrom}px`;
    view.cells.forEach((cell, column) => {
      if (!isSeen(column) && !away.includes(column)) cell?.element.remove();
    });
    const fresh: number[] = [];
    let before: Element = view.gap;
    const wanted = [...sight.columns.filter((column) => column >= this.#frozen), ...away].sort((a, b) => a - b);
    for (const column of wanted) {
      const { element } = this.#cellOf(view, column);
      element.toggleAttribute("data-away", away.includes(column));
      // What stays is where it belongs already: it must not be moved, or it would lose the focus.
      if (before.nextElementSibling !== element) {
        before.after(element);
        fresh.push(column);
      }
      before = element;
    }
    return fresh;
  }

  #draw(view: RowView, index: number): void {
    const record = this.scene.model.at(index);
    if (!record) return;
    if (view.index !== index) {
      view.index = index;
      view.element.setAttribute("aria-rowindex", String(index + 2));
    }
    if (view.record !== record) {
      view.record = record;
      const kind = record.kind === "data" ? "" : ` fn-grid-${record.kind}`;
      view.element.className = `fn-grid-row${kind}${record.className ? ` ${record.className}` : ""}`;
      view.header = this.#headerOf(record);
      view.cells.forEach((cell, at) => cell?.setHeader(at === view.header));
    }
    this.#fit(view);
    this.#paint(view, record, [...this.#sight.columns, ...view.away]);
  }

  #paint(view: RowView, record: RowRecord, columns: readonly number[]): void {
    if (columns.length === 0) return;
    const { selection, faces } = this.scene;
    const { index } = view;
    const { active, isSingle, area } = selection;
    const editing = this.scene.editing();
    const preview = this.scene.preview();
    const selectedRow = index >= area.top && index <= area.bottom;
    for (const at of columns) {
      const column = this.#columns[at];
      if (!column) continue;
      const isActive = index === active.row && at === active.column;
      const selected = selectedRow && at >= area.left && at <= area.right;
      let marks = "";
      if (selected && !isSingle) marks += " fn-selected";
      if (isActive) marks += " fn-active";
      if (preview && within(preview, index, at)) marks += " fn-fill-preview";
      if (at === area.right && index === area.bottom) marks += " fn-corner";
      if (editing?.row === index && editing.column === at) marks += " fn-editing";
      view.cells[at]?.paint(faces.face(record, column), marks, selected, isActive);
    }
  }

  // A subtotal has no code in the column that names lines: there the first text names the row.
  #headerOf(record: RowRecord): number {
    const wanted = this.#columns.findIndex((column) => column.rowHeader);
    if (wanted >= 0 && record.value(this.#columns[wanted]?.id ?? "")) return wanted;
    return this.#columns.findIndex((column) => column.kind === "text" && record.value(column.id));
  }

  #placeHandle(): void {
    const { area } = this.scene.selection;
    const cell = this.scene.editing() ? null : this.cell({ row: area.bottom, column: area.right });
    if (!cell || area.bottom >= this.scene.model.view.length) this.handle.remove();
    else if (this.handle.parentElement !== cell) cell.append(this.handle);
  }

  // A screen reader that reads on needs the rows in order. The focused one must not be moved, or it would lose the
  // focus: the others are moved around it.
  #arrange(): void {
    const elements = [...this.#rows.values()].map((view) => view.element);
    const pivot = elements.findIndex((element) => element.contains(document.activeElement));
    let next: Element | null = null;
    for (let at = elements.length - 1; at >= 0; at--) {
      const element = elements[at];
      if (!element) continue;
      if (at !== pivot && element.nextElementSibling !== next) this.body.insertBefore(element, next);
      else if (!element.isConnected) this.body.insertBefore(element, next);
      next = element;
    }
  }
}
