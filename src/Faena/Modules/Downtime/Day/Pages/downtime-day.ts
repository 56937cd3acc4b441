import "./day.css";
import { alertBox } from "@web/elements/alert";
import { confirmDialog } from "@web/elements/confirm-dialog";
import { conflictDialog } from "@web/elements/conflict-dialog";
import { define, texts } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { toast } from "@web/elements/toast";
import { duration, FacilityClock, ServerClock } from "../../Pages/facility-clock";
import { ReasonTree, type Reason } from "../../Pages/reason-tree";
import { saidOf, written, type DowntimeEvent, type Said } from "../../Pages/stop";
import { askForStop, type StopFormAnswer, type StopFormOptions } from "../../Pages/stop-form";
import {
  lineBlock,
  reasonOf,
  removed,
  spanOf,
  totals,
  type Day,
  type DayActs,
  type Line,
  type Removal,
  type Shift,
  type View,
} from "./day-view";
import { askWhy } from "./explain-dialog";
import { differences, merged } from "./stop-differences";
import { watchLines } from "../../Pages/watch-lines";

const lookAgain = 60_000;
const longestWhy = 500;
const events = "/api/downtime/events";

/** A stop that stands in the way of another. */
interface InTheWay {
  readonly id: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly reasonCode: string | null;
}

/** Who changed a stop last. */
interface LastChange {
  readonly by: string;
  readonly at: string;
}

/**
 * `<downtime-day facility date zone lines reasons texts form-texts tile-texts locale me records supervises administers>`: a facility's
 * production date, in which a supervisor explains, puts right, takes away, brings back and signs off. What others do shows as it happens.
 */
class DowntimeDay extends HTMLElement {
  readonly #clock = new ServerClock();
  #day: Day | null = null;

  readonly #acts: DayActs = {
    edit: (line, event) => void this.#edit(line, event),
    explain: (line, event) => void this.#explain(line, event),
    signOff: (line, shift) => void this.#signOff(line, shift),
    restore: (removal) => void this.#restore(removal),
  };

  connectedCallback(): void {
    const lines = JSON.parse(this.getAttribute("lines") ?? "[]") as number[];
    watchLines(lines, () => void this.#look());
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => void this.#look(), lookAgain);
    window.addEventListener("online", () => void this.#look());
    void this.#look();
  }

  get #say() {
    return texts(this);
  }

  get #wall(): FacilityClock {
    return new FacilityClock(this.getAttribute("zone") ?? "UTC", this.getAttribute("locale") ?? undefined);
  }

  get #view(): View {
    return {
      say: this.#say,
      clock: this.#wall,
      now: this.#clock.now(),
      records: this.hasAttribute("records"),
      supervises: this.hasAttribute("supervises"),
      alertAfter: this.#day?.facility.stopAlertMinutes ?? 0,
      changeOf: new Map((this.#day?.changes ?? []).map((change) => [change.eventId, change])),
      addressOf: (date) => `${location.pathname}?facility=${this.getAttribute("facility")}&date=${date}`,
    };
  }

  async #look(): Promise<void> {
    const asked = `facilityId=${this.getAttribute("facility")}&productionDate=${this.getAttribute("date")}`;
    const sentAt = Date.now();
    try {
      const day = await api.get<Day>(`/api/downtime/day?${asked}`);
      this.#clock.learn(Date.parse(day.now), sentAt, Date.now());
      this.#day = day;
      this.#lost(null);
      this.#draw();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      // What was read last stays.
      this.#lost(problem.message);
    }
  }

  #lost(message: string | null): void {
    const place = this.querySelector("[data-lost]")!;
    if (place.textContent !== (message ?? ""))
      place.replaceChildren(...(message === null ? [] : [alertBox("warning", message)]));
  }

  #draw(): void {
    const day = this.#day;
    if (!day) return;
    const view = this.#view;
    const active = document.activeElement;
    const focused = active instanceof HTMLElement && this.contains(active) ? active.dataset["key"] : undefined;
    this.querySelector("[data-totals]")!.replaceChildren(...totals(day, view));
    this.querySelector<HTMLElement>("[data-none]")!.hidden = day.lines.length === 0 || day.total.stops > 0;
    this.querySelector("[data-lines]")!.replaceChildren(...day.lines.map((line) => lineBlock(line, view, this.#acts)));
    this.querySelector<HTMLElement>("[data-gone]")!.hidden = day.deleted.length === 0;
    this.querySelector("[data-gone-count]")!.textContent = view.say("deleted", { n: day.deleted.length });
    this.querySelector("[data-gone-list]")!.replaceChildren(
      ...day.deleted.map((one) => removed(one, this.#lineOf(one.event)?.name ?? "", view, this.#acts)),
    );
    if (focused !== undefined) this.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #tick(): void {
    const now = this.#clock.now();
    for (const cell of this.querySelectorAll<HTMLElement>("[data-since]")) {
      cell.textContent = duration(now - Number(cell.dataset["since"]));
    }
  }

  #lineOf(event: Pick<DowntimeEvent, "lineId">): Line | undefined {
    return this.#day?.lines.find((line) => line.id === event.lineId);
  }

  #treeOf(line: Line): ReasonTree {
    return new ReasonTree(JSON.parse(this.getAttribute("reasons") ?? "[]") as Reason[], line.id);
  }

  /** Does it and reads the day again. @returns what the server has against it. */
  async #refused(act: () => Promise<unknown>): Promise<ProblemError | null> {
    try {
      await act();
      return null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      return problem;
    } finally {
      await this.#look();
    }
  }

  /** What the server has against it, with the stops that stand in the way. */
  #words(problem: ProblemError): string {
    const inTheWay = (problem.body["conflicts"] ?? []) as readonly InTheWay[];
    const all = this.#day?.lines.flatMap((line) => line.shifts).flatMap((shift) => shift.events) ?? [];
    const named = inTheWay.map((one) => {
      const event = all.find((other) => other.id === one.id);
      return `${spanOf(one, this.#view)} · ${event ? reasonOf(event, this.#say) : (one.reasonCode ?? this.#say("unexplained"))}`;
    });
    return [problem.message, ...named].join(" ");
  }

  // ── Putting a stop right ────────────────────────────────────────────────────────────────────────────────────────────────────────

  async #edit(line: Line, shown: DowntimeEvent): Promise<void> {
    let event = shown;
    let answer = await askForStop(this.#form(line, event, saidOf(event)));
    while (answer) {
      const problem = await this.#does(line, event, answer);
      if (!problem) return;
      if (problem.status === 412 && answer.act === "save") {
        event = problem.body["actual"] as DowntimeEvent;
        const { why } = answer;
        const said = await this.#chosen(line, event, answer.said, problem.body["changed"] as LastChange);
        // Whoever does not choose goes on with what they typed.
        answer = said
          ? { ...answer, said }
          : await askForStop({ ...this.#form(line, event, answer.said), why, refusal: problem });
      } else {
        const said = answer.act === "save" ? answer.said : saidOf(event);
        const refusal = { message: this.#words(problem), errors: problem.errors };
        answer = await askForStop({ ...this.#form(line, event, said), why: answer.why, refusal });
      }
    }
  }

  #form(line: Line, event: DowntimeEvent, said: Said): StopFormOptions {
    return {
      title: this.#say("edit_title", { line: line.name, span: spanOf(event, this.#view) }),
      said,
      clock: this.#wall,
      now: () => this.#clock.now(),
      tree: this.#treeOf(line),
      recent: [],
      notes: JSON.parse(this.getAttribute("notes") ?? "[]") as string[],
      say: texts(this, "form-texts"),
      tileTexts: this.getAttribute("tile-texts") ?? "{}",
      canSplit: true,
      canDelete: event.canDelete,
      asksWhy: this.#asksWhy(event),
    };
  }

  /** An administrator who changes what another person wrote says why. */
  #asksWhy(event: DowntimeEvent): boolean {
    return this.hasAttribute("administers") && String(event.enteredBy.id) !== this.getAttribute("me");
  }

  async #does(line: Line, event: DowntimeEvent, answer: StopFormAnswer): Promise<ProblemError | null> {
    const say = this.#say;
    const span = spanOf(event, this.#view);
    if (answer.act === "delete") return await this.#remove(event, span, answer.why);
    const problem =
      answer.act === "split"
        ? await this.#refused(() =>
            api.post(`${events}/${event.id}/split`, {
              at: new Date(answer.at).toISOString(),
              changeReason: answer.why,
            }),
          )
        : await this.#refused(() =>
            api.put(`${events}/${event.id}`, this.#body(line, event, answer), { headers: { "If-Match": event.etag } }),
          );
    if (!problem) toast(say(answer.act === "split" ? "did_split" : "did_change", { span }));
    return problem;
  }

  #body(line: Line, event: DowntimeEvent, answer: Extract<StopFormAnswer, { act: "save" }>): object {
    const before = saidOf(event);
    const isMoved = answer.said.startedAt !== before.startedAt || answer.said.endedAt !== before.endedAt;
    return {
      ...written(line.id, answer.said),
      // A shift that a person chose stays while the times stay.
      shiftOccurrenceId: event.shiftSource === "manual" && !isMoved ? event.shift?.id : undefined,
      changeReason: answer.why,
    };
  }

  async #remove(event: DowntimeEvent, span: string, given: string | undefined): Promise<ProblemError | null> {
    const say = this.#say;
    const asked = await confirmDialog({
      title: say("delete_title", { span }),
      text: say("delete_text"),
      confirm: say("delete"),
      cancel: say("cancel"),
      danger: true,
      ...(given === undefined ? { reason: { label: say("delete_why") } } : {}),
    });
    if (!asked) return null;
    const why = (given ?? asked.reason).slice(0, longestWhy);
    const query = why === "" ? "" : `?changeReason=${encodeURIComponent(why)}`;
    const problem = await this.#refused(() => api.del(`${events}/${event.id}${query}`));
    if (!problem) toast(say("did_delete", { span }));
    return problem;
  }

  /** Somebody else changed it meanwhile: shows what it is now, and the person chooses. Null when they do not. */
  async #chosen(line: Line, actual: DowntimeEvent, mine: Said, { by, at: when }: LastChange): Promise<Said | null> {
    const say = this.#say;
    const form = texts(this, "form-texts");
    const wall = this.#wall;
    const tree = this.#treeOf(line);
    const theirs = saidOf(actual);
    const at = (moment: number | null) =>
      moment === null ? form("still_stopped") : `${wall.date(moment)}, ${wall.time(moment)}`;
    const labels = {
      startedAt: "from",
      endedAt: "to",
      reasonId: "reason",
      crewSize: "crew",
      jobNumber: "job",
      note: "note",
    } as const;
    const rows = differences(mine, theirs, {
      stop: spanOf(actual, this.#view),
      who: by,
      when: wall.time(Date.parse(when)),
      label: (field) => form(labels[field]),
      value: (field, said) =>
        field === "startedAt" || field === "endedAt"
          ? at(said[field])
          : field === "reasonId"
            ? tree
                .path(said.reasonId)
                .map((step) => step.name)
                .join(" › ") || say("unexplained")
            : String(said[field]),
    });
    if (rows.length === 0) return mine;
    const choices = await conflictDialog(rows, say);
    return (
      choices &&
      merged(
        mine,
        theirs,
        choices.filter(({ choice }) => choice === "mine").map(({ cell }) => cell.columnId),
      )
    );
  }

  // ── Explaining, signing off, bringing back ──────────────────────────────────────────────────────────────────────────────────────

  async #explain(line: Line, event: DowntimeEvent): Promise<void> {
    const span = spanOf(event, this.#view);
    const ask = (note: string, refusal: string | null) =>
      askWhy({
        title: this.#say("explain_title", { line: line.name, span }),
        note,
        tree: this.#treeOf(line),
        say: texts(this, "form-texts"),
        tileTexts: this.getAttribute("tile-texts") ?? "{}",
        refusal,
      });
    let given = await ask(event.note, null);
    while (given) {
      const body = { ...given, seenReasonId: event.reasonId };
      const problem = await this.#refused(() => api.post(`${events}/${event.id}/explain`, body));
      if (!problem) {
        toast(this.#say("did_explain", { span }));
        return;
      }
      const actual = problem.body["actual"] as DowntimeEvent | undefined;
      if (actual) {
        toast(this.#say("explained_already", { span, reason: reasonOf(actual, this.#say) }), "warning");
        return;
      }
      given = await ask(given.note, [problem.message, ...Object.values(problem.errors).flat()].join(" "));
    }
  }

  async #signOff(line: Line, shift: Shift): Promise<void> {
    const say = this.#say;
    const { unexplained, running } = shift.total;
    const asked = await confirmDialog({
      title: say("sign_title", { line: line.name, shift: shift.name ?? "" }),
      text: [
        unexplained > 0 ? say("sign_unexplained", { n: unexplained }) : say("sign_explained"),
        ...(running > 0 ? [say("sign_running")] : []),
        say("sign_text"),
      ].join(" "),
      confirm: say("sign"),
      cancel: say("cancel"),
    });
    if (!asked) return;
    const body = { lineId: line.id, shiftOccurrence: shift.id };
    const problem = await this.#refused(() => api.post("/api/downtime/sign-offs", body));
    if (problem) toast(problem.message, "danger");
    else toast(say("did_sign", { line: line.name, shift: shift.name ?? "" }));
  }

  async #restore({ event }: Removal): Promise<void> {
    const span = spanOf(event, this.#view);
    const problem = await this.#refused(() => api.post(`${events}/${event.id}/restore`));
    if (problem) toast(this.#words(problem), "danger");
    else toast(this.#say("did_restore", { span }));
  }
}

define("downtime-day", DowntimeDay);
