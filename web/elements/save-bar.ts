import type { IconName } from "../icons";
import type { SavePhase, SaveStatus } from "./autosave";
import { h, icon } from "./element";

const icons: Readonly<Record<SavePhase, IconName>> = {
  saved: "circle-check",
  pending: "clock",
  saving: "loader",
  offline: "cloud-off",
  signed_out: "lock",
  held: "alert-triangle",
};

/** Says at every moment whether everything is saved, how much is not and why, with the button that saves now. */
export class SaveBar {
  readonly element: HTMLElement;
  readonly #words = h("span", {});
  readonly #face = h("span", { class: "save-bar-icon" });
  readonly #now: HTMLButtonElement;
  readonly #signIn: HTMLAnchorElement;
  readonly #say: (key: string, data?: Readonly<Record<string, unknown>>) => string;

  /** Texts: `save_now`, `save_sign_in`, and `save_<phase>` for each phase with `{n}`. */
  constructor(say: (key: string, data?: Readonly<Record<string, unknown>>) => string, saveNow: () => void) {
    this.#say = say;
    this.#now = h("button", { type: "button", class: "btn btn-sm" }, say("save_now"));
    this.#signIn = h(
      "a",
      { class: "btn btn-sm", href: "/sign-in?returnUrl=/signed-in", target: "_blank", rel: "opener" },
      say("save_sign_in"),
    );
    this.#now.addEventListener("click", saveNow);
    this.element = h(
      "div",
      { class: "save-bar" },
      h("span", { class: "save-bar-state", role: "status" }, this.#face, this.#words),
      this.#signIn,
      this.#now,
    );
    this.show({ phase: "saved", unsaved: 0 });
  }

  show({ phase, unsaved }: SaveStatus): void {
    if (this.element.dataset["phase"] !== phase) {
      this.element.dataset["phase"] = phase;
      this.#face.replaceChildren(icon(icons[phase]));
    }
    const words = this.#say(`save_${phase}`, { n: unsaved });
    if (this.#words.textContent !== words) this.#words.textContent = words;
    // Pressing a button takes the focus from the grid, which tries to save: what is being pressed must not go away.
    if (phase === "saving" && !this.#signIn.hidden) return;
    this.#now.hidden = phase === "saved" || phase === "saving";
    this.#signIn.hidden = phase !== "signed_out";
  }
}
