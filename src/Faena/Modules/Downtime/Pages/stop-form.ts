import "./stop-form.css";
import { alertBox } from "@web/elements/alert";
import { h, icon, type Say } from "@web/elements/element";
import { newId } from "@web/elements/id";
import { duration, type FacilityClock } from "./facility-clock";
import type { ReasonChosen, ReasonTiles } from "./reason-tiles";
import { known } from "./reason-tiles";
import type { ReasonTree } from "./reason-tree";
import { stepper, type Stepper } from "./stepper";
import type { Said } from "./stop";

export const mostCrew = 50;
const longestNote = 1000;

export interface StopFormOptions {
  readonly title: string;
  readonly said: Said;
  readonly clock: FacilityClock;
  readonly now: () => number;
  readonly tree: ReasonTree;
  readonly recent: readonly number[];
  readonly notes: readonly string[];
  readonly say: Say;
  /** The texts of the tiles, as JSON. */
  readonly tileTexts: string;
  /** What else may be done to a stop that exists. */
  readonly canSplit?: boolean;
  readonly canDelete?: boolean;
  /** Whether the person has to say why: somebody else wrote it. */
  readonly asksWhy?: boolean;
  /** What the person said why, before it was refused. */
  readonly why?: string | undefined;
  /** Why the server did not take it. */
  readonly refusal?: { readonly message: string; readonly errors: Readonly<Record<string, readonly string[]>> };
}

export type StopFormAnswer =
  | { readonly act: "save"; readonly said: Said; readonly why: string | undefined }
  | { readonly act: "split"; readonly at: number; readonly why: string | undefined }
  | { readonly act: "delete"; readonly why: string | undefined };

/** Asks for all that can be said of a stop. Resolves to null when the person thinks better of it. */
export function askForStop(options: StopFormOptions): Promise<StopFormAnswer | null> {
  return new StopForm(options).ask();
}

class StopForm {
  readonly #options: StopFormOptions;
  readonly #say: Say;
  readonly #id = `stop-${newId()}`;
  readonly #dialog: HTMLDialogElement;
  readonly #start: MomentField;
  readonly #end: MomentField;
  readonly #runs: HTMLInputElement;
  readonly #length = h("output", { class: "stop-form-length tabular" });
  readonly #crew: Stepper;
  readonly #job: HTMLInputElement;
  readonly #note: HTMLTextAreaElement;
  readonly #why: HTMLInputElement | null;
  readonly #reason: HTMLButtonElement;
  readonly #tiles: ReasonTiles;
  readonly #alert = h("div", { class: "form-alert", tabindex: "-1" });
  #reasonId: number | null;
  #answer: StopFormAnswer | null = null;

  constructor(options: StopFormOptions) {
    const { said, say, clock, now } = options;
    this.#options = options;
    this.#say = say;
    this.#reasonId = said.reasonId;
    const changed = () => this.#showLength();
    this.#start = new MomentField(`${this.#id}-start`, say("from"), said.startedAt, clock, now, say, changed);
    this.#end = new MomentField(`${this.#id}-end`, say("to"), said.endedAt ?? now(), clock, now, say, changed);
    this.#runs = h("input", { type: "checkbox", class: "form-check-input", id: `${this.#id}-runs` });
    this.#runs.checked = said.endedAt === null;
    this.#runs.addEventListener("change", changed);
    this.#crew = stepper({
      label: say("crew"),
      less: say("crew_less"),
      more: say("crew_more"),
      value: said.crewSize,
      most: mostCrew,
    });
    this.#job = h("input", {
      id: `${this.#id}-job`,
      class: "form-control",
      maxlength: "50",
      autocomplete: "off",
      value: said.jobNumber,
      "aria-describedby": `${this.#id}-job-error`,
    });
    this.#note = h("textarea", {
      id: `${this.#id}-note`,
      class: "form-control",
      rows: "2",
      maxlength: String(longestNote),
      "aria-describedby": `${this.#id}-note-error`,
    });
    this.#note.value = said.note;
    this.#why = options.asksWhy
      ? h("input", {
          id: `${this.#id}-why`,
          class: "form-control",
          maxlength: "500",
          value: options.why,
          "aria-describedby": `${this.#id}-why-error`,
        })
      : null;
    this.#reason = h("button", { type: "button", class: "btn stop-form-reason", "aria-expanded": "false" });
    this.#reason.addEventListener("click", () => this.#toggleTiles(this.#tiles.hasAttribute("hidden")));
    this.#tiles = document.createElement("reason-tiles") as ReasonTiles;
    this.#tiles.setAttribute("texts", options.tileTexts);
    this.#tiles.hidden = true;
    this.#tiles.addEventListener("reason-chosen", (event) => {
      this.#reasonId = (event as ReasonChosen).reason.id;
      this.#showReason();
      this.#toggleTiles(false);
      this.#reason.focus();
    });
    this.#dialog = this.#build();
  }

  ask(): Promise<StopFormAnswer | null> {
    document.body.append(this.#dialog);
    this.#tiles.show(this.#options.tree, this.#options.recent, this.#reasonId);
    this.#showReason();
    this.#showLength();
    this.#showRefusal();
    this.#dialog.showModal();
    return new Promise((resolve) =>
      this.#dialog.addEventListener("close", () => {
        this.#dialog.remove();
        resolve(this.#answer);
      }),
    );
  }

  #build(): HTMLDialogElement {
    const say = this.#say;
    const cancel = this.#button("x", say("cancel"), () => this.#dialog.close());
    const form = h(
      "form",
      { method: "dialog", class: "stop-form", novalidate: true },
      h("h2", { id: `${this.#id}-title` }, this.#options.title),
      this.#alert,
      h(
        "div",
        { class: "stop-form-times" },
        this.#start.element,
        this.#end.element,
        h(
          "div",
          { class: "stop-form-runs" },
          h("label", { class: "form-check" }, this.#runs, " ", say("still_stopped")),
          this.#length,
        ),
      ),
      h("div", { class: "field" }, h("span", { class: "field-label" }, say("reason")), this.#reason, this.#tiles),
      h(
        "div",
        { class: "stop-form-pair" },
        h("div", { class: "field" }, h("span", { class: "field-label" }, say("crew")), this.#crew.element),
        this.#field(this.#job, say("job")),
      ),
      this.#field(this.#note, say("note"), this.#quickNotes()),
      this.#why && this.#field(this.#why, say("why")),
      h(
        "div",
        { class: "dialog-actions" },
        this.#options.canDelete && this.#button("trash", say("delete"), () => this.#leave("delete")),
        this.#options.canSplit && this.#button("layers-subtract", say("split"), () => this.#split()),
        cancel,
        h("button", { type: "submit", class: "btn btn-primary" }, say("save")),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#leave("save");
    });
    return h("dialog", { class: "dialog dialog-wide", "aria-labelledby": `${this.#id}-title` }, form);
  }

  #field(control: HTMLInputElement | HTMLTextAreaElement, label: string, more: Node | null = null): HTMLElement {
    return h(
      "div",
      { class: "field" },
      h("label", { class: "field-label", for: control.id }, label),
      control,
      h("div", { id: `${control.id}-error`, class: "field-error", hidden: true }),
      more,
    );
  }

  #quickNotes(): HTMLElement | null {
    if (this.#options.notes.length === 0) return null;
    return quickNotes(this.#options.notes, this.#say("quick_notes"), this.#note);
  }

  #button(name: Parameters<typeof icon>[0], text: string, act: () => void): HTMLElement {
    const button = h("button", { type: "button", class: "btn" }, text);
    button.prepend(icon(name));
    button.addEventListener("click", act);
    return button;
  }

  #toggleTiles(open: boolean): void {
    this.#tiles.hidden = !open;
    this.#reason.setAttribute("aria-expanded", String(open));
  }

  #showReason(): void {
    const path = this.#options.tree.path(this.#reasonId);
    const last = path.at(-1);
    this.#reason.replaceChildren(
      icon(last ? known(last.icon) : "help-circle"),
      h("span", {}, last ? path.map((step) => step.name).join(" › ") : this.#say("no_reason")),
    );
  }

  #showLength(): void {
    this.#end.disabled = this.#runs.checked;
    const from = this.#start.value;
    const to = this.#runs.checked ? this.#options.now() : this.#end.value;
    this.#length.textContent = from !== null && to !== null && to > from ? duration(to - from) : "–";
  }

  #showRefusal(): void {
    const { refusal } = this.#options;
    if (!refusal) return;
    this.#alert.replaceChildren(
      alertBox("danger", [refusal.message, ...new Set(Object.values(refusal.errors).flat())].join(" ")),
    );
  }

  #whyGiven(): string | undefined | null {
    if (!this.#why) return undefined;
    const why = this.#why.value.trim();
    const isMissing = why === "";
    tell(this.#why, isMissing ? this.#say("why_missing") : null);
    if (isMissing) this.#why.focus();
    return isMissing ? null : why;
  }

  #leave(act: "save" | "delete"): void {
    const why = this.#whyGiven();
    if (why === null) return;
    if (act === "delete") {
      this.#answer = { act, why };
    } else {
      const said = this.#said();
      if (!said) return;
      this.#answer = { act, said, why };
    }
    this.#dialog.close();
  }

  #said(): Said | null {
    const startedAt = this.#start.checked();
    const endedAt = this.#runs.checked ? null : this.#end.checked();
    if (startedAt === null || (endedAt === null && !this.#runs.checked)) return null;
    if (endedAt !== null && endedAt <= startedAt) {
      this.#end.tell(this.#say("end_before_start"));
      return null;
    }
    const reason = this.#options.tree.find(this.#reasonId);
    const note = this.#note.value.trim();
    if (reason?.requiresNote && note === "") {
      tell(this.#note, this.#say("note_missing"));
      this.#note.focus();
      return null;
    }
    return {
      reasonId: this.#reasonId,
      startedAt,
      endedAt,
      crewSize: this.#crew.value,
      note,
      jobNumber: this.#job.value.trim(),
    };
  }

  /** The end field says where to cut: it is the only other moment of the form. */
  #split(): void {
    const why = this.#whyGiven();
    if (why === null) return;
    const { said, say, clock, now } = this.#options;
    const to = said.endedAt ?? now();
    const cut = new MomentField(
      `${this.#id}-cut`,
      say("split_at"),
      (said.startedAt + to) / 2,
      clock,
      now,
      say,
      () => {},
    );
    const back = this.#button("arrow-left", say("cancel"), () => this.#dialog.close());
    const form = h(
      "form",
      { method: "dialog", class: "stop-form", novalidate: true },
      h("h2", { id: `${this.#id}-title` }, say("split_title")),
      h("p", { class: "muted" }, say("split_text", { from: clock.time(said.startedAt), to: clock.time(to) })),
      cut.element,
      h(
        "div",
        { class: "dialog-actions" },
        back,
        h("button", { type: "submit", class: "btn btn-primary" }, say("split")),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const at = cut.checked();
      if (at === null) return;
      if (at <= said.startedAt || at >= to) {
        cut.tell(say("split_outside"));
        return;
      }
      this.#answer = { act: "split", at, why };
      this.#dialog.close();
    });
    this.#dialog.replaceChildren(form);
    cut.focus();
  }
}

/** Buttons that put a ready sentence into a note, each on a line of its own. */
export function quickNotes(notes: readonly string[], label: string, note: HTMLTextAreaElement): HTMLElement {
  const buttons = notes.map((text) => {
    const button = h("button", { type: "button", class: "btn" }, text);
    button.addEventListener("click", () => {
      const lines = note.value.split("\n").filter((line) => line !== "");
      if (!lines.includes(text)) note.value = [...lines, text].join("\n").slice(0, longestNote);
      tell(note, null);
    });
    return button;
  });
  return h("div", { class: "quick-notes", role: "group", "aria-label": label }, ...buttons);
}

export function tell(control: HTMLElement, message: string | null): void {
  const place = document.getElementById(`${control.id}-error`);
  if (message === null) control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
  if (!place) return;
  place.textContent = message ?? "";
  place.hidden = message === null;
}

/** A moment on the facility's wall. In the hour that the clock repeats, the person says which of the two is meant. */
class MomentField {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #pass: HTMLSelectElement;
  readonly #clock: FacilityClock;
  readonly #now: () => number;
  readonly #say: Say;
  readonly #given: number;
  readonly #written: string;

  constructor(
    id: string,
    label: string,
    given: number,
    clock: FacilityClock,
    now: () => number,
    say: Say,
    onChange: () => void,
  ) {
    this.#clock = clock;
    this.#now = now;
    this.#say = say;
    this.#given = given;
    this.#written = clock.wall(given);
    this.#input = h("input", {
      id,
      type: "datetime-local",
      class: "form-control",
      value: this.#written,
      "aria-describedby": `${id}-error`,
    });
    this.#pass = h(
      "select",
      { class: "form-select", "aria-label": say("which_pass", { label }) },
      h("option", { value: "0" }, say("first_pass")),
      h("option", { value: "1" }, say("second_pass")),
    );
    this.#input.addEventListener("input", () => {
      this.#showPasses();
      tell(this.#input, null);
      onChange();
    });
    this.#pass.addEventListener("change", onChange);
    this.element = h(
      "div",
      { class: "field" },
      h("label", { class: "field-label", for: id }, label),
      this.#input,
      this.#pass,
      h("div", { id: `${id}-error`, class: "field-error", hidden: true }),
    );
    this.#showPasses();
    const passes = clock.passes(this.#written);
    if (passes.length > 1) this.#pass.value = given >= passes[1]! ? "1" : "0";
  }

  set disabled(disabled: boolean) {
    this.#input.disabled = disabled;
    this.#pass.disabled = disabled;
  }

  focus(): void {
    this.#input.focus();
  }

  /** Left as it was, the moment keeps its seconds. */
  get value(): number | null {
    const passes = this.#clock.passes(this.#input.value);
    const chosen = passes[passes.length > 1 ? Number(this.#pass.value) : 0];
    if (chosen === undefined) return null;
    const isUntouched = this.#input.value === this.#written && Math.abs(chosen - this.#given) < 60_000;
    return isUntouched ? this.#given : chosen;
  }

  /** The moment, or null after saying why there is none. */
  checked(): number | null {
    const at = this.value;
    if (at === null) {
      this.tell(this.#input.value === "" ? this.#say("moment_missing") : this.#say("hour_missing"));
      return null;
    }
    if (at > this.#now() + 60_000) {
      this.tell(this.#say("to_come"));
      return null;
    }
    tell(this.#input, null);
    return at;
  }

  tell(message: string): void {
    tell(this.#input, message);
    this.#input.focus();
  }

  #showPasses(): void {
    this.#pass.hidden = this.#clock.passes(this.#input.value).length < 2;
  }
}
