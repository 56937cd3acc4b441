// What is known of a line: what the server told, what other screens do, and what this device did and has not sent yet.
import { atMostEvery } from "@web/elements/at-most-every";
import { api } from "@web/elements/http";
import type { OutboxChange, Sent } from "@web/elements/outbox";
import { outbox } from "@web/elements/outbox-status";
import { stream } from "@web/elements/sse";
import type { ServerClock } from "../../Pages/facility-clock";
import type { DowntimeEvent } from "../../Pages/stop";
import { keyOf, stopsOf, topicOf, type Stop } from "./floor-stops";
import { device } from "@web/elements/memory";

export interface Shift {
  readonly id: number;
  readonly name: string;
  readonly productionDate: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What the server answers about a line. */
interface Floor {
  readonly now: string;
  readonly shift: Shift | null;
  readonly previousShift: Shift | null;
  readonly events: readonly DowntimeEvent[];
  readonly recentReasons: readonly number[];
}

const lookAgain = 60_000;
// What a finger did is seen at once; what a long queue and other screens report must not keep the tablet from that.
const doneShownEvery = 80;
const heardShownEvery = 100;
const longQueue = 10;
const longQueueShownEvery = 600;
const recalled = 24 * 3600 * 1000;
const keptAs = (line: number) => `faena-floor:${line}`;

/** The stops of one line as this device knows them. Tells `change` when they are others. */
export class LineFeed extends EventTarget {
  readonly #line: number;
  readonly #clock: ServerClock;
  #floor: Omit<Floor, "events" | "now"> = { shift: null, previousShift: null, recentReasons: [] };
  #events = new Map<number, DowntimeEvent>();
  readonly #heardAt = new Map<number, number>();
  #stops: readonly Stop[] = [];
  #turn: Promise<void> = Promise.resolve();
  #isDue = false;
  /** Whether something may have arrived from this device that we were not told: before this page was open, or from another window. */
  #isBehind = true;
  /** What arrived until then is taken over; at that very moment, only these. */
  #since = new Date(Date.now() - recalled).toISOString();
  readonly #taken = new Set<string>();
  #endWatched = 0;
  #waiting = 0;
  readonly #leave: (() => void)[] = [];

  constructor(line: number, clock: ServerClock) {
    super();
    this.#line = line;
    this.#clock = clock;
    // What the device saw last, until the server says more.
    const kept = device.json(keptAs(line)) as Partial<Floor> | null;
    if (Array.isArray(kept?.events)) this.#take(kept as Floor);
  }

  /** @param watch whether the device stands at the line, and somebody may say that it runs. */
  open(watch: boolean): void {
    const done = atMostEvery(doneShownEvery, () => void this.refresh());
    const pace = () => (this.#waiting > longQueue ? longQueueShownEvery : heardShownEvery);
    const heard = atMostEvery(pace, () => void this.refresh());
    const look = () => void this.#look();
    const noted = (event: Event) => {
      const { sent, elsewhere } = event as OutboxChange;
      if (sent?.topic.startsWith(topicOf(this.#line))) this.#arrived(sent);
      this.#isBehind ||= elsewhere;
      if (sent) heard();
      else done();
    };
    outbox().addEventListener("change", noted);
    window.addEventListener("online", look);
    const timer = setInterval(look, lookAgain);
    const close = stream(
      `/api/downtime/lines/${this.#line}/stream?watch=${watch}`,
      {
        downtime: (data) => {
          this.#hear(JSON.parse(data) as DowntimeEvent);
          heard();
        },
      },
      look,
    );
    this.#leave.push(
      () => outbox().removeEventListener("change", noted),
      () => window.removeEventListener("online", look),
      () => clearInterval(timer),
      close,
    );
    void this.refresh();
  }

  close(): void {
    for (const leave of this.#leave.splice(0)) leave();
  }

  /** The latest first. */
  get stops(): readonly Stop[] {
    return this.#stops;
  }

  get shift(): Shift | null {
    return this.#floor.shift;
  }

  get previousShift(): Shift | null {
    return this.#floor.previousShift;
  }

  get recentReasons(): readonly number[] {
    return this.#floor.recentReasons;
  }

  /** A shift ends by itself; the next one is asked for once. */
  passTime(): void {
    const end = this.shift ? Date.parse(this.shift.endsAt) : Infinity;
    if (this.#clock.now() <= end || this.#endWatched === end) return;
    this.#endWatched = end;
    void this.#look();
  }

  /** One after the other: a fact is let go and its answer taken over in one stroke, so that nothing blinks. */
  refresh(): Promise<void> {
    if (!this.#isDue) {
      this.#isDue = true;
      // One failure is told, and what comes after it goes on.
      this.#turn = this.#turn.then(() => this.#read()).catch(reportError);
    }
    return this.#turn;
  }

  async #read(): Promise<void> {
    this.#isDue = false;
    const facts = await outbox().facts();
    if (this.#isBehind) {
      this.#isBehind = false;
      // Read after the facts: one that leaves them in between is here.
      for (const sent of await outbox().sentSince(this.#since, topicOf(this.#line))) {
        this.#arrived(sent);
        this.#since = sent.at;
      }
    }
    this.#waiting = facts.length;
    this.#stops = stopsOf(this.#line, this.#events.values(), facts);
    this.dispatchEvent(new Event("change"));
  }

  async #look(): Promise<void> {
    const askedAt = Date.now();
    try {
      const floor = await api.get<Floor>(`/api/downtime/lines/${this.#line}/floor`);
      this.#clock.learn(Date.parse(floor.now), askedAt, Date.now());
      device.keepJson(keptAs(this.#line), floor);
      this.#take(floor, askedAt);
    } catch {
      // Without an answer the tablet goes on with what it knows; the outbox says that there is no network.
    }
    await this.refresh();
  }

  /** Takes over what the server says, and keeps what was heard since it was asked. */
  #take(floor: Floor, askedAt = Infinity): void {
    this.#floor = floor;
    const known = this.#events;
    this.#events = new Map([...known].filter(([id]) => (this.#heardAt.get(id) ?? 0) >= askedAt));
    for (const event of floor.events) this.#events.set(event.id, newer(known.get(event.id), event));
  }

  #hear(event: DowntimeEvent): void {
    this.#heardAt.set(event.id, Date.now());
    this.#events.set(event.id, newer(this.#events.get(event.id), event));
  }

  /** What arrived from this device, in this page's life or in another's, may be more than the server's last answer to it knows. */
  #arrived(sent: Sent): void {
    if (this.#taken.has(sent.id)) return;
    this.#taken.add(sent.id);
    const answer = sent.answer as DowntimeEvent | { readonly events: readonly DowntimeEvent[] } | undefined;
    if (answer === undefined) {
      // Only what was deleted leaves no answer.
      const key = keyOf(sent);
      const gone = [...this.#events.values()].find((event) => String(event.id) === key || event.clientId === key);
      if (gone) this.#hear({ ...gone, state: "deleted", etag: String(versionOf(gone) + 1) });
      return;
    }
    for (const event of "events" in answer ? answer.events : [answer]) this.#hear(event);
  }
}

/** Whichever was written later: an answer and the stream may overtake each other. */
function newer(known: DowntimeEvent | undefined, event: DowntimeEvent): DowntimeEvent {
  return known && versionOf(known) > versionOf(event) ? known : event;
}

function versionOf(event: DowntimeEvent): number {
  return Number(event.etag.replaceAll('"', ""));
}
