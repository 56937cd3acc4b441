import { describe, expect, it } from "vitest";
import type { Fact, NewFact } from "@web/elements/outbox";
import type { DowntimeEvent, Said } from "../../Pages/stop";
import * as acts from "./floor-acts";
import { stopsOf, stoppedBetween, summaryOf, type Stop } from "./floor-stops";

const place = { line: 7, page: "/downtime", label: "Line 7" };
const at = (minute: number) => Date.parse("2026-11-21T12:00:00Z") + minute * 60_000;
const said: Said = { reasonId: null, startedAt: at(0), endedAt: null, crewSize: 2, note: "", jobNumber: "" };

function event(id: number, more: Partial<DowntimeEvent> = {}): DowntimeEvent {
  return {
    id,
    clientId: null,
    lineId: 7,
    reasonId: null,
    reasonPath: [],
    startedAt: new Date(at(id)).toISOString(),
    endedAt: null,
    state: "open",
    shift: null,
    productionDate: "2026-11-21",
    shiftSource: "auto",
    crewSize: 2,
    note: "",
    job: null,
    enteredBy: { id: 1, name: "Ana" },
    carried: false,
    canEdit: true,
    canDelete: true,
    canExplain: true,
    etag: '"1"',
    ...more,
  };
}

let seq = 0;
const waiting = (fact: NewFact, refusal: Fact["refusal"] = null): Fact => ({
  ...fact,
  seq: ++seq,
  by: "juan",
  at: new Date(at(0)).toISOString(),
  attempts: 0,
  refusal,
});
const refused = { code: "overlap", message: "taken", errors: {} };

describe("the stops a tablet shows", () => {
  it("are what the server knows of its line, the latest first, without deleted ones", () => {
    const stops = stopsOf(7, [event(1), event(2), event(3, { state: "deleted" }), event(4, { lineId: 8 })], []);
    expect(stops.map((stop) => stop.id)).toEqual([2, 1]);
  });

  it("begin, get a reason, end and change on the device before the server hears of it", () => {
    const begun = waiting(acts.record(place, said));
    const one = (...facts: Fact[]) => stopsOf(7, [], facts)[0]!;
    const explained = waiting(acts.explain(place, one(begun), 5));
    const ended = waiting(acts.resume(place, one(begun, explained), at(9)));
    const changed = waiting(
      acts.change(place, one(begun, explained, ended), { ...said, endedAt: at(8), note: "belt" }),
    );
    expect(one(begun)).toMatchObject({ id: null, endedAt: null, waits: true, by: "juan" });
    expect(one(begun, explained)).toMatchObject({ reasonId: 5 });
    expect(one(begun, explained, ended)).toMatchObject({ reasonId: 5, endedAt: at(9) });
    expect(one(begun, explained, ended, changed)).toMatchObject({ reasonId: null, endedAt: at(8), note: "belt" });
    expect(stopsOf(7, [], [begun, waiting(acts.remove(place, one(begun)))])).toEqual([]);
  });

  it("follow one another: each act waits for the one before and takes its address and version from that one's answer", () => {
    const begun = waiting(acts.record(place, said));
    const stop = stopsOf(7, [], [begun])[0]!;
    expect(acts.resume(place, stop, at(9))).toMatchObject({ url: "/api/downtime/events/{id}/stop", after: begun.id });
    expect(acts.change(place, stop, said).headers).toEqual({ "If-Match": "{etag}" });
    const known = stopsOf(7, [event(4)], [])[0]!;
    expect(acts.change(place, known, said)).toMatchObject({
      url: "/api/downtime/events/4",
      headers: { "If-Match": '"1"' },
      after: null,
    });
  });

  it("are shown once while the server's word and the device's own fact are both there", () => {
    const begun = waiting(acts.record(place, said));
    const stops = stopsOf(7, [event(1, { clientId: begun.id })], [begun]);
    expect(stops).toHaveLength(1);
    expect(stops[0]).toMatchObject({ id: 1, waits: false });
  });

  it("say what was not accepted and stay what they were", () => {
    const known = stopsOf(7, [event(1)], [])[0]!;
    const ended = waiting(acts.resume(place, known, at(9)), refused);
    expect(stopsOf(7, [event(1)], [ended])[0]).toMatchObject({ endedAt: null, refused: ended.id });
    const begun = waiting(acts.record(place, said), refused);
    expect(stopsOf(7, [], [begun])[0]).toMatchObject({ refused: begun.id, id: null });
  });

  it("find their facts by either name", () => {
    const begun = waiting(acts.record(place, said));
    const local = stopsOf(7, [], [begun])[0]!;
    const ended = waiting(acts.resume(place, local, at(9)));
    // The start arrived meanwhile, the end did not.
    expect(stopsOf(7, [event(1, { clientId: begun.id })], [ended])[0]).toMatchObject({ id: 1, endedAt: at(9) });
  });
});

describe("the summary of a shift", () => {
  const stop = (from: number, to: number | null, more: Partial<Stop> = {}): Stop => ({
    ...stopsOf(7, [event(from, { endedAt: to === null ? null : new Date(at(to)).toISOString() })], [])[0]!,
    ...more,
  });

  it("counts minutes within the shift, what runs to now, and debts the oldest first", () => {
    const stops = [stop(50, null, { reasonId: 3 }), stop(30, 35), stop(-20, 10)];
    const summary = summaryOf(stops, at(0), at(60));
    expect(summary.stopped).toBe(25 * 60_000);
    expect(summary.open?.startedAt).toBe(at(50));
    expect(summary.debt.map((one) => one.startedAt)).toEqual([at(-20), at(30)]);
  });

  it("gives each of two shifts what of a stop lies in it", () => {
    const across = [stop(-20, 25)];
    const minutes = (from: number, until: number) => stoppedBetween(across, at(from), at(until), at(60)) / 60_000;
    expect([minutes(-480, 0), minutes(0, 480), minutes(480, 960)]).toEqual([20, 25, 0]);
  });

  it("leaves out what the server never took", () => {
    const lost = stop(5, 9, { id: null, refused: "x" });
    expect(summaryOf([lost], at(0), at(60))).toEqual({ open: null, debt: [], stopped: 0 });
  });
});
