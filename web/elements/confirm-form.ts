import type { ApiForm } from "./api-form";
import { confirmDialog } from "./confirm-dialog";
import { define, texts } from "./element";

/**
 * `<confirm-form texts='{"title":…,"text":…,"confirm":…,"cancel":…}' danger><api-form>…</api-form></confirm-form>`: the form
 * is sent once the person has said yes.
 */
class ConfirmForm extends HTMLElement {
  #agreed = false;

  connectedCallback(): void {
    this.addEventListener("before-send", (event) => {
      if (this.#agreed) {
        this.#agreed = false;
        return;
      }
      event.preventDefault();
      void this.#ask(event.target as ApiForm);
    });
  }

  async #ask(form: ApiForm): Promise<void> {
    const say = texts(this);
    const answer = await confirmDialog({
      title: say("title"),
      text: say("text"),
      confirm: say("confirm"),
      cancel: say("cancel"),
      danger: this.hasAttribute("danger"),
    });
    if (answer === null) return;
    this.#agreed = true;
    await form.submit();
  }
}

define("confirm-form", ConfirmForm);
