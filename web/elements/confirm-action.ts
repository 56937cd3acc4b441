import { confirmDialog } from "./confirm-dialog";
import { define, texts } from "./element";
import { ifMatch, JsonText, ProblemError, send } from "./http";
import { toast, toastOnNextPage } from "./toast";

/**
 * `<confirm-action action="/api/…/5" method="PATCH" version="3" body='{"activo":false}' texts='{"title","text","confirm","cancel","done"}' danger>
 * <button>…</button></confirm-action>`: asks, sends, and shows the page anew. A refusal is said and changes nothing.
 */
class ConfirmAction extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const say = texts(this);
    const agreed = await confirmDialog({
      title: say("title"),
      text: say("text"),
      confirm: say("confirm"),
      cancel: say("cancel"),
      danger: this.hasAttribute("danger"),
    });
    if (!agreed) return;
    const button = this.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    try {
      const body = this.getAttribute("body");
      await send(
        this.getAttribute("method") ?? "POST",
        this.getAttribute("action") ?? "",
        body === null ? undefined : new JsonText(body),
        ifMatch(this.getAttribute("version")),
      );
    } catch (problem) {
      button?.removeAttribute("aria-busy");
      if (!(problem instanceof ProblemError)) throw problem;
      // There is no field to say it beside.
      const said = Object.values(problem.errors).flat().join(" ") || problem.message;
      if (!problem.isStale) {
        toast(said, "danger");
        return;
      }
      // The list is as old as what was asked of it.
      toastOnNextPage(said, "danger");
      location.reload();
      return;
    }
    toastOnNextPage(say("done"));
    location.reload();
  }
}

define("confirm-action", ConfirmAction);
