import { h, icon, texts } from "@web/elements/element";

const offeredFor = 10_000;

/** Says what was done and offers for ten seconds to take it back; one act at a time. */
export class UndoBar {
  readonly #host: HTMLElement;
  #bar: HTMLElement | null = null;
  #timer = 0;

  /** @param host the element whose `texts` say `undo`. */
  constructor(host: HTMLElement) {
    this.#host = host;
  }

  offer(words: string, undo: () => Promise<void>): void {
    this.#close();
    const button = h("button", { type: "button", class: "btn" }, icon("arrow-back-up"), texts(this.#host)("undo"));
    button.addEventListener("click", () => {
      this.#close();
      void undo();
    });
    this.#bar = h("div", { class: "undo-bar", role: "status" }, h("span", {}, words), button);
    document.body.append(this.#bar);
    this.#timer = window.setTimeout(() => this.#close(), offeredFor);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#bar?.remove();
    this.#bar = null;
  }
}
