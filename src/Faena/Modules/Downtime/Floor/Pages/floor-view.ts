// How a tablet's stops look: pure drawing, no knowledge of where they come from.
import { h, icon, type Say } from "@web/elements/element";
import { duration, type FacilityClock } from "../../Pages/facility-clock";
import { stoppedBetween, type Stop } from "./floor-stops";
import { known } from "../../Pages/reason-tiles";
import type { ReasonTree } from "../../Pages/reason-tree";

export interface View {
  readonly say: Say;
  readonly clock: FacilityClock;
  readonly tree: ReasonTree;
  readonly now: number;
}

/** A group of the day's list: a shift, or what is older. */
export interface Group {
  readonly title: string;
  /** What began in it. */
  readonly stops: readonly Stop[];
  /** From when to when; of other stops counts what lies in it. Null for what has no hours. */
  readonly hours: readonly [number, number] | null;
}

export interface StopActs {
  readonly edit: (stop: Stop) => void;
  readonly explain: (stop: Stop) => void;
  readonly correct: (stop: Stop) => void;
}

export function spanOf(stop: Stop, { clock, say }: View): string {
  const from = clock.time(stop.startedAt);
  return stop.endedAt === null ? say("since", { time: from }) : `${from}–${clock.time(stop.endedAt)}`;
}

export function reasonWords(stop: Pick<Stop, "reasonId">, { tree, say }: View): string {
  const path = tree.path(stop.reasonId);
  if (path.length > 0) return path.map((step) => step.name).join(" › ");
  return stop.reasonId === null ? say("unexplained") : say("other_reason");
}

/** The day's list. Only what changed is drawn anew: tablets are slow, days are long, and what waited arrives in hundreds. */
export class DayList {
  readonly #host: Element;
  #rows = new Map<string, { readonly drawn: string; readonly element: HTMLElement }>();
  #sums: HTMLElement[] = [];
  #layout = "";

  constructor(host: Element) {
    this.#host = host;
  }

  draw(groups: readonly Group[], view: View, acts: StopActs): void {
    const filled = groups.filter((group) => group.stops.length > 0);
    const before = this.#rows;
    this.#rows = new Map();
    const layout = JSON.stringify(filled.map((group) => [group.title, ...group.stops.map((stop) => stop.key)]));
    const isSame = layout === this.#layout;
    this.#layout = layout;
    for (const stop of filled.flatMap((group) => group.stops)) {
      const drawn = JSON.stringify(stop);
      const known = before.get(stop.key);
      const element = known?.drawn === drawn ? known.element : row(stop, view, acts);
      if (isSame && known && known.element !== element) known.element.replaceWith(element);
      this.#rows.set(stop.key, { drawn, element });
    }
    if (!isSame || filled.length === 0) this.#lay(filled, view);
    const all = filled.flatMap((group) => group.stops);
    filled.forEach(({ stops, hours }, index) => {
      const [counted, from, until] = hours ? ([all, ...hours] as const) : ([stops, -Infinity, Infinity] as const);
      const time = duration(stoppedBetween(counted, from, until, view.now));
      this.#sums[index]!.textContent = view.say("in_all", { n: stops.length, time });
    });
  }

  #lay(groups: readonly Group[], { say }: View): void {
    this.#sums = groups.map(() => h("span", { class: "muted tabular" }));
    const sections = groups.map((group, index) =>
      h(
        "section",
        { class: "floor-group" },
        h("h3", {}, group.title, this.#sums[index]),
        h("ul", {}, ...group.stops.map((stop) => this.#rows.get(stop.key)!.element)),
      ),
    );
    const nothing = h("p", { class: "floor-empty" }, icon("circle-check"), say("no_stops"));
    this.#host.replaceChildren(...(groups.length === 0 ? [nothing] : sections));
  }
}

function row(stop: Stop, view: View, acts: StopActs): HTMLElement {
  const { say, tree } = view;
  const path = tree.path(stop.reasonId);
  const reason = path.at(-1);
  const mark = h("span", { class: "floor-mark", "aria-hidden": "true" });
  mark.append(icon(reason ? known(reason.icon) : stop.reasonId === null ? "help-circle" : "tool"));
  if (reason) mark.style.setProperty("--reason", reason.color);
  const span = spanOf(stop, view);
  const length = h("span", { class: "floor-length tabular" });
  if (stop.endedAt === null) length.dataset["since"] = String(stop.startedAt);
  length.textContent = duration((stop.endedAt ?? view.now) - stop.startedAt);
  const details = [
    say("people", { n: stop.crewSize }),
    ...(stop.jobNumber === "" ? [] : [say("job_of", { job: stop.jobNumber })]),
    stop.by,
  ].join(" · ");
  return h(
    "li",
    { class: stop.reasonId === null ? "floor-stop floor-unexplained" : "floor-stop" },
    mark,
    h("span", { class: "floor-span tabular" }, span),
    length,
    h(
      "div",
      { class: "floor-what" },
      h("strong", {}, reasonWords(stop, view)),
      stop.note !== "" && h("span", {}, stop.note.replaceAll("\n", " · ")),
      h("span", { class: "muted" }, details),
      ...badges(stop, say),
    ),
    h("div", { class: "floor-acts" }, ...buttons(stop, view, acts, span)),
  );
}

function badges(stop: Stop, say: Say): HTMLElement[] {
  const badge = (name: Parameters<typeof icon>[0], tone: string, text: string) => {
    const one = h("span", { class: `status status-${tone}` }, text);
    one.prepend(icon(name));
    return one;
  };
  return [
    ...(stop.carried ? [badge("hourglass", "warning", say("carried"))] : []),
    ...(stop.refused ? [badge("alert-triangle", "danger", say("refused"))] : []),
    ...(stop.unkept && !stop.refused ? [badge("alert-triangle", "danger", say("unkept"))] : []),
    ...(stop.waits && !stop.unkept && !stop.refused ? [badge("cloud-off", "warning", say("waits"))] : []),
  ];
}

function buttons(stop: Stop, { say }: View, acts: StopActs, span: string): HTMLElement[] {
  const button = (name: Parameters<typeof icon>[0], text: string, act: () => void, own = "") => {
    const one = h("button", { type: "button", class: `btn ${own}`, "aria-label": `${text}: ${span}` }, text);
    one.prepend(icon(name));
    one.addEventListener("click", act);
    return one;
  };
  if (stop.refused !== null && stop.id === null)
    return [button("edit", say("correct"), () => acts.correct(stop), "floor-explain")];
  return [
    ...(stop.reasonId === null && stop.canExplain && stop.endedAt !== null
      ? [button("help-circle", say("explain"), () => acts.explain(stop), "floor-explain")]
      : []),
    ...(stop.canEdit ? [button("edit", say("edit"), () => acts.edit(stop))] : []),
  ];
}
