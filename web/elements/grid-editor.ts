import { make, setAttribute } from "./grid-dom";
import type { Place } from "./grid-selection";
import type { CellRef, GridColumn } from "./grid-types";

/** The text field inside the cell being edited. */
export class CellEditor {
  #field: HTMLInputElement | HTMLTextAreaElement | null = null;
  #cell: HTMLElement | null = null;
  #opened = "";
  place: Place | null = null;
  ref: CellRef | null = null;
  /** Arrow keys leave the cell after typing over it, and move the caret after F2. */
  arrowsMove = false;

  get isOpen(): boolean {
    return this.#field !== null;
  }

  get field(): HTMLInputElement | HTMLTextAreaElement | null {
    return this.#field;
  }

  get text(): string {
    return this.#field?.value ?? "";
  }

  get isChanged(): boolean {
    return this.text !== this.#opened;
  }

  open(
    cell: HTMLElement,
    column: GridColumn,
    place: Place,
    ref: CellRef,
    text: string,
    label: string,
    tipId: string,
  ): void {
    const field = column.multiline ? make("textarea", "fn-grid-editor") : make("input", "fn-grid-editor");
    field.value = text;
    field.setAttribute("aria-label", label);
    field.setAttribute("aria-describedby", tipId);
    field.setAttribute("autocomplete", "off");
    field.spellcheck = false;
    if (column.kind === "number") field.inputMode = "decimal";
    if (column.kind === "number" || column.align === "end") field.classList.add("fn-align-end");
    this.#field = field;
    this.#cell = cell;
    this.#opened = text;
    this.place = place;
    this.ref = ref;
    cell.append(field);
    field.focus({ preventScroll: true });
    field.setSelectionRange(text.length, text.length);
    this.fit();
  }

  /** Grows over the neighbours with the text, as in Excel. */
  fit(): void {
    if (this.#field && this.#cell) {
      this.#field.style.width = `max(${this.#cell.offsetWidth}px, ${Math.min(60, this.text.length + 3)}ch)`;
    }
  }

  setInvalid(invalid: boolean): void {
    if (this.#field) setAttribute(this.#field, "aria-invalid", invalid ? "true" : null);
  }

  close(): void {
    const field = this.#field;
    this.#field = this.#cell = null;
    this.place = this.ref = null;
    field?.remove();
  }
}
