import type { GridBook } from "./grid-book";
import type { TextBook } from "./grid-texts";
import { make } from "./grid-dom";
import type { RowRecord } from "./grid-model";
import type { CellState, Culture, DescribeCell, GridCell, GridColumn } from "./grid-types";
import { choiceOf, shownText } from "./grid-values";

/** All that a cell shows and says. */
export interface CellFace {
  readonly text: string;
  readonly icon: string;
  readonly note: string;
  readonly className: string;
  /** What a pointer and a screen reader are told beyond the text. */
  readonly title: string;
  readonly readOnly: boolean;
}

// About one letter or digit at the grid's size: enough to tell which texts may be cut off.
const widthOfLetter = 7.5;

/** Decides faces; one per grid. */
export class FaceMaker {
  culture: Culture = "es-MX";
  describe: DescribeCell | null = null;

  constructor(
    private readonly book: GridBook,
    private readonly texts: TextBook,
  ) {}

  face(row: RowRecord, column: GridColumn): CellFace {
    const value = row.value(column.id);
    const extra = row.kind === "data" && this.describe ? this.describe(row.id, column.id, value) : null;
    const own = row.detail(column.id);
    const detail = extra && own ? { ...own, ...extra } : (extra ?? own);
    const state = this.book.ledger.state(row.id, column.id) ?? own?.state;
    const choice = column.kind === "choice" ? choiceOf(column, value) : undefined;
    const text = detail?.display ?? choice?.short ?? shownText(column, value, this.culture);
    let className = "fn-grid-cell";
    if (column.className) className += ` ${column.className}`;
    if (choice?.className) className += ` ${choice.className}`;
    if (detail?.className) className += ` ${detail.className}`;
    if (detail?.blocked !== undefined) className += " fn-blocked";
    if (state) className += ` fn-state fn-${state}`;
    const align = column.align ?? (column.kind === "number" ? "end" : column.kind === "choice" ? "center" : "start");
    if (align !== "start") className += ` fn-align-${align}`;
    return {
      text,
      icon: choice?.icon ?? "",
      note: detail?.note ?? "",
      className,
      title: this.#title(row, column, text, choice?.label, detail, state),
      readOnly: this.book.barrier(row, column) !== null,
    };
  }

  #title(
    row: RowRecord,
    column: GridColumn,
    text: string,
    label: string | undefined,
    detail: Partial<GridCell> | null,
    state: CellState | undefined,
  ): string {
    // Most cells have nothing to say: this must cost nothing for them.
    const cut = text.length * widthOfLetter > column.width;
    if (!detail && !state && !cut && label === undefined) return "";
    const parts: string[] = [];
    if (cut) parts.push(text);
    if (label !== undefined && label !== text) parts.push(label);
    const notice = this.notice(row, column, detail, state);
    if (notice) parts.push(notice);
    if (detail?.tooltip) parts.push(detail.tooltip);
    return parts.join("\n");
  }

  /** What somebody standing on the cell must know: its state, the reason it is blocked, the server's refusal. */
  notice(
    row: RowRecord,
    column: GridColumn,
    detail: Partial<GridCell> | null = row.detail(column.id),
    state: CellState | undefined = this.book.ledger.state(row.id, column.id) ?? detail?.state,
  ): string {
    const parts: string[] = [];
    if (detail?.blocked) parts.push(detail.blocked);
    if (state) parts.push(this.texts.state(state));
    const message = this.book.ledger.message(row.id, column.id) ?? detail?.message;
    if (message) parts.push(message);
    return parts.join(": ");
  }
}

/** One cell on the screen, reused for whatever row scrolls into its place; it only writes what differs. */
export class CellView {
  readonly element: HTMLElement;
  readonly #text = document.createTextNode("");
  #icon: HTMLElement | null = null;
  #note: HTMLElement | null = null;
  #shown = "";
  #iconShown = "";
  #noteShown = "";
  #className = "";
  #title = "";
  #readOnly: boolean | null = null;
  #selected: boolean | null = null;
  #focusable: boolean | null = null;

  constructor(role: "gridcell" | "rowheader", column: number) {
    this.element = make("div", "fn-grid-cell", { role, "aria-colindex": String(column + 1) }, this.#text);
  }

  paint(face: CellFace, marks: string, selected: boolean, focusable: boolean): void {
    const { element } = this;
    if (face.text !== this.#shown) this.#text.nodeValue = this.#shown = face.text;
    const className = marks === "" ? face.className : face.className + marks;
    if (className !== this.#className) element.className = this.#className = className;
    if (face.title !== this.#title) {
      this.#title = face.title;
      if (face.title) element.title = face.title;
      else element.removeAttribute("title");
    }
    if (face.icon !== this.#iconShown) {
      this.#icon ??= element.insertBefore(make("span", "fn-grid-icon", { "aria-hidden": "true" }), this.#text);
      this.#icon.textContent = this.#iconShown = face.icon;
    }
    if (face.note !== this.#noteShown) {
      if (!this.#note) this.#text.after((this.#note = make("span", "fn-grid-note")));
      this.#note.textContent = this.#noteShown = face.note;
    }
    if (face.readOnly !== this.#readOnly) {
      this.#readOnly = face.readOnly;
      element.setAttribute("aria-readonly", String(face.readOnly));
    }
    if (selected !== this.#selected) {
      this.#selected = selected;
      element.setAttribute("aria-selected", String(selected));
    }
    if (focusable !== this.#focusable) {
      this.#focusable = focusable;
      element.tabIndex = focusable ? 0 : -1;
    }
  }
}
