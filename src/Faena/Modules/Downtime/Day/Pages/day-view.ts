// How a day of stops looks: pure drawing, no knowledge of where it comes from.
import { h, icon, type Say } from "@web/elements/element";
import type { IconName } from "@web/icons";
import { duration, type FacilityClock } from "../../Pages/facility-clock";
import { known } from "../../Pages/reason-tiles";
import { isLate, type DowntimeEvent } from "../../Pages/stop";

export interface Sum {
  readonly minutes: number;
  readonly stops: number;
  readonly unexplained: number;
  readonly running: number;
  readonly carried: number;
}

export interface Shift {
  /** Null for what lies outside of all shifts. */
  readonly id: number | null;
  readonly name: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly total: Sum;
  readonly signedOff: { readonly by: string; readonly at: string } | null;
  readonly events: readonly DowntimeEvent[];
}

export interface Line {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly total: Sum;
  readonly sinceEarlier: DowntimeEvent | null;
  readonly shifts: readonly Shift[];
}

export interface Change {
  readonly eventId: number;
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

export interface Removal {
  readonly event: DowntimeEvent;
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

/** What the server answers about a facility's production date. */
export interface Day {
  readonly facility: { readonly stopAlertMinutes: number };
  readonly now: string;
  readonly total: Sum;
  readonly lines: readonly Line[];
  readonly changes: readonly Change[];
  readonly deleted: readonly Removal[];
}

export interface View {
  /** After how many minutes a stop that still runs is worth an alert; 0: none is. */
  readonly alertAfter: number;
  readonly say: Say;
  readonly clock: FacilityClock;
  readonly now: number;
  readonly records: boolean;
  readonly supervises: boolean;
  readonly changeOf: ReadonlyMap<number, Change>;
  /** The address of another production date of the facility. */
  readonly addressOf: (date: string) => string;
}

export interface DayActs {
  readonly edit: (line: Line, event: DowntimeEvent) => void;
  readonly explain: (line: Line, event: DowntimeEvent) => void;
  readonly signOff: (line: Line, shift: Shift) => void;
  readonly restore: (removal: Removal) => void;
}

export function spanOf(
  stop: Pick<DowntimeEvent, "startedAt" | "endedAt">,
  { clock, say }: Pick<View, "clock" | "say">,
) {
  const from = clock.time(Date.parse(stop.startedAt));
  return stop.endedAt === null ? say("since", { time: from }) : `${from}–${clock.time(Date.parse(stop.endedAt))}`;
}

export function reasonOf(event: Pick<DowntimeEvent, "reasonPath">, say: Say): string {
  return event.reasonPath.map((step) => step.name).join(" › ") || say("unexplained");
}

export function totals({ total, lines }: Day, { say, now }: View): HTMLElement[] {
  const begun = lines.flatMap((line) => line.shifts).filter((shift) => hasBegun(shift, now));
  const card = (label: string, value: string, tone: "warning" | "danger" | null = null) =>
    h(
      "div",
      { class: "kpi" },
      h("div", { class: "kpi-label" }, label),
      h("div", { class: tone ? `kpi-value day-${tone}` : "kpi-value" }, value),
    );
  return [
    card(say("stopped"), inAll(total)),
    card(say("stops"), String(total.stops)),
    card(say("debt"), String(total.unexplained), total.unexplained > 0 ? "warning" : null),
    card(say("running"), String(total.running), total.running > 0 ? "danger" : null),
    card(
      say("signed_shifts"),
      say("of", { n: begun.filter((shift) => shift.signedOff !== null).length, all: begun.length }),
    ),
  ];
}

export function lineBlock(line: Line, view: View, acts: DayActs): HTMLElement {
  const { say } = view;
  const id = `day-line-${line.id}`;
  return h(
    "section",
    { class: "day-line", "aria-labelledby": id },
    h(
      "header",
      { class: "day-line-head" },
      h("h2", { id }, line.name, " ", h("span", { class: "muted" }, line.code)),
      sums(line.total, say),
    ),
    line.sinceEarlier && earlier(line.sinceEarlier, view),
    ...line.shifts.map((shift) => shiftBlock(line, shift, view, acts)),
    line.shifts.length === 0 && h("p", { class: "muted" }, say("no_shifts")),
  );
}

/** A stop that began on an earlier date is listed there; here it says why the line stood before anything began. */
function earlier(event: DowntimeEvent, view: View): HTMLElement {
  const { say, clock } = view;
  const startedAt = Date.parse(event.startedAt);
  const from = { date: clock.date(startedAt), time: clock.time(startedAt) };
  const since = event.endedAt
    ? say("from_earlier", { ...from, end: clock.time(Date.parse(event.endedAt)) })
    : say("since_earlier", from);
  return h(
    "p",
    { class: "day-earlier" },
    icon("hourglass"),
    h("span", {}, `${since} · ${reasonOf(event, say)}`),
    h("a", { href: view.addressOf(event.productionDate) }, say("see_date")),
  );
}

function shiftBlock(line: Line, shift: Shift, view: View, acts: DayActs): HTMLElement {
  const { say, clock } = view;
  const id = `day-shift-${line.id}-${shift.id ?? "outside"}`;
  const hours =
    shift.startsAt && shift.endsAt
      ? `${clock.time(Date.parse(shift.startsAt))}–${clock.time(Date.parse(shift.endsAt))}`
      : null;
  return h(
    "section",
    { class: "day-shift", "aria-labelledby": id },
    h(
      "header",
      { class: "day-shift-head" },
      h("h3", { id }, shift.name ?? say("outside"), hours && h("span", { class: "muted tabular" }, hours)),
      shift.events.length > 0 || shift.total.minutes > 0
        ? sums(shift.total, say)
        : h("span", { class: "muted" }, hasBegun(shift, view.now) ? say("no_stops") : say("to_come")),
      signature(line, shift, view, acts),
    ),
    shift.events.length > 0 && stops(line, shift, view, acts),
  );
}

function hasBegun(shift: Shift, now: number): boolean {
  return shift.startsAt !== null && Date.parse(shift.startsAt) <= now;
}

function inAll({ minutes }: Sum): string {
  return minutes === 0 ? "0 min" : duration(minutes * 60_000);
}

function sums(total: Sum, say: Say): HTMLElement {
  return h(
    "span",
    { class: "day-sums tabular" },
    h("strong", {}, inAll(total)),
    h("span", {}, say("n_stops", { n: total.stops })),
    total.unexplained > 0 && h("span", { class: "day-warning" }, say("n_unexplained", { n: total.unexplained })),
    total.carried > 0 && h("span", { class: "day-warning" }, say("n_carried", { n: total.carried })),
  );
}

function signature(line: Line, shift: Shift, view: View, acts: DayActs): HTMLElement | null {
  const { say, clock } = view;
  if (shift.signedOff) {
    const at = Date.parse(shift.signedOff.at);
    const words = say("signed_by", { who: shift.signedOff.by, when: `${clock.date(at)}, ${clock.time(at)}` });
    return badge("shield-check", "success", words);
  }
  if (shift.id === null || !view.supervises || !hasBegun(shift, view.now)) return null;
  return button("shield-check", say("sign"), `${line.name}, ${shift.name}`, `sign:${line.id}:${shift.id}`, () =>
    acts.signOff(line, shift),
  );
}

function stops(line: Line, shift: Shift, view: View, acts: DayActs): HTMLElement {
  const { say } = view;
  const name = `${line.name}, ${shift.name ?? say("outside")}`;
  return h(
    "div",
    { class: "table-frame day-stops", tabindex: "0", role: "region", "aria-label": name },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "visually-hidden" }, name),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, say("time")),
          h("th", { scope: "col", class: "num" }, say("length")),
          h("th", { scope: "col", class: "day-why" }, say("reason")),
          h("th", { scope: "col", class: "num" }, say("crew")),
          h("th", { scope: "col" }, say("job")),
          h("th", { scope: "col" }, say("who")),
          h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, say("acts"))),
        ),
      ),
      h("tbody", {}, ...shift.events.map((event) => row(line, event, view, acts))),
    ),
  );
}

function row(line: Line, event: DowntimeEvent, view: View, acts: DayActs): HTMLElement {
  const { say } = view;
  const span = spanOf(event, view);
  const name = `${line.name}, ${span}`;
  return h(
    "tr",
    {},
    h("th", { scope: "row", class: "nowrap tabular" }, span),
    length(event, view),
    h(
      "td",
      { class: "day-why" },
      h(
        "div",
        { class: "day-reason" },
        mark(event),
        h("strong", { class: event.reasonId === null ? "day-warning" : null }, reasonOf(event, say)),
        ...flags(event, view),
      ),
      event.note !== "" && h("div", { class: "muted day-note" }, event.note),
    ),
    h("td", { class: "num" }, String(event.crewSize)),
    h("td", { class: "nowrap" }, event.job?.number ?? ""),
    h("td", { class: "nowrap" }, event.enteredBy.name),
    h(
      "td",
      { class: "actions" },
      view.records &&
        event.reasonId === null &&
        event.canExplain &&
        button("help-circle", say("explain"), name, `explain:${event.id}`, () => acts.explain(line, event)),
      view.records &&
        event.canEdit &&
        button("edit", say("edit"), name, `edit:${event.id}`, () => acts.edit(line, event)),
    ),
  );
}

function length(event: DowntimeEvent, { now }: View): HTMLElement {
  const startedAt = Date.parse(event.startedAt);
  const cell = h("td", { class: "num nowrap" });
  cell.textContent = duration((event.endedAt === null ? now : Date.parse(event.endedAt)) - startedAt);
  if (event.endedAt === null) cell.dataset["since"] = String(startedAt);
  return cell;
}

function mark(event: DowntimeEvent): HTMLElement {
  const reason = event.reasonPath.at(-1);
  const square = h(
    "span",
    { class: "day-mark", "aria-hidden": "true" },
    icon(reason ? known(reason.icon) : "help-circle"),
  );
  if (reason) square.style.setProperty("--reason", reason.color);
  return square;
}

function flags(event: DowntimeEvent, { say, clock, changeOf, now, alertAfter }: View): HTMLElement[] {
  const isAlert = event.endedAt === null && isLate(Date.parse(event.startedAt), alertAfter, now);
  const change = changeOf.get(event.id);
  const words = change && say("changed_by", { who: change.by, when: clock.time(Date.parse(change.at)) });
  return [
    ...(event.carried ? [badge("hourglass", "warning", say("carried"))] : []),
    ...(event.endedAt === null && !event.carried ? [badge("player-pause", "danger", say("still"))] : []),
    ...(isAlert ? [badge("bell", "danger", say("late", { n: alertAfter }))] : []),
    ...(words ? [badge("edit", "info", change.why === "" ? words : `${words}: ${change.why}`)] : []),
  ];
}

export function removed(removal: Removal, lineName: string, view: View, acts: DayActs): HTMLElement {
  const { say, clock } = view;
  const { event } = removal;
  const at = Date.parse(removal.at);
  const name = `${lineName}, ${spanOf(event, view)}`;
  return h(
    "li",
    { class: "day-removed" },
    mark(event),
    h(
      "div",
      {},
      h("strong", {}, `${name} · ${reasonOf(event, say)}`),
      h(
        "div",
        { class: "muted" },
        say("deleted_by", { who: removal.by, when: `${clock.date(at)}, ${clock.time(at)}` }),
        removal.why !== "" && `: ${removal.why}`,
      ),
    ),
    view.supervises &&
      button("arrow-back-up", say("restore"), name, `restore:${event.id}`, () => acts.restore(removal)),
  );
}

function badge(name: IconName, tone: string, text: string): HTMLElement {
  return h("span", { class: `status status-${tone}` }, icon(name), text);
}

/** @param key by which the page finds it again after it is drawn anew. */
function button(name: IconName, text: string, about: string, key: string, act: () => void): HTMLElement {
  const one = h(
    "button",
    { type: "button", class: "btn btn-sm", "aria-label": `${text}: ${about}`, "data-key": key },
    icon(name),
    text,
  );
  one.addEventListener("click", act);
  return one;
}
