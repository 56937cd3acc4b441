import { define, remember } from "./element";
import { api } from "./http";

/** `<language-switch signed-in>` around buttons with `lang`: kept with the account, or in a cookie before sign-in. */
class LanguageSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[lang]") : null;
      if (button && button.getAttribute("aria-pressed") !== "true") void this.#choose(button.lang);
    });
  }

  async #choose(language: string): Promise<void> {
    if (this.hasAttribute("signed-in")) await api.put("/api/session/language", { language });
    else remember("faena-language", language);
    location.reload();
  }
}

define("language-switch", LanguageSwitch);
