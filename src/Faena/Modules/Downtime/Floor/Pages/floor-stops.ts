// What a tablet shows: the stops the server knows, and over them what was done here and has not arrived yet.
import type { Fact } from "@web/elements/outbox";
import type { DowntimeEvent, Said, ShiftOfStop } from "../../Pages/stop";

/** A stop as the tablet shows it. */
export interface Stop {
  /** The device's name of it, or the server's number. */
  readonly key: string;
  /** Null until the server has it. */
  readonly id: number | null;
  readonly reasonId: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly crewSize: number;
  readonly note: string;
  readonly jobNumber: string;
  readonly by: string;
  /** Null where the device knows no number of the person. */
  readonly byId: number | null;
  /** Null while only this device knows it: the server finds the shift. */
  readonly shift: ShiftOfStop | null;
  readonly carried: boolean;
  readonly canEdit: boolean;
  readonly canExplain: boolean;
  readonly etag: string | null;
  /** What was done to it here and waits: the last of these facts has to arrive before the next is sent. */
  readonly lastFact: string | null;
  readonly waits: boolean;
  /** Only this page has what was done: the device would not keep it. */
  readonly unkept?: boolean;
  /** What the server did not take of it. */
  readonly refused: string | null;
}

/** The body of a fact; which members it has depends on the act. */
interface ActBody {
  readonly reasonId?: number | null;
  readonly startedAt?: string;
  readonly endedAt?: string | null;
  readonly crewSize?: number;
  readonly note?: string;
  readonly jobNumber?: string;
}

export const topicOf = (line: number): string => `downtime:${line}:`;

/** The stop a fact is about, as its topic says. */
export const keyOf = (fact: Pick<Fact, "topic">): string => fact.topic.split(":")[2] ?? "";

/** @returns the stops of the line, the latest first. */
export function stopsOf(line: number, events: Iterable<DowntimeEvent>, facts: readonly Fact[]): readonly Stop[] {
  const stops = new Map<string, Stop>();
  const numbers = new Map<string, string>();
  for (const event of events) {
    if (event.state === "deleted" || event.lineId !== line) continue;
    const stop = fromServer(event);
    stops.set(stop.key, stop);
    numbers.set(String(event.id), stop.key);
  }
  for (const fact of facts) {
    if (!fact.topic.startsWith(topicOf(line))) continue;
    const key = numbers.get(keyOf(fact)) ?? keyOf(fact);
    const before = stops.get(key);
    const after = applied(fact, key, before);
    if (after) stops.set(key, after);
    else if (before) stops.delete(key);
  }
  return [...stops.values()].sort((a, b) => b.startedAt - a.startedAt);
}

function fromServer(event: DowntimeEvent): Stop {
  return {
    key: event.clientId ?? String(event.id),
    id: event.id,
    reasonId: event.reasonId,
    startedAt: Date.parse(event.startedAt),
    endedAt: event.endedAt === null ? null : Date.parse(event.endedAt),
    crewSize: event.crewSize,
    note: event.note,
    jobNumber: event.job?.number ?? "",
    by: event.enteredBy.name,
    byId: event.enteredBy.id,
    shift: event.shift,
    carried: event.carried,
    canEdit: event.canEdit,
    canExplain: event.canExplain,
    etag: event.etag,
    lastFact: null,
    waits: false,
    refused: null,
  };
}

/** The stop after the act; undefined where there is none any more. */
function applied(fact: Fact, key: string, before: Stop | undefined): Stop | undefined {
  const act = fact.url.slice("/api/downtime/events".length);
  if (act === "") return before ?? begun(fact, key);
  if (!before) return undefined;
  // What was refused has not happened; it says so where it was to happen.
  if (fact.refusal) return { ...before, refused: fact.id };
  if (fact.method === "DELETE") return undefined;
  const body = JSON.parse(fact.body || "{}") as ActBody;
  const waiting = { ...before, lastFact: fact.id, waits: true, unkept: fact.unkept ?? false };
  if (act.endsWith("/stop")) return { ...waiting, endedAt: Date.parse(body.endedAt ?? fact.at) };
  if (act.endsWith("/reopen")) return { ...waiting, endedAt: null };
  if (act.endsWith("/split")) return waiting;
  return { ...waiting, ...said(body, before) };
}

function begun(fact: Fact, key: string): Stop {
  const body = JSON.parse(fact.body) as ActBody;
  const blank = {
    reasonId: null,
    startedAt: Date.parse(fact.at),
    endedAt: null,
    crewSize: 0,
    note: "",
    jobNumber: "",
  };
  return {
    key,
    id: null,
    ...blank,
    ...said(body, blank),
    by: fact.who ?? fact.by,
    byId: null,
    shift: null,
    carried: false,
    canEdit: true,
    canExplain: true,
    etag: null,
    lastFact: fact.id,
    waits: true,
    unkept: fact.unkept ?? false,
    refused: fact.refusal ? fact.id : null,
  };
}

function said(body: ActBody, before: Said): Said {
  return {
    reasonId: body.reasonId === undefined ? before.reasonId : body.reasonId,
    startedAt: body.startedAt === undefined ? before.startedAt : Date.parse(body.startedAt),
    endedAt: body.endedAt === undefined ? before.endedAt : body.endedAt === null ? null : Date.parse(body.endedAt),
    crewSize: body.crewSize ?? before.crewSize,
    note: body.note ?? before.note,
    jobNumber: body.jobNumber ?? before.jobNumber,
  };
}

/** What the tablet says of its line at a glance. */
export interface Summary {
  readonly open: Stop | null;
  /** Unexplained, the oldest first: people remember those least. */
  readonly debt: readonly Stop[];
  /** Stopped since a moment, in milliseconds; what runs counts to now. */
  readonly stopped: number;
}

/** How long the line stood between two moments, in milliseconds; what runs counts to now. */
export function stoppedBetween(stops: readonly Stop[], from: number, until: number, now: number): number {
  return stops.reduce(
    (sum, { startedAt, endedAt }) => sum + Math.max(0, Math.min(endedAt ?? now, until) - Math.max(startedAt, from)),
    0,
  );
}

export function summaryOf(stops: readonly Stop[], since: number, now: number): Summary {
  const real = stops.filter((stop) => stop.id !== null || stop.refused === null);
  return {
    open: real.find((stop) => stop.endedAt === null) ?? null,
    debt: real.filter((stop) => stop.reasonId === null).sort((a, b) => a.startedAt - b.startedAt),
    stopped: stoppedBetween(real, since, Infinity, now),
  };
}
