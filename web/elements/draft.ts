import { controlsOf } from "./form-json";
import { tab } from "./memory";

type Saved = Readonly<Record<string, readonly string[]>>;

/** What a person typed and has not saved yet, kept in the tab until it is. Passwords never are. */
export class Draft {
  readonly #form: HTMLFormElement;
  readonly #key: string;

  constructor(form: HTMLFormElement, name: string) {
    this.#form = form;
    this.#key = `draft:${name}`;
  }

  keep(): void {
    const values = this.#values();
    if (JSON.stringify(values) === JSON.stringify(this.#initial)) {
      this.drop();
    } else {
      tab.keepJson(this.#key, values);
    }
  }

  /** Puts a kept draft back into the form; tells whether there was one. */
  restore(): boolean {
    this.#initial = this.#values();
    const values = tab.json(this.#key) as Saved | null;
    if (values === null) return false;
    for (const [name, list] of Object.entries(values)) {
      this.#controls(name).forEach((control, index) => put(control, list[index] ?? ""));
    }
    return true;
  }

  drop(): void {
    tab.forget(this.#key);
  }

  #initial: Saved = {};

  #values(): Saved {
    const values: Record<string, string[]> = {};
    for (const control of controlsOf(this.#form)) {
      if (control.type === "password" || control.type === "hidden") continue;
      (values[control.name] ??= []).push(take(control));
    }
    return values;
  }

  #controls(name: string) {
    return controlsOf(this.#form).filter((control) => control.name === name);
  }
}

type Control = ReturnType<typeof controlsOf>[number];

function take(control: Control): string {
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type))
    return String(control.checked);
  if (control instanceof HTMLSelectElement && control.multiple) {
    return JSON.stringify([...control.selectedOptions].map((option) => option.value));
  }
  return control.value;
}

function put(control: Control, value: string): void {
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
    control.checked = value === "true";
  } else if (control instanceof HTMLSelectElement && control.multiple) {
    const chosen = new Set(JSON.parse(value || "[]") as string[]);
    for (const option of control.options) option.selected = chosen.has(option.value);
  } else {
    control.value = value;
  }
}
