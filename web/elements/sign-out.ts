import { define } from "./element";
import { api, ProblemError } from "./http";
import { forgetPages } from "./offline-pages";
import { toast } from "./toast";

/** `<sign-out><button>…</button></sign-out>`: ends the session and goes to the sign-in page. */
class SignOut extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => void this.#leave());
  }

  async #leave(): Promise<void> {
    try {
      await api.del("/api/session");
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      // A session that is over already is what was asked for.
      if (problem.status !== 401) {
        toast(problem.message, "danger");
        return;
      }
    }
    await forgetPages();
    location.assign("/sign-in");
  }
}

define("sign-out", SignOut);
