import { alertBox } from "@web/elements/alert";
import { define, h, icon, texts } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { forgetPages } from "@web/elements/offline-pages";

/** `<sign-in return-url="/…" texts='{…}'>` around the sign-in form: opens the session and goes where the person was heading. */
class SignIn extends HTMLElement {
  readonly #say = texts(this);

  connectedCallback(): void {
    // Nobody is signed in here any more, whatever ended the session; unless this is only the second tab of somebody at work.
    if (window.opener === null) void forgetPages();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#open(false);
    });
    this.querySelector("[data-show]")?.addEventListener("click", (event) => this.#showPassword(event.currentTarget));
  }

  get form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  async #open(takeover: boolean): Promise<void> {
    const { username, password } = this.#typed();
    if (username.value.trim() === "" || password.value === "") {
      this.#tell(alertBox("warning", this.#say("required")));
      (username.value.trim() === "" ? username : password).focus();
      return;
    }
    this.#setBusy(true);
    try {
      await api.post("/api/session", {
        username: username.value.trim(),
        password: password.value,
        takeover,
      });
      location.assign(this.getAttribute("return-url") ?? "/");
    } catch (problem) {
      this.#setBusy(false);
      if (!(problem instanceof ProblemError)) throw problem;
      this.#refused(problem);
    }
  }

  #refused(problem: ProblemError): void {
    if (problem.code === "session_exists") {
      this.#askToTakeOver();
    } else if (problem.status === 429) {
      const minutes = Math.max(1, Math.ceil((problem.retryAfter ?? 60) / 60));
      this.#tell(alertBox("warning", this.#say("throttled", { minutes })));
    } else {
      this.#tell(alertBox("danger", problem.status === 401 ? this.#say("wrong") : problem.message));
      this.#typed().password.select();
    }
  }

  #askToTakeOver(): void {
    const goOn = h("button", { type: "button", class: "btn btn-primary" }, this.#say("continue_here"));
    const back = h("button", { type: "button", class: "btn" }, this.#say("back"));
    goOn.addEventListener("click", () => void this.#open(true));
    back.addEventListener("click", () => this.#tell());
    this.#tell(
      alertBox(
        "warning",
        this.#say("elsewhere"),
        h("p", {}, this.#say("elsewhere_text")),
        h("div", { class: "form-actions" }, goOn, back),
      ),
    );
    this.form.hidden = true;
    goOn.focus();
  }

  #tell(message?: HTMLElement): void {
    this.form.hidden = false;
    this.querySelector(".sign-in-message")?.replaceChildren(...(message ? [message] : []));
  }

  #typed(): { username: HTMLInputElement; password: HTMLInputElement } {
    const [username, password] = this.querySelectorAll("input");
    return { username: username!, password: password! };
  }

  #setBusy(busy: boolean): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>(".btn-primary")) {
      button.disabled = busy;
      button.setAttribute("aria-busy", String(busy));
    }
  }

  #showPassword(target: EventTarget | null): void {
    if (!(target instanceof HTMLButtonElement)) return;
    const { password } = this.#typed();
    const shown = password.type === "password";
    password.type = shown ? "text" : "password";
    target.setAttribute("aria-pressed", String(shown));
    target.setAttribute("aria-label", this.#say(shown ? "hide_password" : "show_password"));
    target.replaceChildren(icon(shown ? "eye-off" : "eye"));
    password.focus();
  }
}

define("sign-in", SignIn);
