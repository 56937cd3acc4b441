import { define } from "@web/elements/element";
import { keepNumbers, numbersHere } from "./device-numbers";

/** `<molding-pads>` around the list of pads: keeps what is set aside for this device and says how much that is. */
class MoldingPads extends HTMLElement {
  connectedCallback(): void {
    for (const output of this.querySelectorAll<HTMLOutputElement>("[data-here]")) {
      output.value = String(numbersHere(output.dataset["here"] ?? "").length);
    }
    this.addEventListener(
      "saved",
      (event) => {
        const action = (event.target as HTMLElement).querySelector("form")?.getAttribute("action") ?? "";
        const pad = /talonarios\/(\d+)\/reservar$/.exec(action)?.[1];
        const { hojas } = (event as CustomEvent<{ readonly hojas?: readonly string[] }>).detail;
        if (pad !== undefined && hojas) keepNumbers(pad, hojas);
      },
      // Before the dialog shows the page anew.
      { capture: true },
    );
  }
}

define("molding-pads", MoldingPads);
