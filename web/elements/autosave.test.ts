import { beforeEach, afterEach, describe, expect, it, vi } from "vitest";
import { Autosave, idlePause, type SaveResult, type SaveStatus, type SavingGrid } from "./autosave";
import type { DraftStore } from "./cell-drafts";
import { GridBook } from "./grid-book";
import type { GridColumn, PendingChange } from "./grid-types";
import { ProblemError } from "./http";

const column: GridColumn = { id: "d1", title: "1", kind: "number", width: 60, editable: true };

/** The grid's own book of values, without its screen. */
function makeGrid(rows = 3) {
  const book = new GridBook();
  book.columns = new Map([["d1", column]]);
  book.setRows(
    Array.from({ length: rows }, (_, index) => ({ id: String(index + 1), cells: { d1: null } })),
    false,
  );
  const grid: SavingGrid = {
    pendingChanges: () => book.pendingChanges(false),
    unsavedChanges: () => book.unsavedChanges(),
    restorePending: (drafts) => book.restore(drafts),
    markSaving: (cells) => book.markSaving(cells),
    markSaved: (cells) => book.markSaved(cells),
    markFailed: (cells, message) => book.markFailed(cells, message),
    markConflict: (rowId, columnId, value, who, when, version) =>
      book.markConflict({ rowId, columnId }, value, { who, when }, version),
    retryFailed: (cells) => book.ledger.retry(cells),
    discardChanges: (cells) => book.discard(cells),
  };
  const type = (rowId: string, value: string | null) =>
    book.write("edit", [{ rowId, columnId: "d1", before: book.value(rowId, "d1"), after: value }]);
  return { book, grid, type, state: (rowId: string) => book.ledger.state(rowId, "d1") };
}

function makeDrafts(kept: readonly PendingChange[] = []): DraftStore & { kept: readonly PendingChange[] } {
  return {
    kept,
    read() {
      return this.kept;
    },
    write(changes) {
      this.kept = changes;
    },
  };
}

/** A server whose answers the test gives one after the other. */
function makeServer() {
  const waiting: { resolve: (result: SaveResult) => void; reject: (problem: Error) => void }[] = [];
  const batches: (readonly PendingChange[])[] = [];
  const settle = async (act: (next: (typeof waiting)[number]) => void) => {
    const next = waiting.shift();
    if (!next) throw new Error("nothing was sent");
    act(next);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    batches,
    get inFlight() {
      return waiting.length;
    },
    send: (changes: readonly PendingChange[]) => {
      batches.push(changes);
      return new Promise<SaveResult>((resolve, reject) => waiting.push({ resolve, reject }));
    },
    answer: (result: SaveResult) => settle((next) => next.resolve(result)),
    accept: () => settle((next) => next.resolve({ saved: batches.at(-1) ?? [] })),
    fail: (status: number, retryAfter: number | null = null) =>
      settle((next) => next.reject(new ProblemError(status, {}, `problem ${status}`, retryAfter))),
  };
}

function setUp(drafts = makeDrafts()) {
  const parts = makeGrid();
  const server = makeServer();
  const told: SaveStatus[] = [];
  const conflicted = vi.fn();
  const autosave = new Autosave({
    grid: parts.grid,
    drafts,
    send: server.send,
    changed: (status) => told.push(status),
    conflicted,
  });
  const type = (rowId: string, value: string | null) => {
    parts.type(rowId, value);
    autosave.edited();
  };
  return { ...parts, server, autosave, drafts, told, conflicted, type, phase: () => told.at(-1)?.phase };
}

const cell = (rowId: string) => ({ rowId, columnId: "d1" });
const valuesOf = (changes: readonly PendingChange[] | undefined) => changes?.map(({ rowId, value }) => [rowId, value]);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("batches", () => {
  it("sends what was typed together, after a pause", async () => {
    const { type, server, phase } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause - 100);
    type("2", "7");
    await vi.advanceTimersByTimeAsync(idlePause - 100);
    expect(server.batches).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.batches.map(valuesOf)).toEqual([
      [
        ["1", "5"],
        ["2", "7"],
      ],
    ]);
    expect(phase()).toBe("saving");
    await server.accept();
    expect(phase()).toBe("saved");
  });

  it("has one request under way; what is typed meanwhile follows it", async () => {
    const { type, server, state } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause);
    type("1", "6");
    type("2", "7");
    await vi.advanceTimersByTimeAsync(idlePause * 3);
    expect(server.batches).toHaveLength(1);
    await server.accept();
    expect(state("1")).toBe("pending");
    await vi.advanceTimersByTimeAsync(idlePause);
    expect(valuesOf(server.batches[1])).toEqual([
      ["1", "6"],
      ["2", "7"],
    ]);
  });

  it("sends nothing for a value that was typed and taken back", async () => {
    const { type, server } = setUp();
    type("1", "5");
    type("1", null);
    await vi.advanceTimersByTimeAsync(idlePause * 2);
    expect(server.batches).toHaveLength(0);
  });

  it("saves at once when asked, also what was typed while it was sending", async () => {
    const { type, server, autosave } = setUp();
    type("1", "5");
    const done = autosave.flush();
    expect(server.inFlight).toBe(1);
    type("2", "7");
    await server.accept();
    expect(server.inFlight).toBe(1);
    await server.accept();
    expect(await done).toBe(true);
  });
});

describe("refusals", () => {
  it("marks the bad cells and saves the others", async () => {
    const { type, server, state, autosave, phase } = setUp();
    type("1", "5");
    type("2", "7");
    void autosave.flush();
    await server.answer({ failed: [{ ...cell("2"), message: "negative" }] });
    expect(valuesOf(server.batches[1])).toEqual([["1", "5"]]);
    await server.accept();
    expect(state("1")).toBe("saved");
    expect(state("2")).toBe("failed");
    expect(autosave.unsaved).toBe(1);
    expect(phase()).toBe("held");
  });

  it("keeps both values of a conflict and saves the others", async () => {
    const { type, server, state, conflicted, book, autosave } = setUp();
    type("1", "5");
    type("2", "7");
    void autosave.flush();
    await server.answer({ conflicts: [{ ...cell("1"), theirs: "9", who: "ana", when: "", version: 3 }] });
    await server.accept();
    expect(state("1")).toBe("conflict");
    expect(book.value("1", "d1")).toBe("5");
    expect(book.ledger.conflict("1", "d1")?.value).toBe("9");
    expect(conflicted).toHaveBeenCalledOnce();
    expect(state("2")).toBe("saved");
  });

  it("gives a cell that was left out its stored value back", async () => {
    const { type, server, book, autosave } = setUp();
    type("1", "5");
    void autosave.flush();
    await server.answer({ discarded: [cell("1")] });
    expect(book.value("1", "d1")).toBeNull();
    expect(autosave.unsaved).toBe(0);
  });

  it("does not ask again for ever when the answer says nothing", async () => {
    const { type, server, autosave } = setUp();
    type("1", "5");
    void autosave.flush();
    await server.answer({});
    await vi.advanceTimersByTimeAsync(600_000);
    expect(server.batches).toHaveLength(1);
    expect(autosave.unsaved).toBe(1);
  });

  it("tries failed cells again when the person asks", async () => {
    const { type, server, state, autosave } = setUp();
    type("1", "5");
    void autosave.flush();
    await server.fail(403);
    expect(state("1")).toBe("failed");
    void autosave.saveNow();
    await server.accept();
    expect(state("1")).toBe("saved");
  });
});

describe("nothing is lost", () => {
  it("tries again, less and less often, while the network is away", async () => {
    const { type, server, state, phase } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause);
    await server.fail(0);
    expect(phase()).toBe("offline");
    expect(state("1")).toBe("pending");
    await vi.advanceTimersByTimeAsync(2_000);
    await server.fail(503);
    await vi.advanceTimersByTimeAsync(3_900);
    expect(server.inFlight).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    await server.accept();
    expect(phase()).toBe("saved");
  });

  it("waits as long as the server asks for", async () => {
    const { type, server } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause);
    await server.fail(429, 30);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(server.inFlight).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.inFlight).toBe(1);
  });

  it("does not knock at every key while the network is away, and goes on when it is back", async () => {
    const { type, server, autosave } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause);
    await server.fail(0);
    type("2", "7");
    await vi.advanceTimersByTimeAsync(idlePause);
    expect(server.inFlight).toBe(0);
    autosave.wake();
    expect(valuesOf(server.batches.at(-1))).toEqual([
      ["1", "5"],
      ["2", "7"],
    ]);
  });

  it("waits for a new session without knocking", async () => {
    const { type, server, autosave, phase } = setUp();
    type("1", "5");
    await vi.advanceTimersByTimeAsync(idlePause);
    await server.fail(401);
    expect(phase()).toBe("signed_out");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(server.inFlight).toBe(0);
    autosave.wake();
    await server.accept();
    expect(phase()).toBe("saved");
  });

  it("keeps cells on the device until the server has them, also while they are on their way", async () => {
    const { type, server, drafts } = setUp();
    type("1", "5");
    expect(valuesOf(drafts.kept)).toEqual([["1", "5"]]);
    await vi.advanceTimersByTimeAsync(idlePause);
    type("1", "6");
    expect(valuesOf(drafts.kept)).toEqual([["1", "6"]]);
    await server.accept();
    expect(valuesOf(drafts.kept)).toEqual([["1", "6"]]);
    await vi.advanceTimersByTimeAsync(idlePause);
    await server.accept();
    expect(drafts.kept).toEqual([]);
  });

  it("keeps failed cells and those with two values too", async () => {
    const { type, server, drafts, autosave } = setUp();
    type("1", "5");
    type("2", "7");
    void autosave.flush();
    await server.answer({
      failed: [{ ...cell("1"), message: "no" }],
      conflicts: [{ ...cell("2"), theirs: "1", who: "", when: "" }],
    });
    expect(valuesOf(drafts.kept)).toEqual([
      ["1", "5"],
      ["2", "7"],
    ]);
  });

  it("brings back what an earlier visit could not save, and saves it", async () => {
    const { server, autosave, book } = setUp(makeDrafts([{ ...cell("3"), value: "8", previous: null }]));
    expect(autosave.restore()).toBe(1);
    expect(book.value("3", "d1")).toBe("8");
    await vi.advanceTimersByTimeAsync(idlePause);
    expect(valuesOf(server.batches[0])).toEqual([["3", "8"]]);
  });

  it("forgets a draft that the server took after all", () => {
    const { autosave, drafts } = setUp(makeDrafts([{ ...cell("3"), value: null, previous: "2" }]));
    expect(autosave.restore()).toBe(0);
    expect(drafts.kept).toEqual([]);
  });

  it("lets an answer for a sheet that was left pass by", async () => {
    const { type, server, autosave, drafts, told } = setUp();
    type("1", "5");
    void autosave.flush();
    autosave.stop();
    const before = told.length;
    await server.accept();
    expect(told).toHaveLength(before);
    expect(valuesOf(drafts.kept)).toEqual([["1", "5"]]);
  });
});
