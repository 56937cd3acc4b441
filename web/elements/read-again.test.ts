import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ReadAgain, together } from "./read-again";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("notes that come together are one read", async () => {
  let reads = 0;
  const again = new ReadAgain(async () => void reads++);
  again.soon();
  again.soon();
  await vi.advanceTimersByTimeAsync(together - 1);
  again.soon();
  expect(reads).toBe(0);
  await vi.advanceTimersByTimeAsync(together * 5);
  expect(reads).toBe(1);
});

test("what is told during a read is read after it, once", async () => {
  const reads: (() => void)[] = [];
  const again = new ReadAgain(() => new Promise<void>((done) => reads.push(done)));
  again.soon();
  await vi.advanceTimersByTimeAsync(together);
  again.soon();
  again.soon();
  await vi.advanceTimersByTimeAsync(together * 5);
  expect(reads).toHaveLength(1);
  reads[0]?.();
  await vi.advanceTimersByTimeAsync(together);
  expect(reads).toHaveLength(2);
  reads[1]?.();
  await vi.advanceTimersByTimeAsync(together * 5);
  expect(reads).toHaveLength(2);
});

test("nothing is read any more for a sheet that was left", async () => {
  let reads = 0;
  const again = new ReadAgain(async () => void reads++);
  again.soon();
  again.stop();
  again.soon();
  await vi.advanceTimersByTimeAsync(together * 5);
  expect(reads).toBe(0);
});
