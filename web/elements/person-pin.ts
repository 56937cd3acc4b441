import { define, h, icon, texts } from "./element";
import { api } from "./http";
import { newId } from "./id";
import {
  isPinRefusal,
  latestFirst,
  seal,
  shortestPin,
  typed,
  type SealingKey,
  type StationPerson,
} from "./sealed-person";
import { device } from "./memory";

export { isPinRefusal };

/** Who acts, and what a request must carry so that the server believes it. */
export interface ActingPerson {
  readonly headers: Readonly<Record<string, string>>;
  readonly name: string;
}

/** What a station knows without network. */
interface Known {
  readonly station: { readonly id: number; readonly name: string; readonly facilityId: number | null };
  readonly people: readonly StationPerson[];
  readonly key: SealingKey;
}

/**
 * Who does this: at a desk the person who is signed in, at a station whoever signs it with their PIN. Null when they think better of it.
 * @param factId The fact's id, which the request sends as its `Idempotency-Key`; the signature is good for it alone.
 * @param what What is about to be recorded, as the title of the question.
 */
export async function actingPerson(factId: string, what: string): Promise<ActingPerson | null> {
  const element = document.querySelector<PersonPin>("person-pin");
  return element ? element.ask(factId, what) : { headers: {}, name: "" };
}

const knownKey = "faena-station";
const recentKey = "faena-station-recent";
const mostRecent = 50;
const patience = 10_000;

/** `<person-pin name station texts='{…}'>`, once on every page: asks people at a station to sign what they record. */
class PersonPin extends HTMLElement {
  readonly #refresh = () => void refresh();

  connectedCallback(): void {
    if (!this.isStation) return;
    // So that the next shift can sign even when the network is gone by then.
    this.#refresh();
    window.addEventListener("online", this.#refresh);
  }

  disconnectedCallback(): void {
    window.removeEventListener("online", this.#refresh);
  }

  get isStation(): boolean {
    return this.hasAttribute("station");
  }

  async ask(factId: string, what: string): Promise<ActingPerson | null> {
    if (!this.isStation) return { headers: {}, name: this.getAttribute("name") ?? "" };
    const signed = await new PinDialog(texts(this), what).answer();
    if (!signed) return null;
    const { known, person, pin } = signed;
    const box = await seal(known.key, person.id, pin, factId);
    const recent = (device.json(recentKey) as number[] | null) ?? [];
    device.keepJson(recentKey, [person.id, ...recent.filter((id) => id !== person.id)].slice(0, mostRecent));
    return { headers: { "Faena-Person": box }, name: person.name };
  }
}

interface Signed {
  readonly known: Known;
  readonly person: StationPerson;
  readonly pin: string;
}

/** People as big buttons, digits on a pad; what is typed shows as dots. */
class PinDialog {
  readonly #say: ReturnType<typeof texts>;
  readonly #dialog: HTMLDialogElement;
  readonly #people = h("div", { class: "pin-people" });
  readonly #dots = h("div", { class: "pin-dots", "aria-hidden": "true" });
  readonly #count = h("span", { class: "visually-hidden", role: "status" });
  readonly #message = h("p", { class: "pin-message", role: "alert" });
  readonly #sign: HTMLButtonElement;
  #known = device.json(knownKey) as Known | null;
  #chosen: number | null = (device.json(recentKey) as number[] | null)?.[0] ?? null;
  #pin = "";
  #signed: Signed | null = null;

  constructor(say: ReturnType<typeof texts>, what: string) {
    this.#say = say;
    const id = `pin-${newId()}`;
    this.#sign = h("button", { type: "submit", class: "btn btn-primary btn-touch" }, icon("check"), say("ok"));
    const cancel = h("button", { type: "button", class: "btn btn-touch" }, say("cancel"));
    cancel.addEventListener("click", () => this.#dialog.close());
    const form = h(
      "form",
      { method: "dialog" },
      h("h2", { id }, what),
      h(
        "div",
        { class: "pin-body" },
        h("div", { class: "pin-who", role: "group", "aria-labelledby": `${id}-who` }, this.#heading(id), this.#people),
        h("div", { class: "pin-what" }, this.#dots, this.#count, this.#pad()),
      ),
      this.#message,
      h("div", { class: "dialog-actions" }, cancel, this.#sign),
    );
    form.addEventListener("submit", (event) => {
      if (!this.#isReady(true)) event.preventDefault();
    });
    this.#dialog = h("dialog", { class: "dialog pin-dialog", "aria-labelledby": id }, form);
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
  }

  answer(): Promise<Signed | null> {
    this.#showPeople();
    this.#showPin();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#sign.focus();
    void this.#meet();
    return new Promise((resolve) =>
      this.#dialog.addEventListener("close", () => {
        this.#dialog.remove();
        resolve(this.#signed);
      }),
    );
  }

  /** Whoever was given a PIN a minute ago can sign now. */
  async #meet(): Promise<void> {
    const fresh = await refresh();
    if (!fresh && !this.#known) this.#message.textContent = this.#say("unknown");
    const isNews = fresh && JSON.stringify(fresh.people) !== JSON.stringify(this.#known?.people);
    this.#known = fresh ?? this.#known;
    if (isNews && this.#dialog.open) this.#showPeople();
  }

  #heading(id: string): HTMLElement {
    return h("h3", { id: `${id}-who` }, this.#say("who"));
  }

  #pad(): HTMLElement {
    const button = (key: string, label: Node | string, name?: string) => {
      const made = h("button", { type: "button", class: "btn pin-key", "aria-label": name }, label);
      made.addEventListener("click", () => this.#press(key));
      return made;
    };
    const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => button(digit, digit));
    return h(
      "div",
      { class: "pin-pad", role: "group", "aria-label": this.#say("pin") },
      ...digits,
      button("Delete", icon("x"), this.#say("clear")),
      button("0", "0"),
      button("Backspace", icon("backspace"), this.#say("back")),
    );
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOurs = /^[0-9]$/.test(event.key) || event.key === "Backspace" || event.key === "Delete";
    if (!isOurs) return;
    event.preventDefault();
    this.#press(event.key);
    this.#sign.focus();
  }

  #press(key: string): void {
    this.#pin = typed(this.#pin, key);
    this.#message.textContent = "";
    this.#showPin();
  }

  #choose(person: StationPerson): void {
    if (person.id !== this.#chosen) this.#pin = "";
    this.#chosen = person.id;
    this.#message.textContent = "";
    this.#showPeople();
    this.#showPin();
    this.#sign.focus();
  }

  /** Keeps the answer where there is one; otherwise says what is missing. */
  #isReady(answering = false): boolean {
    const person = this.#known?.people.find((one) => one.id === this.#chosen);
    const isWhole = this.#pin.length >= shortestPin;
    if (answering && this.#known && person && isWhole) {
      this.#signed = { known: this.#known, person, pin: this.#pin };
    } else if (answering) {
      this.#message.textContent = this.#say(person ? "short" : "choose");
    }
    return person !== undefined && isWhole;
  }

  #showPeople(): void {
    const people = latestFirst(this.#known?.people ?? [], (device.json(recentKey) as number[] | null) ?? []);
    if (!people.some((person) => person.id === this.#chosen)) {
      this.#chosen = people.length === 1 ? people[0]!.id : null;
    }
    if (this.#known && people.length === 0) {
      this.#people.replaceChildren(h("p", {}, this.#say("nobody")));
      return;
    }
    this.#people.replaceChildren(...people.map((person) => this.#personButton(person)));
    this.#sign.setAttribute("aria-disabled", String(!this.#isReady()));
  }

  #personButton(person: StationPerson): HTMLElement {
    const isChosen = person.id === this.#chosen;
    const button = h(
      "button",
      { type: "button", class: "btn pin-person", "aria-pressed": String(isChosen) },
      icon(isChosen ? "circle-check" : "user"),
      h("span", {}, person.name),
    );
    button.addEventListener("click", () => this.#choose(person));
    return button;
  }

  #showPin(): void {
    const places = Math.max(shortestPin, this.#pin.length);
    this.#dots.replaceChildren(
      ...Array.from({ length: places }, (_, n) => h("span", { class: n < this.#pin.length ? "filled" : null })),
    );
    this.#count.textContent = this.#say("digits", { n: this.#pin.length });
    this.#sign.setAttribute("aria-disabled", String(!this.#isReady()));
  }
}

/** Asks the server who may sign here, and keeps it; null where there is no network. */
async function refresh(): Promise<Known | null> {
  try {
    const known = await api.get<Known>("/api/session/station", { signal: AbortSignal.timeout(patience) });
    device.keepJson(knownKey, known);
    return known;
  } catch {
    // What is known already stays good, and the server judges every act when it arrives.
    return null;
  }
}

define("person-pin", PersonPin);
