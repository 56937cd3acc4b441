// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { duration, FacilityClock, ServerClock, stopwatch } from "./facility-clock";

const iso = (at: number) => new Date(at).toISOString();

describe("the wall clock of a facility", () => {
  const clock = new FacilityClock("America/Los_Angeles", "en-US");

  it("shows its own hour, not the device's", () => {
    expect(clock.wall(Date.parse("2025-10-07T12:30:45Z"))).toBe("2025-10-07T05:30");
    expect(clock.time(Date.parse("2025-10-07T07:00:00Z"))).toBe("00:00");
  });

  it("finds the one instant of an ordinary time", () => {
    expect(clock.passes("2025-10-07T05:30").map(iso)).toEqual(["2025-10-07T12:30:00.000Z"]);
  });

  it("finds none in the hour that spring skips", () => {
    expect(clock.passes("2026-03-08T02:30")).toEqual([]);
  });

  it("finds both in the hour that autumn repeats, the first pass first", () => {
    expect(clock.passes("2025-11-02T01:15").map(iso)).toEqual(["2025-11-02T08:15:00.000Z", "2025-11-02T09:15:00.000Z"]);
  });

  it("makes nothing of what is no time", () => {
    expect(clock.passes("")).toEqual([]);
    expect(clock.passes("2025-11-02")).toEqual([]);
  });
});

describe("the server's clock", () => {
  beforeEach(() => localStorage.clear());

  it("is learned from an answer and kept for the next page", () => {
    const clock = new ServerClock();
    const now = Date.now();
    clock.learn(now + 3_600_000, now - 100, now + 100);
    expect(Math.abs(clock.now() - (Date.now() + 3_600_000))).toBeLessThan(1_000);
    expect(Math.abs(new ServerClock().now() - (Date.now() + 3_600_000))).toBeLessThan(1_000);
  });

  it("believes no answer that was long on its way, and does not tremble with every one", () => {
    const clock = new ServerClock();
    const now = Date.now();
    clock.learn(now + 3_600_000, now, now + 10);
    clock.learn(now, now, now + 8_000);
    clock.learn(now + 3_600_300, now, now + 10);
    expect(localStorage.getItem("faena-clock")).toBe("3599995");
  });
});

describe("lengths of time", () => {
  it.each([
    [0, "0 s", "0:00:00"],
    [59_999, "59 s", "0:00:59"],
    [60_000, "1 min", "0:01:00"],
    [3_900_000, "1 h 05 min", "1:05:00"],
    [-5, "0 s", "0:00:00"],
  ])("%i ms", (length, words, running) => {
    expect(duration(length)).toBe(words);
    expect(stopwatch(length)).toBe(running);
  });
});
