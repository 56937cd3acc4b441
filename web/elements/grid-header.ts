import type { GridColumns } from "./grid-columns";
import { make, setAttribute } from "./grid-dom";
import type { TextBook } from "./grid-texts";
import type { GridColumn, GridFilter, GridSort } from "./grid-types";

/** What the header tells about the order and the filters. */
export interface HeaderState {
  readonly sort: GridSort | null;
  readonly filters: Readonly<Record<string, GridFilter>>;
}

/** The sticky header row: titles, marks of order and filter, the menu buttons and the width grips. */
export class GridHeader {
  readonly row = make("div", "fn-grid-row fn-grid-header", { role: "row", "aria-rowindex": "1" });
  #cells: HTMLElement[] = [];

  constructor(
    private readonly columns: GridColumns,
    private readonly texts: TextBook,
  ) {}

  rebuild(frozen: number, state: HeaderState): void {
    this.#cells = this.columns.seen.map((column, index) => this.#cell(column, index));
    const fixed = make("div", "fn-grid-frozen", { role: "presentation" });
    fixed.append(...this.#cells.slice(0, frozen));
    this.row.replaceChildren(fixed, ...this.#cells.slice(frozen));
    this.measureWidths();
    this.mark(state);
  }

  measureWidths(): void {
    this.columns.seen.forEach((column, index) => {
      const cell = this.#cells[index];
      if (cell) cell.style.width = `${this.columns.width(column.id)}px`;
    });
  }

  mark({ sort, filters }: HeaderState): void {
    this.columns.seen.forEach((column, index) => {
      const cell = this.#cells[index];
      if (!cell) return;
      const order = sort?.columnId === column.id ? sort.direction : null;
      const filtered = filters[column.id] !== undefined;
      setAttribute(cell, "aria-sort", order);
      cell.classList.toggle("fn-filtered", filtered);
      const marks = [column.tooltip ?? "", filtered ? this.texts.say("filter_active") : ""].filter(Boolean);
      setAttribute(cell, "title", marks.length > 0 ? marks.join("\n") : null);
    });
  }

  /** The one header cell Tab can reach when there is no row to stand on. */
  setFocusable(column: number | null): void {
    this.#cells.forEach((cell, index) => (cell.tabIndex = index === column ? 0 : -1));
  }

  indexOf(target: EventTarget | null): number {
    const cell = target instanceof Element ? target.closest<HTMLElement>(".fn-grid-th") : null;
    return cell ? this.#cells.indexOf(cell) : -1;
  }

  cell(index: number): HTMLElement | undefined {
    return this.#cells[index];
  }

  #cell(column: GridColumn, index: number): HTMLElement {
    const cell = make(
      "div",
      `fn-grid-th${column.headerClass ? ` ${column.headerClass}` : ""}`,
      { role: "columnheader", "aria-colindex": String(index + 1), tabindex: "-1" },
      make("span", "fn-grid-title", {}, column.title),
      make("button", "fn-grid-menu-button", {
        type: "button",
        tabindex: "-1",
        "aria-haspopup": "dialog",
        "aria-label": this.texts.say("menu_button", { column: column.title }),
      }),
      make("span", "fn-grid-grip", { "aria-hidden": "true" }),
    );
    if (column.kind === "number" || column.align === "end") cell.classList.add("fn-align-end");
    return cell;
  }
}
