import { alertBox } from "./alert";
import { define, h, pageTexts, texts } from "./element";
import { Draft } from "./draft";
import { clearFieldError, clearFieldErrors, showFieldErrors } from "./form-errors";
import { formJson, formMultipart, type FormControl } from "./form-json";
import { ifMatch, JsonText, ProblemError, type RequestOptions, send } from "./http";

/**
 * `<api-form texts='{…}' method="PUT" success-url="/x" draft="order-12"><form action="/api/x">…</form></api-form>`
 *
 * Sends the form as JSON (multipart when it holds a file) and keeps everything typed until the server took it.
 * Attributes: `method` (POST), `success-url` (`{id}` is filled from the answer), `draft` (a name, or "off"; default the page's
 * address and the action), `version` (what was read: another person's change since then refuses this one).
 * Events: `before-send` (cancelable; detail.json may be replaced), `saved` (detail = the answer), `refused` (detail = ProblemError;
 * prevent the default to show it yourself).
 */
export class ApiForm extends HTMLElement {
  /** How it is sent; a page that works without network puts another way here. */
  sender: (
    method: string,
    url: string,
    body: JsonText | FormData | undefined,
    options: RequestOptions,
  ) => Promise<unknown> = send;
  #busy = false;
  #draft: Draft | null = null;

  connectedCallback(): void {
    const form = this.form;
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit(event.submitter);
    });
    form.addEventListener("input", (event) => {
      if (event.target instanceof HTMLElement && event.target.hasAttribute("aria-invalid")) {
        clearFieldError(event.target as FormControl);
      }
      this.#draft?.keep();
    });
    form.addEventListener("change", () => this.#draft?.keep());
    this.#restoreDraft();
  }

  get form(): HTMLFormElement {
    const form = this.querySelector("form");
    if (!form) throw new Error("api-form holds no form");
    return form;
  }

  /** Sends as if the person had pressed the button; what before-send cancelled can go on this way. */
  async submit(extra: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#submit(null, extra);
  }

  async #submit(submitter: HTMLElement | null, extra: Readonly<Record<string, unknown>> = {}): Promise<void> {
    if (this.#busy) return;
    const form = this.form;
    clearFieldErrors(form);
    this.#say();
    const missing = this.#missing(form);
    const { json, bad } = formJson(form);
    const own = texts(this);
    const errors = Object.fromEntries(bad.map(({ name, reason }) => [name, [own(reason)]]));
    if (Object.keys({ ...missing, ...errors }).length > 0) {
      showFieldErrors(form, { ...errors, ...missing });
      return;
    }
    const detail = { json: merge(json, extra) };
    if (!this.dispatchEvent(new CustomEvent("before-send", { detail, cancelable: true, bubbles: true }))) return;

    this.#setBusy(true, submitter);
    try {
      const answer = await this.sender(
        this.method,
        form.action,
        this.#body(form, detail.json),
        ifMatch(this.getAttribute("version")),
      );
      this.#saved(answer);
    } catch (problem) {
      this.#setBusy(false, submitter);
      if (!(problem instanceof ProblemError)) throw problem;
      this.#refused(problem);
    }
  }

  get method(): string {
    return (this.getAttribute("method") ?? "POST").toUpperCase();
  }

  #body(form: HTMLFormElement, json: string): JsonText | FormData | undefined {
    if (form.querySelector('input[type="file"]')) return formMultipart(form);
    return this.method === "DELETE" && json === "{}" ? undefined : new JsonText(json);
  }

  #missing(form: HTMLFormElement): Record<string, string[]> {
    const required = [...form.elements].filter(
      (element): element is FormControl => "validity" in element && (element as FormControl).validity.valueMissing,
    );
    return Object.fromEntries(required.map((control) => [control.name, [texts(this)("required")]]));
  }

  #saved(answer: unknown): void {
    this.#draft?.drop();
    const event = new CustomEvent("saved", { detail: answer, cancelable: true, bubbles: true });
    const goOn = this.dispatchEvent(event);
    const next = this.getAttribute("success-url");
    if (goOn && next !== null) {
      location.assign(next.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(member(answer, name))));
    } else {
      this.#setBusy(false, null);
    }
  }

  #refused(problem: ProblemError): void {
    if (!this.dispatchEvent(new CustomEvent("refused", { detail: problem, cancelable: true, bubbles: true }))) return;
    if (problem.status === 401) {
      this.#say(alertBox("warning", problem.message, signInLink()));
      return;
    }
    const homeless = showFieldErrors(this.form, problem.errors);
    const shown = Object.keys(problem.errors).length - homeless.length;
    if (shown > 0 && homeless.length === 0) return;
    const trace = problem.status >= 500 && problem.traceId ? [`${pageTexts()("trace")} ${problem.traceId}`] : [];
    this.#say(
      alertBox("danger", problem.message, ...[...new Set([...homeless, ...trace])].map((line) => h("p", {}, line))),
    );
  }

  #say(alert?: HTMLElement): void {
    let place = this.querySelector<HTMLElement>(".form-alert");
    if (!place) {
      place = h("div", { class: "form-alert", tabindex: "-1" });
      this.form.prepend(place);
    }
    place.replaceChildren(...(alert ? [alert] : []));
    if (alert) place.scrollIntoView({ block: "nearest" });
  }

  #setBusy(busy: boolean, submitter: HTMLElement | null): void {
    this.#busy = busy;
    const button = submitter ?? this.form.querySelector<HTMLElement>('button[type="submit"], button:not([type])');
    for (const one of this.form.querySelectorAll("button[aria-busy]")) one.removeAttribute("aria-busy");
    if (busy) button?.setAttribute("aria-busy", "true");
  }

  #restoreDraft(): void {
    const name = this.getAttribute("draft") ?? `${location.pathname} ${this.form.getAttribute("action") ?? ""}`;
    if (name === "off") return;
    this.#draft = new Draft(this.form, name);
    if (!this.#draft.restore()) return;
    const own = texts(this);
    const discard = h("button", { type: "button", class: "btn btn-sm" }, own("discard_draft"));
    discard.addEventListener("click", () => {
      this.#draft?.drop();
      location.reload();
    });
    this.#say(alertBox("info", own("draft_restored"), discard));
  }
}

/** Opens in another tab, so that nothing typed in this one is lost; afterwards the person sends again. */
function signInLink(): HTMLElement {
  const say = pageTexts();
  return h("a", { href: "/sign-in?returnUrl=/signed-in", target: "_blank", rel: "opener" }, say("sign_in_again"));
}

function merge(json: string, extra: Readonly<Record<string, unknown>>): string {
  const more = JSON.stringify(extra).slice(1, -1);
  if (more === "") return json;
  return json === "{}" ? `{${more}}` : `${json.slice(0, -1)},${more}}`;
}

function member(answer: unknown, name: string): string {
  return typeof answer === "object" && answer !== null ? String((answer as Record<string, unknown>)[name] ?? "") : "";
}

define("api-form", ApiForm);
