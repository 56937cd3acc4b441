// What people do at a line, as facts for the outbox. Each is good by itself: it may reach the server hours later.
import { newId } from "@web/elements/id";
import type { NewFact } from "@web/elements/outbox";
import { written, type Said } from "../../Pages/stop";
import { topicOf, type Stop } from "./floor-stops";

const events = "/api/downtime/events";
const oneStop = ["id", "etag"];

/** Where it happened, and what a list of waiting facts calls it. */
export interface Place {
  readonly line: number;
  readonly page: string;
  readonly label: string;
}

export function record(place: Place, said: Said): NewFact {
  const id = newId();
  const body = { clientId: id, ...written(place.line, said) };
  return fact(place, { id, url: events, body, expects: oneStop, after: null, key: id });
}

export function resume(place: Place, stop: Stop, endedAt: number): NewFact {
  return about(place, stop, { act: "/stop", body: { endedAt: new Date(endedAt).toISOString() } });
}

export function explain(
  place: Place,
  stop: Stop,
  reasonId: number | null,
  note?: string,
  changeReason?: string,
): NewFact {
  const body = { reasonId, seenReasonId: stop.reasonId, note, changeReason };
  return about(place, stop, { act: "/explain", body });
}

/** Replaces all that can be said of the stop. */
export function change(place: Place, stop: Stop, said: Said, changeReason?: string): NewFact {
  return about(place, stop, {
    method: "PUT",
    act: "",
    body: { ...written(place.line, said), changeReason },
    // Changed on top of what this device did before, or of what it saw.
    headers: { "If-Match": stop.lastFact === null ? (stop.etag ?? "*") : "{etag}" },
  });
}

export function split(place: Place, stop: Stop, at: number, changeReason?: string): NewFact {
  return about(place, stop, {
    act: "/split",
    expects: ["events"],
    body: { at: new Date(at).toISOString(), changeReason },
  });
}

export function remove(place: Place, stop: Stop, changeReason?: string): NewFact {
  const why = changeReason === undefined ? "" : `?changeReason=${encodeURIComponent(changeReason)}`;
  return about(place, stop, { method: "DELETE", act: why, body: null, expects: [] });
}

function about(
  place: Place,
  stop: Stop,
  act: {
    readonly method?: string;
    readonly act: string;
    readonly body: object | null;
    readonly headers?: Readonly<Record<string, string>>;
    readonly expects?: readonly string[];
  },
): NewFact {
  // Until the server has the stop, its number is in the answer to the fact before.
  const number = stop.id === null ? "{id}" : String(stop.id);
  return fact(place, {
    id: newId(),
    method: act.method ?? "POST",
    url: `${events}/${number}${act.act}`,
    body: act.body,
    headers: act.headers ?? {},
    expects: act.expects ?? oneStop,
    after: stop.lastFact,
    key: stop.key,
  });
}

function fact(
  place: Place,
  act: {
    readonly id: string;
    readonly method?: string;
    readonly url: string;
    readonly body: object | null;
    readonly headers?: Readonly<Record<string, string>>;
    readonly expects: readonly string[];
    readonly after: string | null;
    readonly key: string;
  },
): NewFact {
  return {
    id: act.id,
    method: act.method ?? "POST",
    url: act.url,
    body: act.body === null ? "" : JSON.stringify(act.body),
    headers: act.headers ?? {},
    expects: act.expects,
    after: act.after,
    topic: `${topicOf(place.line)}${act.key}`,
    label: place.label,
    page: place.page,
  };
}

export function reopen(place: Place, stop: Stop): NewFact {
  return about(place, stop, { act: "/reopen", body: {} });
}

export function saidOf(stop: Stop): Said {
  const { reasonId, startedAt, endedAt, crewSize, note, jobNumber } = stop;
  return { reasonId, startedAt, endedAt, crewSize, note, jobNumber };
}
