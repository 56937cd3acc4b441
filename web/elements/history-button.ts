import { alertBox } from "./alert";
import { define, h, icon, texts } from "./element";
import { api, ProblemError } from "./http";
import { newId } from "./id";

interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Change {
  readonly at: string;
  readonly when: string;
  readonly who: string;
  readonly what: string;
  readonly fields: readonly FieldChange[];
}

interface History {
  readonly changes: readonly Change[];
  readonly older: string | null;
  readonly zone: string;
}

/**
 * `<history-button src="/api/audit/history/catalog.line/5" texts='{"title",…}'><button>…</button></history-button>`: who changed the entry, when, and
 * what from what to what, newest first. The server words it; here it is only laid out.
 */
class HistoryButton extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => this.#open());
  }

  #open(): void {
    const say = texts(this);
    const id = `history-${newId()}`;
    const zone = h("p", { class: "small", hidden: true });
    const list = h("ol", { class: "history" });
    const state = h("p", { role: "status" }, say("loading"));
    const older = h("button", { type: "button", class: "btn", hidden: true }, say("older"));
    const close = h("button", { type: "button", class: "btn btn-primary" }, say("close"));
    const dialog = h(
      "dialog",
      { class: "dialog dialog-wide", "aria-labelledby": id },
      h(
        "div",
        { class: "dialog-body" },
        h("h2", { id }, say("title")),
        zone,
        // Scrolls by itself, so that its buttons stay in sight; and so by keyboard.
        h("div", { class: "history-frame", tabindex: "0", role: "region", "aria-labelledby": id }, list, state),
        h("div", { class: "dialog-actions" }, older, close),
      ),
    );
    const read = async (before: string | null): Promise<void> => {
      older.hidden = true;
      state.hidden = false;
      try {
        const query = before === null ? "" : `?before=${before}`;
        const history = await api.get<History>(`${this.getAttribute("src") ?? ""}${query}`);
        list.append(...history.changes.map((change) => this.#draw(change)));
        state.hidden = list.childElementCount > 0;
        state.textContent = say("none");
        zone.textContent = say("zone", { zone: history.zone });
        zone.hidden = list.childElementCount === 0;
        older.hidden = history.older === null;
        older.onclick = () => void read(history.older);
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        state.replaceChildren(alertBox("danger", problem.message));
      }
    };
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    close.focus();
    void read(null);
  }

  #draw(change: Change): HTMLElement {
    return h(
      "li",
      {},
      h(
        "div",
        { class: "history-head" },
        h("strong", {}, change.what),
        h("span", {}, change.who),
        h("time", { datetime: change.at }, change.when),
      ),
      change.fields.length > 0 && h("dl", {}, ...change.fields.flatMap((field) => this.#field(field))),
    );
  }

  #field(field: FieldChange): HTMLElement[] {
    const say = texts(this);
    const value = (word: "was" | "becomes", text: string | null) =>
      h(
        word === "was" ? "del" : "ins",
        {},
        h("span", { class: "visually-hidden" }, `${say(word)}: `),
        text ?? say("nothing"),
      );
    return [
      h("dt", {}, field.field),
      field.before === null
        ? h("dd", {}, value("becomes", field.after))
        : h("dd", {}, value("was", field.before), icon("arrow-right", "icon icon-sm"), value("becomes", field.after)),
    ];
  }
}

define("history-button", HistoryButton);
