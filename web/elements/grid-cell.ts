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
  /** What everybody must be told beyond the text: its state, or why it is blocked. */
  readonly notice: string;
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
      notice: detail || state ? this.notice(row, column, detail, state) : "",
      readOnly: this.book.barrier(row, column) !== null,
    };
  }

  /** All there is to say of a cell, for the one under the pointer or the cursor. */
  title(row: RowRecord, column: GridColumn): string {
    const { text, notice } = this.face(row, column);
    const value = row.value(column.id);
    const whole = shownText(column, value, this.culture);
    const extra = row.kind === "data" ? this.describe?.(row.id, column.id, value) : null;
    const cut = text.length * widthOfLetter > column.width;
    const tooltip = extra?.tooltip ?? row.detail(column.id)?.tooltip;
    return [cut || text !== whole ? whole : "", notice, tooltip].filter(Boolean).join("\n");
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
  #isHeader = false;

  constructor(column: number) {
    const attributes = { role: "gridcell", "aria-colindex": String(column + 1) };
    this.element = make("div", "fn-grid-cell", attributes, this.#text);
  }

  /** Whether this cell names its row to a screen reader. */
  setHeader(isHeader: boolean): void {
    if (isHeader === this.#isHeader) return;
    this.#isHeader = isHeader;
    this.element.setAttribute("role", isHeader ? "rowheader" : "gridcell");
  }

  // Titles are not drawn with the rest: on a scrolling grid every one of them would cost a style pass.
  setTitle(title: string): void {
    this.#title = title;
    if (title) this.element.title = title;
    else this.element.removeAttribute("title");
  }

  paint(face: CellFace, marks: string, selected: boolean, focusable: boolean): void {
    const { element } = this;
    if (face.text !== this.#shown) this.#text.nodeValue = this.#shown = face.text;
    const className = marks === "" ? face.className : face.className + marks;
    if (className !== this.#className) element.className = this.#className = className;
    if (face.notice !== this.#title) this.setTitle(face.notice);
    if (face.icon !== this.#iconShown) {
      this.#icon ??= element.insertBefore(make("span", "fn-grid-icon", { "aria-hidden": "true" }), this.#text);
      setText(this.#icon, (this.#iconShown = face.icon));
    }
    if (face.note !== this.#noteShown) {
      if (!this.#note) this.#text.after((this.#note = make("span", "fn-grid-note")));
      setText(this.#note, (this.#noteShown = face.note));
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

// A new text in the same node is cheaper than a new node.
function setText(element: HTMLElement, text: string): void {
  if (element.firstChild) element.firstChild.nodeValue = text;
  else element.append(text);
}
