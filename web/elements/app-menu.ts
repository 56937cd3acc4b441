import { define, remember } from "./element";

/**
 * `<app-menu>` around the left menu. The button with `data-menu-toggle` anywhere on the page narrows it to icons on a wide
 * screen (remembered in a cookie, so that the server draws it so) and opens it over the page on a narrow one.
 */
class AppMenu extends HTMLElement {
  readonly #narrow = matchMedia("(max-width: 69.99rem)");

  connectedCallback(): void {
    document.addEventListener("click", this.#onClick);
    document.addEventListener("keydown", this.#onKey);
    this.#narrow.addEventListener("change", this.#sync);
    this.#sync();
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#onClick);
    document.removeEventListener("keydown", this.#onKey);
    this.#narrow.removeEventListener("change", this.#sync);
  }

  readonly #onClick = (event: Event): void => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-menu-toggle]")) {
      if (this.#narrow.matches) this.#setOpen(!this.hasAttribute("data-open"));
      else this.#collapse();
    } else if (event.target.closest("[data-menu-close]")) {
      this.#setOpen(false);
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.hasAttribute("data-open")) this.#setOpen(false);
  };

  readonly #sync = (): void => {
    if (!this.#narrow.matches) this.#setOpen(false, false);
    const expanded = this.#narrow.matches ? this.hasAttribute("data-open") : root().dataset["menu"] !== "collapsed";
    this.#toggle()?.setAttribute("aria-expanded", String(expanded));
  };

  #collapse(): void {
    const collapsed = root().dataset["menu"] !== "collapsed";
    if (collapsed) root().dataset["menu"] = "collapsed";
    else delete root().dataset["menu"];
    remember("faena-menu", collapsed ? "collapsed" : null);
    this.#sync();
  }

  #setOpen(open: boolean, moveFocus = true): void {
    this.toggleAttribute("data-open", open);
    const main = document.getElementById("main");
    if (main) main.inert = open;
    if (moveFocus) {
      if (open) this.querySelector<HTMLElement>("a")?.focus();
      else this.#toggle()?.focus();
      this.#sync();
    }
  }

  #toggle(): HTMLElement | null {
    return document.querySelector<HTMLElement>("[data-menu-toggle]");
  }
}

function root(): HTMLElement {
  return document.documentElement;
}

define("app-menu", AppMenu);
