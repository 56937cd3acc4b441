import { define } from "./element";
import { fill } from "./form-dialog";
import { controlsOf } from "./form-json";

type Row = Readonly<Record<string, unknown>>;

/**
 * `<form-rows name="breaks"><div data-rows></div><template>…name="breaks[ROW].start"…</template><button data-add>…</button></form-rows>`:
 * rows of a form that may be none or many. In the template `ROW` becomes the row's index, in names and ids alike, and `ROWNO` its number
 * for people. A `[data-remove]` in a row takes it away. A form-dialog fills them from the list of their name.
 */
export class FormRows extends HTMLElement {
  connectedCallback(): void {
    this.closest("form")?.addEventListener("filled", (event) => {
      const values = (event as CustomEvent<Row>).detail[this.getAttribute("name") ?? ""];
      this.rows = Array.isArray(values) ? (values as readonly Row[]) : [];
    });
    this.addEventListener("click", (event) => this.#clicked(event));
  }

  get #place(): HTMLElement {
    return this.querySelector("[data-rows]")!;
  }

  /** What stands in the rows, by the last part of each control's name. */
  get rows(): readonly Row[] {
    return [...this.#place.children].map((row) =>
      Object.fromEntries(
        [...row.querySelectorAll<HTMLInputElement>("[name]")].map((control) => [memberOf(control.name), control.value]),
      ),
    );
  }

  set rows(rows: readonly Row[]) {
    this.#place.replaceChildren();
    for (const row of rows) this.#add(row);
  }

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const removed = target?.closest("[data-remove]")?.closest("[data-rows] > *");
    if (removed) {
      const at = [...this.#place.children].indexOf(removed);
      this.rows = this.rows.filter((_, index) => index !== at);
      this.querySelector<HTMLElement>("[data-add]")?.focus();
    } else if (target?.closest("[data-add]")) {
      this.#add({});
      this.#place.lastElementChild?.querySelector<HTMLElement>("input, select")?.focus();
    }
  }

  #add(values: Row): void {
    const at = this.#place.childElementCount;
    const row = document.createElement("template");
    row.innerHTML = this.querySelector("template")!
      .innerHTML.replaceAll("ROWNO", String(at + 1))
      .replaceAll("ROW", String(at));
    this.#place.append(row.content);
    const form = this.closest("form");
    if (!form) return;
    const own = controlsOf(form).filter((control) => this.#place.lastElementChild?.contains(control));
    for (const control of own) fill([control], { [control.name]: values[memberOf(control.name)] });
  }
}

/** "breaks[0].start" → "start" */
function memberOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

define("form-rows", FormRows);
