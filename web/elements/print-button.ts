import { define } from "./element";

/** `<print-button><button>…</button></print-button>`: opens the browser's print dialog. */
class PrintButton extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => print());
  }
}

define("print-button", PrintButton);
