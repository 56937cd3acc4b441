import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { atMostEvery } from "./at-most-every";

describe("work that is asked for more often than it is worth", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is done at once, then once for all that was asked meanwhile", () => {
    let done = 0;
    const ask = atMostEvery(100, () => done++);
    ask();
    expect(done).toBe(1);
    ask();
    ask();
    vi.advanceTimersByTime(99);
    expect(done).toBe(1);
    vi.advanceTimersByTime(1);
    expect(done).toBe(2);
    vi.advanceTimersByTime(500);
    expect(done).toBe(2);
    ask();
    expect(done).toBe(3);
  });

  it("rests as long as is asked for at that moment", () => {
    let done = 0;
    let rest = 500;
    const ask = atMostEvery(
      () => rest,
      () => done++,
    );
    ask();
    ask();
    vi.advanceTimersByTime(499);
    expect(done).toBe(1);
    vi.advanceTimersByTime(1);
    expect(done).toBe(2);
    rest = 50;
    ask();
    vi.advanceTimersByTime(50);
    expect(done).toBe(3);
  });
});
