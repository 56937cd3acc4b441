import { ApiForm } from "./api-form";
import { define, texts } from "./element";
import { clearFieldErrors } from "./form-errors";
import { controlsOf, type FormControl } from "./form-json";
import type { ProblemError } from "./http";
import { toastOnNextPage } from "./toast";

/**
 * `<form-dialog id="site" texts='{"saved":…}'><dialog class="dialog"><api-form draft="off">…</api-form></dialog></form-dialog>`:
 * one form for adding and for changing any row of a list. A button says what it opens it for:
 * `<button data-form-dialog="site" data-action="/api/…/5" data-method="PATCH" data-title="…" data-values='{"descripcion":"…"}'>`.
 * `data-version` is what the row showed. `data-fixed="code zone"` names what is decided once: shown, and not sent. Rows and pickers hear `filled` with the values.
 * What is saved shows on the list anew; so does, once the dialog is closed, what another person changed meanwhile.
 */
class FormDialog extends HTMLElement {
  #fixed: FormControl[] = [];
  #isListOld = false;

  connectedCallback(): void {
    document.addEventListener("click", this.#onClick);
    this.addEventListener("saved", (event) => {
      event.preventDefault();
      toastOnNextPage(texts(this)("saved"));
      location.reload();
    });
    this.addEventListener("refused", (event) => {
      this.#isListOld ||= (event as CustomEvent<ProblemError>).detail.isStale;
    });
    // What was typed stays in sight until then.
    this.dialog.addEventListener("close", () => {
      if (this.#isListOld) location.reload();
    });
    this.querySelector("[data-close]")?.addEventListener("click", () => this.dialog.close());
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#onClick);
  }

  get dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  readonly #onClick = (event: Event): void => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-form-dialog]") : null;
    if (opener?.dataset["formDialog"] === this.id) this.#open(opener);
  };

  #open(opener: HTMLElement): void {
    const api = this.querySelector<ApiForm>("api-form")!;
    const { form } = api;
    form.reset();
    clearFieldErrors(form);
    api.querySelector(".form-alert")?.replaceChildren();
    api.setAttribute("method", opener.dataset["method"] ?? "POST");
    api.setAttribute("version", opener.dataset["version"] ?? "");
    form.action = opener.dataset["action"] ?? form.action;
    const title = this.querySelector("h2");
    if (title && opener.dataset["title"] !== undefined) title.textContent = opener.dataset["title"];
    const values = JSON.parse(opener.dataset["values"] ?? "{}") as Readonly<Record<string, unknown>>;
    const fixed = opener.dataset["fixed"]?.split(" ") ?? [];
    for (const control of this.#fixed) control.disabled = false;
    fill(controlsOf(form), values);
    this.#fixed = controlsOf(form).filter((control) => fixed.includes(control.name));
    for (const control of this.#fixed) control.disabled = true;
    form.dispatchEvent(new CustomEvent("filled", { detail: values }));
    this.dialog.showModal();
  }
}

/** Puts values into the controls of their names; a control without one keeps its own. */
export function fill(controls: readonly FormControl[], values: Readonly<Record<string, unknown>>): void {
  for (const control of controls) {
    const value = values[control.name];
    if (value === undefined) continue;
    if (control instanceof HTMLInputElement && control.type === "radio") control.checked = value === control.value;
    else if (control instanceof HTMLInputElement && control.type === "checkbox")
      control.checked = isTicked(control, value);
    else control.value = value === null ? "" : String(value);
  }
}

/** A lone box is true or false; one of several is ticked where the list holds its value. */
function isTicked(box: HTMLInputElement, value: unknown): boolean {
  return Array.isArray(value) ? value.map(String).includes(box.value) : value === true;
}

define("form-dialog", FormDialog);
