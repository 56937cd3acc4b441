import { define } from "./element";
import { JsonText, ProblemError, send } from "./http";
import { toast } from "./toast";
import { tab } from "./memory";

const pressed = "pressed-action";

/**
 * `<send-action id="up-5" action="/api/…/5/move" body='{"by":-1}'><button>…</button></send-action>`: sends at once, for what is undone
 * by its opposite, and shows the page anew with the same button in focus, so that one who presses it again goes on.
 */
class SendAction extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    button?.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") void this.#send(button);
    });
    if (tab.text(pressed) === this.id) {
      tab.forget(pressed);
      button?.focus();
    }
  }

  async #send(button: HTMLElement): Promise<void> {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const body = this.getAttribute("body");
      await send("POST", this.getAttribute("action") ?? "", body === null ? undefined : new JsonText(body));
    } catch (problem) {
      button.removeAttribute("aria-busy");
      if (!(problem instanceof ProblemError)) throw problem;
      toast(problem.message, "danger");
      return;
    }
    tab.keep(pressed, this.id);
    location.reload();
  }
}

define("send-action", SendAction);
