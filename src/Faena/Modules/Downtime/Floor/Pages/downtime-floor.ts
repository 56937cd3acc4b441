import "./floor.css";
import { confirmDialog } from "@web/elements/confirm-dialog";
import { define, h, texts } from "@web/elements/element";
import type { Fact, NewFact } from "@web/elements/outbox";
import { factToCorrect, outbox } from "@web/elements/outbox-status";
import { actingPerson } from "@web/elements/person-pin";
import { toast } from "@web/elements/toast";
import { FacilityClock, ServerClock } from "../../Pages/facility-clock";
import { ReasonTree, type Reason } from "../../Pages/reason-tree";
import { written, type Said } from "../../Pages/stop";
import { askForStop, type StopFormAnswer, type StopFormOptions } from "../../Pages/stop-form";
import { askForNote } from "./note-dialog";
import * as acts from "./floor-acts";
import { FloorDesk, type DeskModel, type Line } from "./floor-desk";
import { keyOf, topicOf, type Stop } from "./floor-stops";
import { spanOf, type View } from "./floor-view";
import { LineFeed } from "./line-feed";
import { UndoBar } from "./undo-bar";
import { device } from "@web/elements/memory";

interface Facility {
  readonly name: string;
  readonly lines: readonly Line[];
}

const lineKey = "faena-floor-line";
const deletedAfter = 10_000;
const mostRecent = 8;

/**
 * `<downtime-floor facilities reasons notes texts locale>`: a tablet at a line. Everything done here is a fact of the outbox, shown at
 * once and sent when it can be; what other screens do arrives by the line's stream.
 */
class DowntimeFloor extends HTMLElement {
  readonly #clock = new ServerClock();
  #line: Line | null = null;
  #tree = new ReasonTree([], 0);
  #wall = new FacilityClock("UTC");
  #feed = new LineFeed(0, this.#clock);
  #stops: readonly Stop[] = [];
  /** The stop that the tiles explain, where it is not the one that runs. */
  #explaining: string | null = null;
  #leaving: { readonly key: string; readonly now: () => void } | null = null;
  readonly #undo = new UndoBar(this);
  #desk: FloorDesk | null = null;

  connectedCallback(): void {
    const asked = new URLSearchParams(location.search).get("line") ?? device.text(lineKey);
    const line = this.#lines().find((one) => String(one.id) === asked) ?? this.#onlyLine();
    if (line) this.#stand(line);
    else this.#choose();
    setInterval(() => this.#tick(), 1_000);
    // Whoever leaves the page meant what they did.
    window.addEventListener("pagehide", () => this.#leaving?.now());
    void this.#correct();
  }

  get #say() {
    return texts(this);
  }

  get #place(): acts.Place {
    return { line: this.#line!.id, page: location.pathname, label: this.#line!.name };
  }

  #facilities(): readonly Facility[] {
    return JSON.parse(this.getAttribute("facilities") ?? "[]") as Facility[];
  }

  #lines(): readonly Line[] {
    return this.#facilities().flatMap((facility) => facility.lines);
  }

  #onlyLine(): Line | null {
    const lines = this.#lines();
    return lines.length === 1 ? lines[0]! : null;
  }

  #notes(): readonly string[] {
    return JSON.parse(this.getAttribute("notes") ?? "[]") as string[];
  }

  /** At which line the device stands; it remembers. */
  #choose(): void {
    this.#feed.close();
    this.#desk = null;
    const say = this.#say;
    const tiles = (lines: readonly Line[]) =>
      lines.map((line) => {
        const tile = h("button", { type: "button", class: "floor-line-tile" }, h("strong", {}, line.name), line.code);
        tile.addEventListener("click", () => this.#stand(line));
        return tile;
      });
    this.replaceChildren(
      h("h1", {}, say("choose_line")),
      h("p", { class: "muted" }, say("choose_line_help")),
      ...this.#facilities().flatMap((facility) => [
        h("h2", {}, facility.name),
        h("div", { class: "floor-lines" }, ...tiles(facility.lines)),
      ]),
    );
  }

  #stand(line: Line): void {
    device.keep(lineKey, String(line.id));
    // The address without the line is the one that opens without network.
    if (location.search !== "") history.replaceState(null, "", location.pathname + location.hash);
    this.#line = line;
    this.#wall = new FacilityClock(line.timeZone, this.getAttribute("locale") ?? undefined);
    this.#tree = new ReasonTree(JSON.parse(this.getAttribute("reasons") ?? "[]") as Reason[], line.id);
    this.#explaining = null;
    this.#desk = this.#deskOf(line);
    this.#feed.close();
    this.#feed = new LineFeed(line.id, this.#clock);
    this.#feed.addEventListener("change", () => this.#draw());
    this.#feed.open(this.hasAttribute("records"));
  }

  #deskOf(line: Line): FloorDesk {
    const options = {
      say: this.#say,
      tileTexts: this.getAttribute("tile-texts") ?? "{}",
      records: this.hasAttribute("records"),
    };
    return new FloorDesk(this, line, options, {
      stopOrResume: () => void (this.#open ? this.#resume() : this.#start()),
      choose: (reason) => void this.#chosen(reason),
      explainNone: () => this.#explain(null),
      recordPast: () => void this.#recordPast(),
      leaveLine: () => this.#choose(),
      edit: (stop) => void this.#edit(stop),
      explain: (stop) => this.#explain(stop),
      correct: (stop) => void this.#correctFact(stop.refused!),
    });
  }

  get #open(): Stop | null {
    return this.#stops.find((stop) => stop.endedAt === null && (stop.id !== null || stop.refused === null)) ?? null;
  }

  #find(key: string): Stop | null {
    return this.#stops.find((stop) => stop.key === key) ?? null;
  }

  get #view(): View {
    return { say: this.#say, clock: this.#wall, tree: this.#tree, now: this.#clock.now() };
  }

  get #model(): DeskModel {
    const { shift, previousShift } = this.#feed;
    return {
      stops: this.#stops,
      shift,
      previousShift,
      recentReasons: this.#recent(),
      explaining: this.#explaining === null ? null : this.#find(this.#explaining),
      lastEnd: this.#lastEnd,
    };
  }

  #draw(): void {
    const hidden = this.#leaving?.key;
    this.#stops = this.#feed.stops.filter((stop) => stop.key !== hidden);
    if (this.#explaining !== null && this.#find(this.#explaining)?.endedAt === undefined) this.#explaining = null;
    this.#desk?.draw(this.#model, this.#view);
  }

  #tick(): void {
    this.#desk?.tick(this.#model, this.#view);
    this.#feed.passTime();
  }

  /** The latest ones, those given on this device first. */
  #recent(): readonly number[] {
    const here = this.#stops.filter((stop) => stop.reasonId !== null).map((stop) => stop.reasonId!);
    return [...new Set([...here, ...this.#feed.recentReasons])].slice(0, mostRecent);
  }

  // ── What people do ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  get #said(): Said {
    return {
      reasonId: null,
      // A line stops no sooner than it last ran again, however the clocks disagree.
      startedAt: Math.max(this.#clock.now(), this.#lastEnd),
      endedAt: null,
      crewSize: this.#desk?.crew ?? this.#line!.crew,
      note: "",
      jobNumber: this.#desk?.job ?? "",
    };
  }

  get #lastEnd(): number {
    const soon = this.#clock.now() + 60_000;
    return Math.max(0, ...this.#stops.map((stop) => stop.endedAt ?? 0).filter((end) => end < soon));
  }

  async #start(reason: Reason | null = null, note = ""): Promise<void> {
    const said = { ...this.#said, reasonId: reason?.id ?? null, note };
    const words = this.#say("did_start", { time: this.#wall.time(said.startedAt), line: this.#line!.name });
    await this.#record(said, reason ? `${words} · ${reason.name}` : words);
  }

  async #record(said: Said, words: string): Promise<void> {
    const fact = acts.record(this.#place, said);
    if (!(await this.#post(fact, words))) return;
    this.#undo.offer(words, () => this.#takeBack(fact, (stop) => [acts.remove(this.#place, stop)]));
  }

  async #resume(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    // Two taps within a moment are one.
    const at = Math.max(this.#clock.now(), open.startedAt + 1);
    const fact = acts.resume(this.#place, open, at);
    const words = this.#say("did_resume", { time: this.#wall.time(at), line: this.#line!.name });
    if (!(await this.#post(fact, words))) return;
    this.#undo.offer(words, () => this.#takeBack(fact, (stop) => [acts.reopen(this.#place, stop)]));
  }

  async #chosen(reason: Reason): Promise<void> {
    const note = reason.requiresNote ? await askForNote(reason.name, this.#notes(), this.#say) : "";
    if (note === null) return;
    const about = this.#explaining === null ? this.#open : this.#find(this.#explaining);
    this.#desk?.resetReasons();
    if (!about) {
      await this.#start(reason, note);
      return;
    }
    const why = await this.#why(about);
    if (why === null) return;
    this.#explain(null);
    const fact = acts.explain(
      this.#place,
      about,
      reason.id,
      [about.note, note].filter((one) => one !== "").join("\n"),
      why,
    );
    const words = this.#say("did_explain", { span: spanOf(about, this.#view), reason: reason.name });
    if (!(await this.#post(fact, words))) return;
    this.#undo.offer(words, () =>
      this.#takeBack(fact, (stop) => [acts.explain(this.#place, stop, about.reasonId, about.note, why)]),
    );
  }

  #explain(stop: Stop | null): void {
    this.#explaining = stop?.key ?? null;
    this.#draw();
    if (stop) this.#desk?.showReasons();
  }

  async #recordPast(): Promise<void> {
    const now = this.#clock.now();
    const half = now - 30 * 60_000;
    const said = { ...this.#said, startedAt: this.#lastEnd < now ? Math.max(this.#lastEnd, half) : half, endedAt: now };
    const answer = await askForStop(this.#form({ title: this.#say("past_title"), said }));
    if (answer?.act !== "save") return;
    const span = `${this.#wall.time(answer.said.startedAt)}–${answer.said.endedAt === null ? "" : this.#wall.time(answer.said.endedAt)}`;
    await this.#record(answer.said, this.#say("did_record", { span }));
  }

  async #edit(stop: Stop): Promise<void> {
    const before = acts.saidOf(stop);
    const span = spanOf(stop, this.#view);
    const answer = await askForStop(
      this.#form({
        title: this.#say("edit_title", { span }),
        said: before,
        canSplit: stop.id !== null,
        canDelete: true,
        asksWhy: this.#asksWhy(stop),
      }),
    );
    if (!answer) return;
    if (answer.act === "delete") await this.#remove(stop, span, answer.why);
    else if (answer.act === "split") await this.#split(stop, span, answer);
    else {
      const fact = acts.change(this.#place, stop, answer.said, answer.why);
      const words = this.#say("did_change", { span });
      if (!(await this.#post(fact, words))) return;
      this.#undo.offer(words, () => this.#takeBack(fact, (now) => [acts.change(this.#place, now, before, answer.why)]));
    }
  }

  async #split(stop: Stop, span: string, { at, why }: Extract<StopFormAnswer, { act: "split" }>): Promise<void> {
    const fact = acts.split(this.#place, stop, at, why);
    const words = this.#say("did_split", { span, time: this.#wall.time(at) });
    if (!(await this.#post(fact, words))) return;
    this.#undo.offer(words, () =>
      this.#takeBack(fact, (first) => {
        const rest = this.#stops.find((one) => one.startedAt === first.endedAt);
        const whole = { ...acts.saidOf(first), endedAt: rest?.endedAt ?? stop.endedAt };
        return [...(rest ? [acts.remove(this.#place, rest, why)] : []), acts.change(this.#place, first, whole, why)];
      }),
    );
  }

  /** A stop that is taken away can be had back for a moment: only then it is said to the server. */
  async #remove(stop: Stop, span: string, why?: string): Promise<void> {
    this.#leaving?.now();
    const words = this.#say("did_delete", { span });
    const fact = await this.#signed(acts.remove(this.#place, stop, why), words);
    if (!fact) return;
    const now = () => {
      if (this.#leaving?.key !== stop.key) return;
      clearTimeout(timer);
      void outbox()
        .keep(fact)
        .then(() => this.#send(fact))
        .finally(() => {
          this.#leaving = null;
          void this.#feed.refresh();
        });
    };
    const timer = setTimeout(now, deletedAfter);
    this.#leaving = { key: stop.key, now };
    this.#undo.offer(words, async () => {
      clearTimeout(timer);
      this.#leaving = null;
      this.#draw();
    });
    this.#draw();
  }

  /** @returns whether it was done and the device has it. */
  async #post(fact: NewFact, words: string): Promise<boolean> {
    const signed = await this.#signed(fact, words);
    if (!signed) return false;
    const isKept = await outbox().keep(signed);
    void this.#send(signed);
    return isKept;
  }

  /** At a station whoever does it signs; elsewhere it is whoever is signed in. Null when they think better of it. */
  async #signed(fact: NewFact, words: string): Promise<NewFact | null> {
    const person = await actingPerson(fact.id, words);
    return person && { ...fact, label: words, headers: { ...fact.headers, ...person.headers }, who: person.name };
  }

  async #send(fact: NewFact): Promise<void> {
    const outcome = await outbox().outcomeOf(fact.id);
    // It stays in the list and in the outbox; a note that stays too would lie over their buttons.
    if (outcome.state === "refused" && outcome.problem.isOurs) toast(outcome.problem.message, "warning");
  }

  /** What has not left the device never happened; of what has, the opposite is done. */
  async #takeBack(fact: NewFact, opposite: (stop: Stop) => readonly NewFact[]): Promise<void> {
    const facts = await outbox().facts();
    if (facts.some((one) => one.id === fact.id) && !facts.some((one) => one.after === fact.id)) {
      await outbox().discard(fact.id);
      if (!(await outbox().sent(fact.id))) return;
    }
    await this.#feed.refresh();
    const stop = this.#find(keyOf(fact));
    if (!stop) return;
    for (const act of opposite(stop)) await this.#post(act, this.#say("did_undo", { label: fact.label }));
  }

  #form(options: Pick<StopFormOptions, "title" | "said"> & Partial<StopFormOptions>): StopFormOptions {
    return {
      clock: this.#wall,
      now: () => this.#clock.now(),
      tree: this.#tree,
      recent: this.#recent(),
      notes: this.#notes(),
      say: this.#say,
      tileTexts: this.getAttribute("tile-texts") ?? "{}",
      ...options,
    };
  }

  /** An administrator who changes what another person wrote says why. */
  #asksWhy(stop: Stop): boolean {
    return this.hasAttribute("administers") && stop.byId !== null && String(stop.byId) !== this.getAttribute("me");
  }

  async #why(stop: Stop): Promise<string | undefined | null> {
    // What nobody has explained may be explained without a word.
    if (stop.reasonId === null || !this.#asksWhy(stop)) return undefined;
    const say = this.#say;
    const asked = await confirmDialog({
      title: say("why_title"),
      confirm: say("save"),
      cancel: say("cancel"),
      reason: { label: say("why"), required: true, error: say("why_missing") },
    });
    return asked?.reason ?? null;
  }

  /** This page was opened to correct what the server did not take. */
  async #correct(): Promise<void> {
    const fact = await factToCorrect();
    if (!fact) return;
    const line = this.#lines().find((one) => fact.topic.startsWith(topicOf(one.id)));
    if (line && line !== this.#line) this.#stand(line);
    history.replaceState(null, "", location.pathname);
    await this.#correctFact(fact.id);
  }

  async #correctFact(id: string): Promise<void> {
    const fact = await outbox().find(id);
    if (!fact?.refusal || !this.#line) return;
    const body = JSON.parse(fact.body || "{}") as Record<string, unknown>;
    if (typeof body["startedAt"] !== "string") return;
    const said = suggested(fact, body, this.#said);
    const answer = await askForStop(
      this.#form({
        title: this.#say("correct_title"),
        said,
        refusal: fact.refusal,
        asksWhy: body["changeReason"] !== undefined,
      }),
    );
    if (answer?.act !== "save") return;
    const person = await actingPerson(fact.id, this.#say("correct_title"));
    if (!person) return;
    const corrected = { ...body, ...written(this.#line.id, answer.said), changeReason: answer.why };
    const outcome = await outbox().correct(fact.id, {
      body: JSON.stringify(corrected),
      headers: { ...fact.headers, ...person.headers },
      who: person.name,
    });
    if (outcome.state === "refused") toast(outcome.problem.message, "danger");
  }
}

/** What was said, within the time that the server says is still free. */
function suggested(fact: Fact, body: Record<string, unknown>, usual: Said): Said {
  const free = fact.refusal?.body?.["suggestion"] as { startedAt: string; endedAt: string | null } | null | undefined;
  const startedAt = free?.startedAt ?? (body["startedAt"] as string);
  const endedAt = free ? free.endedAt : (body["endedAt"] as string | null);
  return {
    reasonId: (body["reasonId"] as number | null) ?? null,
    startedAt: Date.parse(startedAt),
    endedAt: endedAt === null ? null : Date.parse(endedAt),
    crewSize: (body["crewSize"] as number | undefined) ?? usual.crewSize,
    note: (body["note"] as string | undefined) ?? "",
    jobNumber: (body["jobNumber"] as string | undefined) ?? "",
  };
}

define("downtime-floor", DowntimeFloor);
