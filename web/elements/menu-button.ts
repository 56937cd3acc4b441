import { define } from "./element";

/** `<menu-button><button>…</button><div class="popup" hidden>…</div></menu-button>`: a button that opens what follows it. */
class MenuButton extends HTMLElement {
  connectedCallback(): void {
    const { button } = this;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => this.#setOpen(this.popup.hidden !== false));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.#setOpen(false);
    });
    document.addEventListener("click", this.#onOutside);
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#onOutside);
  }

  get button(): HTMLButtonElement {
    return this.querySelector("button")!;
  }

  get popup(): HTMLElement {
    return this.querySelector<HTMLElement>(".popup")!;
  }

  readonly #onOutside = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.#setOpen(false);
  };

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !this.popup.hidden) {
      event.stopPropagation();
      this.#setOpen(false);
      this.button.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  #step(by: number): void {
    this.#setOpen(true);
    const items = [...this.popup.querySelectorAll<HTMLElement>("a[href], button:not(:disabled)")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length;
    items[next]?.focus();
  }

  #setOpen(open: boolean): void {
    this.popup.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }
}

define("menu-button", MenuButton);
