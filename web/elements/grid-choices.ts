import { freshId, make } from "./grid-dom";
import type { GridColumn } from "./grid-types";
import { fold } from "./grid-values";

/** How a choice list was left: the choice (undefined when none was made) and the key that left it. */
export interface ChoiceExit {
  readonly value: string | null | undefined;
  readonly key: "Enter" | "Tab" | "Shift+Tab" | "Escape" | "pointer";
}

const forgetAfter = 1000;

/** An accessible list of a column's choices: arrows and first letters move, Enter and Tab take. */
export class ChoiceList {
  readonly element: HTMLElement;
  readonly #options: { value: string | null; folded: string; element: HTMLElement }[];
  #at = 0;
  #typed = "";
  #typedAt = 0;
  #touched = false;

  constructor(
    column: GridColumn,
    value: string | null,
    label: string,
    emptyLabel: string,
    private readonly exit: (exit: ChoiceExit) => void,
  ) {
    this.element = make("div", "fn-grid-choices", { role: "listbox", tabindex: "0", "aria-label": label });
    const option = (choice: string | null, text: string, icon = "", className = "") => ({
      value: choice,
      folded: fold(text),
      element: make(
        "div",
        `fn-grid-choice ${className}`,
        { role: "option", id: freshId("fn-grid-choice") },
        make("span", "fn-grid-icon", { "aria-hidden": "true" }, icon),
        text,
      ),
    });
    this.#options = [
      ...(column.choices ?? []).map((choice) => option(choice.value, choice.label, choice.icon, choice.className)),
      option(null, emptyLabel),
    ];
    this.element.append(...this.#options.map((each) => each.element));
    this.#point(
      Math.max(
        0,
        this.#options.findIndex((each) => each.value === value),
      ),
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("click", (event) => this.#click(event));
  }

  /** What would be taken if the person clicked elsewhere now; undefined before they chose. */
  get pointed(): string | null | undefined {
    return this.#touched ? this.#options[this.#at]?.value : undefined;
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Letters typed in quick succession search the labels; one letter again and again walks through its matches. */
  type(letter: string, now: number = Date.now()): void {
    this.#typed = now - this.#typedAt > forgetAfter ? letter : this.#typed + letter;
    this.#typedAt = now;
    const wanted = fold(this.#typed);
    const letters = Array.from(wanted);
    const same = letters.every((each) => each === letters[0]);
    const starts = (text: string) => this.#options.findIndex((each) => each.folded.startsWith(text));
    const whole = starts(wanted);
    if (whole >= 0) this.#choose(whole);
    else if (same && wanted[0]) {
      const after = (index: number) => this.#options[index]?.folded.startsWith(wanted[0] ?? "");
      const count = this.#options.length;
      for (let step = 1; step <= count; step++) {
        if (after((this.#at + step) % count)) {
          this.#choose((this.#at + step) % count);
          return;
        }
      }
    }
  }

  #choose(index: number): void {
    this.#touched = true;
    this.#point(index);
  }

  #point(index: number): void {
    this.#at = Math.max(0, Math.min(index, this.#options.length - 1));
    this.#options.forEach((each, at) => each.element.setAttribute("aria-selected", String(at === this.#at)));
    const option = this.#options[this.#at]?.element;
    if (!option) return;
    this.element.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView?.({ block: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    const take = (key: ChoiceExit["key"]) => this.exit({ value: this.#options[this.#at]?.value, key });
    switch (event.key) {
      case "ArrowDown":
        this.#choose((this.#at + 1) % this.#options.length);
        break;
      case "ArrowUp":
        this.#choose((this.#at || this.#options.length) - 1);
        break;
      case "Home":
        this.#choose(0);
        break;
      case "End":
        this.#choose(this.#options.length - 1);
        break;
      case "Enter":
        take("Enter");
        break;
      case "Tab":
        take(event.shiftKey ? "Shift+Tab" : "Tab");
        break;
      default:
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        this.type(event.key);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #click(event: MouseEvent): void {
    const option = this.#options.find((each) => event.target instanceof Node && each.element.contains(event.target));
    if (option) this.exit({ value: option.value, key: "pointer" });
  }
}
