// What a tablet at a line looks like: its state, the big button, why it stands, what is not explained, the day's list.
import { h, icon, type texts } from "@web/elements/element";
import { duration, stopwatch } from "../../Pages/facility-clock";
import type { ReasonChosen, ReasonTiles } from "../../Pages/reason-tiles";
import type { Reason } from "../../Pages/reason-tree";
import { stepper, type Stepper } from "../../Pages/stepper";
import { isLate } from "../../Pages/stop";
import { mostCrew } from "../../Pages/stop-form";
import { summaryOf, type Stop, type Summary } from "./floor-stops";
import { DayList, reasonWords, spanOf, type Group, type StopActs, type View } from "./floor-view";
import type { Shift } from "./line-feed";
import { device } from "@web/elements/memory";

export interface Line {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly crew: number;
  readonly timeZone: string;
  readonly stopAlertMinutes: number;
}

/** What the desk shows: the line as this device knows it. */
export interface DeskModel {
  /** The latest first. */
  readonly stops: readonly Stop[];
  readonly shift: Shift | null;
  readonly previousShift: Shift | null;
  readonly recentReasons: readonly number[];
  /** The stop that the tiles explain, where it is not the one that runs. */
  readonly explaining: Stop | null;
  /** When the line last began to run; 0 where nobody knows. */
  readonly lastEnd: number;
}

export interface DeskActs extends StopActs {
  readonly stopOrResume: () => void;
  readonly choose: (reason: Reason) => void;
  readonly explainNone: () => void;
  readonly recordPast: () => void;
  readonly leaveLine: () => void;
}

export interface DeskOptions {
  readonly say: ReturnType<typeof texts>;
  readonly tileTexts: string;
  /** Whether the person records, or only looks. */
  readonly records: boolean;
}

type Icon = Parameters<typeof icon>[0];

const mostChips = 4;

/** Builds the page of a line in its host, and draws what is known of it. */
export class FloorDesk {
  readonly #line: Line;
  readonly #options: DeskOptions;
  readonly #acts: DeskActs;
  readonly #host: HTMLElement;
  readonly #clock = h("time", { class: "floor-clock tabular" });
  readonly #shift = h("p", { class: "muted", "data-shift": "" });
  readonly #debt = h("div", { class: "floor-debt", hidden: true });
  readonly #word = h("p", { class: "floor-word" });
  readonly #why = h("p", { "data-why": "" });
  readonly #late: HTMLElement;
  readonly #watch = h("p", { class: "floor-watch tabular" });
  readonly #act: HTMLElement;
  readonly #state: HTMLElement;
  readonly #next: HTMLElement;
  readonly #question = h("h2", { id: "floor-why" });
  readonly #notNow: HTMLElement;
  readonly #reasons: HTMLElement;
  readonly #tiles = document.createElement("reason-tiles") as ReasonTiles;
  readonly #list: DayList;
  readonly #crew: Stepper;
  readonly #job: HTMLInputElement;

  constructor(host: HTMLElement, line: Line, options: DeskOptions, acts: DeskActs) {
    this.#host = host;
    this.#line = line;
    this.#options = options;
    this.#acts = acts;
    const { say, records } = options;
    const kept = this.#kept;
    this.#crew = stepper(
      {
        label: say("crew"),
        less: say("crew_less"),
        more: say("crew_more"),
        value: kept.crew ?? line.crew,
        most: mostCrew,
      },
      () => this.#keep(),
    );
    this.#job = h("input", {
      id: "floor-job",
      class: "form-control",
      maxlength: "50",
      autocomplete: "off",
      value: kept.job ?? "",
    });
    this.#job.addEventListener("change", () => this.#keep());
    this.#late = h("p", { class: "floor-late", hidden: true }, icon("bell"), say("late", { n: line.stopAlertMinutes }));
    this.#act = button("floor-act", [], acts.stopOrResume);
    this.#act.dataset["act"] = "";
    this.#notNow = button("btn btn-ghost", [icon("x"), say("not_now")], acts.explainNone);
    this.#notNow.hidden = true;
    this.#next = this.#settings();
    this.#state = this.#stateSection();
    this.#reasons = this.#reasonsSection();
    const list = h("div", {});
    this.#list = new DayList(list);
    host.replaceChildren(
      this.#head(),
      this.#debt,
      h("div", { class: "floor-desk" }, this.#state, records && this.#reasons),
      h("section", { class: "floor-day", "aria-label": say("list") }, h("h2", {}, say("list")), list),
    );
  }

  /** With how many people the next stop begins. */
  get crew(): number {
    return this.#crew.value;
  }

  /** The order that is worked at; empty where none is. */
  get job(): string {
    return this.#job.value.trim();
  }

  /** Back to the main reasons. */
  resetReasons(): void {
    this.#tiles.reset();
  }

  showReasons(): void {
    this.#reasons.scrollIntoView({ block: "nearest" });
  }

  draw(model: DeskModel, view: View): void {
    const summary = this.#summaryOf(model, view);
    this.#drawState(model, summary, view);
    this.#drawQuestion(model, summary, view);
    this.#drawDebt(
      summary.debt.filter((stop) => stop.endedAt !== null),
      model,
      view,
    );
    this.#list.draw(this.#groups(model), view, this.#acts);
    this.tick(model, view);
  }

  /** What changes by the clock alone. */
  tick(model: DeskModel, view: View): void {
    const { say } = this.#options;
    const { clock, now } = view;
    const { shift } = model;
    this.#clock.textContent = clock.time(now);
    this.#shift.textContent = shift
      ? `${shift.name} · ${clock.time(Date.parse(shift.startsAt))}–${clock.time(Date.parse(shift.endsAt))}`
      : say("no_shift");
    const { open, stopped } = this.#summaryOf(model, view);
    this.#watch.textContent = open
      ? stopwatch(now - open.startedAt)
      : shift
        ? say("stopped_today", { time: duration(stopped) })
        : "";
    this.#late.hidden = !open || !isLate(open.startedAt, this.#line.stopAlertMinutes, now);
    for (const length of this.#host.querySelectorAll<HTMLElement>("[data-since]")) {
      length.textContent = duration(now - Number(length.dataset["since"]));
    }
  }

  #summaryOf({ stops, shift }: DeskModel, { now }: View): Summary {
    return summaryOf(stops, shift ? Date.parse(shift.startsAt) : now, now);
  }

  // ── Its parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #head(): HTMLElement {
    const { say } = this.#options;
    return h(
      "header",
      { class: "floor-head" },
      h("div", {}, h("h1", {}, this.#line.name), this.#shift),
      this.#clock,
      button("btn floor-other", [icon("refresh"), say("other_line")], this.#acts.leaveLine),
    );
  }

  #stateSection(): HTMLElement {
    const { say, records } = this.#options;
    return h(
      "section",
      { class: "floor-state", "aria-label": say("state") },
      h("div", { role: "status" }, this.#word, this.#why, this.#late),
      this.#watch,
      records && this.#act,
      records && this.#next,
      records && button("btn floor-past", [icon("history"), say("past_stop")], this.#acts.recordPast),
    );
  }

  #reasonsSection(): HTMLElement {
    this.#tiles.setAttribute("texts", this.#options.tileTexts);
    this.#tiles.addEventListener("reason-chosen", (event) => this.#acts.choose((event as ReasonChosen).reason));
    return h(
      "section",
      { class: "floor-reasons", "aria-labelledby": "floor-why" },
      h("div", { class: "floor-why" }, this.#question, this.#notNow),
      this.#tiles,
    );
  }

  /** What the next stop begins with. */
  #settings(): HTMLElement {
    const { say } = this.#options;
    return h(
      "div",
      { class: "floor-next" },
      h("div", { class: "field" }, h("span", { class: "field-label" }, say("crew")), this.#crew.element),
      h("div", { class: "field" }, h("label", { class: "field-label", for: "floor-job" }, say("job")), this.#job),
    );
  }

  get #keptAs(): string {
    return `faena-floor-next:${this.#line.id}`;
  }

  /** The device remembers it for its line. */
  get #kept(): { readonly crew?: number; readonly job?: string } {
    return (device.json(this.#keptAs) ?? {}) as { readonly crew?: number; readonly job?: string };
  }

  #keep(): void {
    device.keepJson(this.#keptAs, { crew: this.crew, job: this.job });
  }

  // ── What is drawn ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #drawState({ lastEnd }: DeskModel, { open }: Summary, view: View): void {
    const { say } = this.#options;
    this.#state.dataset["state"] = open ? "stopped" : "running";
    put(this.#word, open ? "player-pause" : "player-play", open ? say("stopped") : say("running"));
    this.#why.textContent = open
      ? `${spanOf(open, view)} · ${reasonWords(open, view)}${open.carried ? ` · ${say("carried")}` : ""}`
      : lastEnd === 0
        ? ""
        : say("since", { time: view.clock.time(lastEnd) });
    put(this.#act, open ? "player-play" : "player-pause", open ? say("resume") : say("start"));
    this.#next.hidden = open !== null;
  }

  #drawQuestion({ explaining, recentReasons }: DeskModel, { open }: Summary, view: View): void {
    const { say } = this.#options;
    const about = explaining ?? open;
    this.#question.textContent = !about
      ? say("start_because")
      : about === open
        ? say("why_stopped")
        : say("why_was", { span: spanOf(about, view) });
    this.#notNow.hidden = explaining === null;
    this.#tiles.show(view.tree, recentReasons, about?.reasonId ?? null);
  }

  #drawDebt(debt: readonly Stop[], { explaining }: DeskModel, view: View): void {
    const { say, records } = this.#options;
    this.#debt.hidden = debt.length === 0;
    const chips = debt.slice(0, mostChips).map((stop) => {
      const words = `${spanOf(stop, view)} · ${duration(stop.endedAt! - stop.startedAt)}`;
      const chip = button("btn", [words], () => this.#acts.explain(stop));
      chip.setAttribute("aria-label", `${say("explain")}: ${words}`);
      chip.setAttribute("aria-pressed", String(stop.key === explaining?.key));
      chip.disabled = !records || !stop.canExplain;
      return chip;
    });
    const words = say(debt.length === 1 ? "debt_one" : "debt", { n: debt.length });
    this.#debt.replaceChildren(h("strong", {}, icon("help-circle"), words), ...chips);
  }

  #groups({ stops, shift, previousShift }: DeskModel): readonly Group[] {
    const { say } = this.#options;
    const isNow = (stop: Stop) =>
      stop.shift
        ? stop.shift.id === shift?.id
        : stop.id === null || !previousShift || stop.startedAt >= Date.parse(previousShift.endsAt);
    const now = stops.filter(isNow);
    const before = stops.filter((stop) => !now.includes(stop) && stop.shift?.id === previousShift?.id);
    const older = stops.filter((stop) => !now.includes(stop) && !before.includes(stop));
    return [
      { title: shift?.name ?? say("no_shift"), stops: now, hours: hoursOf(shift) },
      { title: previousShift?.name ?? "", stops: before, hours: hoursOf(previousShift) },
      { title: say("older"), stops: older, hours: null },
    ];
  }
}

function hoursOf(shift: Shift | null): Group["hours"] {
  return shift && [Date.parse(shift.startsAt), Date.parse(shift.endsAt)];
}

function button(className: string, content: readonly (Node | string)[], act: () => void): HTMLButtonElement {
  const one = h("button", { type: "button", class: className }, ...content);
  one.addEventListener("click", act);
  return one;
}

/** An icon and a word, replaced only where they changed: a button under a finger stays the same button. */
function put(place: HTMLElement, name: Icon, text: string): void {
  if (place.textContent !== text) place.replaceChildren(icon(name), text);
}
