import "./work-orders.css";
import { alertBox } from "@web/elements/alert";
import type { ApiForm } from "@web/elements/api-form";
import { define, h, texts } from "@web/elements/element";
import type { FormControl } from "@web/elements/form-json";
import type { ProblemError } from "@web/elements/http";

interface Difference {
  readonly control: FormControl;
  readonly label: string;
  readonly theirs: string;
}

/**
 * `<order-form texts='{…}' labels='{…}'><api-form>…</api-form></order-form>`: shows the yard's dates only to orders that need the
 * yard, and, when somebody else saved the order meanwhile, what they wrote differently, so that the person can choose.
 */
class OrderForm extends HTMLElement {
  connectedCallback(): void {
    const box = this.#control("requiere_patio") as HTMLInputElement;
    box.addEventListener("change", () => this.#showYard(box.checked, true));
    // A draft may have been put back before this element was there.
    this.#showYard(box.checked, false);
    this.addEventListener("refused", (event) => this.#refused(event as CustomEvent<ProblemError>));
  }

  #control(name: string): FormControl | null {
    return this.querySelector<FormControl>(`[name="${name}"]`);
  }

  #showYard(needed: boolean, chosen: boolean): void {
    const yard = this.querySelector<HTMLFieldSetElement>("[data-yard]")!;
    yard.hidden = !needed;
    if (needed || !chosen) return;
    for (const date of yard.querySelectorAll("input")) date.value = "";
  }

  #refused(event: CustomEvent<ProblemError>): void {
    const actual = event.detail.body["actual"];
    if (event.detail.code !== "order_changed_meanwhile" || typeof actual !== "object" || actual === null) return;
    event.preventDefault();
    const theirs = actual as Readonly<Record<string, unknown>>;
    const differences = this.#differences(theirs);
    (this.#control("version") as HTMLInputElement).value = String(theirs["version"]);
    this.#tell(event.detail.message, differences);
  }

  #differences(theirs: Readonly<Record<string, unknown>>): Difference[] {
    const labels = JSON.parse(this.getAttribute("labels") ?? "{}") as Record<string, string>;
    return [...this.querySelectorAll<FormControl>("input[name]:not([type=hidden]), select[name], textarea[name]")]
      .map((control) => ({
        control,
        label: labels[control.name] ?? control.name,
        theirs: asTyped(theirs[control.name]),
      }))
      .filter(({ control, theirs: value }) => !same(typed(control), value));
  }

  #tell(message: string, differences: readonly Difference[]): void {
    const say = texts(this);
    const mine = h("button", { type: "button", class: "btn btn-sm" }, say("save_mine"));
    mine.addEventListener("click", () => void this.querySelector<ApiForm>("api-form")!.submit());
    const take = h("button", { type: "button", class: "btn btn-sm" }, say("take_theirs"));
    const place = this.querySelector<HTMLElement>(".form-alert")!;
    take.addEventListener("click", () => {
      for (const { control, theirs } of differences) put(control, theirs);
      place.replaceChildren();
    });
    place.replaceChildren(
      alertBox(
        "warning",
        message,
        h(
          "ul",
          {},
          ...differences.map(({ control, label, theirs }) => h("li", {}, `${label}: ${shown(control, theirs, say)}`)),
        ),
        h("p", { class: "order-choice" }, mine, take),
      ),
    );
    place.scrollIntoView({ block: "nearest" });
    place.focus();
  }
}

function asTyped(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function typed(control: FormControl): string {
  return control instanceof HTMLInputElement && control.type === "checkbox"
    ? String(control.checked)
    : control.value.trim();
}

/** 100.50 and 100.5 are the same amount. */
function same(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, "") : value;
}

function put(control: FormControl, value: string): void {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    control.checked = value === "true";
  } else {
    control.value = value;
  }
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function shown(control: FormControl, value: string, say: (key: string) => string): string {
  if (control instanceof HTMLSelectElement)
    return [...control.options].find((option) => option.value === value)?.text ?? value;
  if (control instanceof HTMLInputElement && control.type === "checkbox") return say(value === "true" ? "yes" : "no");
  return value === "" ? say("nothing") : value;
}

define("order-form", OrderForm);
