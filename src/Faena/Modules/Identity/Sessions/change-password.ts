import { define, texts } from "@web/elements/element";
import { showFieldErrors } from "@web/elements/form-errors";
import { toastOnNextPage } from "@web/elements/toast";

/**
 * `<change-password field="password" texts='{…}'>` around the form: what is new is typed twice (the field, and `repeat`), and only sent
 * when both are the same.
 */
class ChangePassword extends HTMLElement {
  connectedCallback(): void {
    const say = texts(this);
    const field = this.getAttribute("field") ?? "password";
    this.addEventListener("before-send", (event) => {
      const form = this.querySelector("form")!;
      const typed = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "";
      if (typed(field) === typed("repeat")) return;
      event.preventDefault();
      showFieldErrors(form, { repeat: [say("differs")] });
    });
    this.addEventListener("saved", () => toastOnNextPage(say("saved")));
  }
}

define("change-password", ChangePassword);
