import { alertBox } from "./alert";
import { atMostEvery } from "./at-most-every";
import { confirmDialog } from "./confirm-dialog";
import { define, h, icon, texts } from "./element";
import { keepPages } from "./offline-pages";
import { Outbox, type Fact } from "./outbox";
import { actingPerson, isPinRefusal } from "./person-pin";
import { IndexedStore } from "./outbox-store";
import { toast } from "./toast";

const firstPause = 2_000;
const longestPause = 30_000;
const shownEvery = 100;

let shared: Outbox | null = null;

/** The outbox of this device, in the name of the person whose page this is. */
export function outbox(): Outbox {
  return (shared ??= new Outbox(
    new IndexedStore(),
    document.querySelector("outbox-status")?.getAttribute("user") ?? "",
    // One window of the device sends at a time, so that the order holds.
    {
      alone: (work) => ("locks" in navigator ? navigator.locks.request("faena-outbox", work) : work()),
      windows: new BroadcastChannel("faena-outbox"),
    },
  ));
}

/** The fact that this page was opened to correct: its address ends in `#fact=<id>`. */
export async function factToCorrect(): Promise<Fact | null> {
  const id = /^#fact=(.+)$/.exec(location.hash)?.[1];
  return id === undefined ? null : outbox().find(id);
}

/**
 * `<outbox-status user scope="/molding/" pages='["/…"]' texts locale><button><span data-count></span></button></outbox-status>`:
 * says how much waits on this device, sends it when the network is back, and shows what the server refused, with its reason, to be
 * corrected, tried again or discarded. `pages` are those that should open without network besides this one.
 */
class OutboxStatus extends HTMLElement {
  #pause = firstPause;
  #timer = 0;
  #dialog: HTMLDialogElement | null = null;
  #unkept = 0;

  connectedCallback(): void {
    const box = outbox();
    box.addEventListener("change", () => {
      // Whoever posted a fact does not wait for the network; we do.
      if (box.problem && this.#timer === 0) this.#later();
      this.#show();
    });
    window.addEventListener("online", () => void this.#flush());
    window.addEventListener("offline", () => this.#show());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#flush();
    });
    window.addEventListener("beforeunload", (event) => {
      if (box.unkept.length > 0) event.preventDefault();
    });
    this.querySelector("button")?.addEventListener("click", () => void this.#open());
    this.#show();
    void this.#flush();
    void this.#keep();
  }

  async #keep(): Promise<void> {
    const others = JSON.parse(this.getAttribute("pages") ?? "[]") as string[];
    const kept = await keepPages(this.getAttribute("scope") ?? location.pathname, others);
    this.toggleAttribute("ready", kept);
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    await outbox().flush();
    if (!outbox().problem) this.#pause = firstPause;
    else if (this.#timer === 0) this.#later();
  }

  /** Asks again, less and less often. */
  #later(): void {
    // The browser may tidy up what it thinks nobody needs; what waits here somebody does.
    void navigator.storage?.persist?.();
    this.#timer = window.setTimeout(() => void this.#flush(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }

  readonly #show = atMostEvery(shownEvery, () => void this.#draw());

  async #draw(): Promise<void> {
    const facts = await outbox().facts();
    const refused = facts.filter((fact) => fact.refusal).length;
    const unkept = outbox().unkept.length;
    const isOffline = !navigator.onLine || outbox().problem?.code === "offline";
    const say = texts(this);
    if (unkept > this.#unkept) toast(say("not_kept"), "danger");
    this.#unkept = unkept;
    this.dataset["state"] =
      refused + unkept > 0 ? "refused" : isOffline ? "offline" : facts.length > 0 ? "waiting" : "clear";
    this.querySelector("[data-count]")!.textContent = [
      ...(isOffline ? [say("offline")] : []),
      say("waiting", { n: facts.length }),
      ...(unkept > 0 ? [say("unkept", { n: unkept })] : []),
      ...(refused > 0 ? [say("refused", { n: refused })] : []),
    ].join(" · ");
    if (this.#dialog?.open) this.#fill(this.#dialog, facts);
  }

  async #open(): Promise<void> {
    const dialog = h("dialog", { class: "dialog outbox-dialog", "aria-labelledby": "outbox-title" });
    this.#dialog?.remove();
    this.#dialog = dialog;
    this.append(dialog);
    this.#fill(dialog, await outbox().facts());
    dialog.showModal();
    void this.#flush();
  }

  #fill(dialog: HTMLDialogElement, facts: readonly Fact[]): void {
    const say = texts(this);
    const others = facts.some((fact) => !outbox().isMine(fact));
    const close = this.#button("x", say("close"), () => dialog.close());
    const adopt = others && this.#button("send", say("adopt"), () => void outbox().adopt());
    const body = h(
      "div",
      { class: "dialog-body" },
      h("h2", { id: "outbox-title" }, say("title")),
      ...this.#situation(facts),
      facts.length === 0 ? h("p", { class: "muted" }, say("nothing")) : "",
      h("ul", { class: "outbox-list" }, ...facts.map((fact) => this.#item(fact, dialog))),
      this.hasAttribute("ready") ? h("p", { class: "muted" }, say("ready")) : "",
      h("div", { class: "dialog-actions" }, adopt, close),
    );
    dialog.replaceChildren(body);
  }

  #situation(facts: readonly Fact[]): HTMLElement[] {
    const say = texts(this);
    const { problem } = outbox();
    if (!problem || facts.length === 0) return [];
    if (problem.status === 401) {
      const link = h("a", { href: "/sign-in?returnUrl=/signed-in", target: "_blank", rel: "opener" }, say("sign_in"));
      return [alertBox("warning", problem.message, link)];
    }
    if (outbox().unkept.length > 0) return [alertBox("danger", say("not_kept"))];
    return [alertBox("info", problem.code === "offline" ? say("no_network") : problem.message)];
  }

  #item(fact: Fact, dialog: HTMLDialogElement): HTMLElement {
    const say = texts(this);
    const when = new Date(fact.at).toLocaleString(this.getAttribute("locale") ?? undefined, {
      dateStyle: "short",
      timeStyle: "short",
    });
    const reasons = fact.refusal ? [...new Set(Object.values(fact.refusal.errors).flat())] : [];
    return h(
      "li",
      { class: fact.refusal || fact.unkept ? "outbox-item outbox-refused" : "outbox-item" },
      h("div", {}, h("strong", {}, fact.label), " ", h("span", { class: "muted" }, `${when} · ${fact.who ?? fact.by}`)),
      fact.refusal &&
        h("p", { class: "outbox-reason" }, [fact.refusal.message || say(fact.refusal.code), ...reasons].join(" ")),
      h(
        "div",
        { class: "cluster" },
        fact.refusal && fact.page !== "" && this.#link(fact, dialog),
        (fact.refusal || fact.unkept) && this.#button("refresh", say("again"), () => void this.#again(fact)),
        this.#button("trash", say("discard"), () => void this.#discard(fact)),
      ),
    );
  }

  /** What was signed with a wrong PIN is signed anew. */
  async #again(fact: Fact): Promise<void> {
    if (!fact.refusal) {
      await this.#flush();
      return;
    }
    if (!isPinRefusal(fact.refusal.code)) {
      await outbox().correct(fact.id);
      return;
    }
    const person = await actingPerson(fact.id, fact.label);
    if (!person) return;
    await outbox().correct(fact.id, { headers: { ...fact.headers, ...person.headers }, who: person.name });
  }

  #link(fact: Fact, dialog: HTMLDialogElement): HTMLElement {
    const link = h("a", { class: "btn", href: `${fact.page}#fact=${fact.id}` }, texts(this)("correct"));
    link.prepend(icon("edit"));
    link.addEventListener("click", () => {
      dialog.close();
      // On its own page only the hash changes, and nothing is loaded.
      if (fact.page === location.pathname)
        window.addEventListener("hashchange", () => location.reload(), { once: true });
    });
    return link;
  }

  async #discard(fact: Fact): Promise<void> {
    const say = texts(this);
    const sure = await confirmDialog({
      title: say("discard_title"),
      text: `${fact.label}. ${say("discard_text")}`,
      confirm: say("discard"),
      cancel: say("keep"),
      danger: true,
    });
    if (sure) await outbox().discard(fact.id);
  }

  #button(name: Parameters<typeof icon>[0], text: string, act: () => void): HTMLElement {
    const button = h("button", { type: "button", class: "btn" }, text);
    button.prepend(icon(name));
    button.addEventListener("click", act);
    return button;
  }
}

define("outbox-status", OutboxStatus);
