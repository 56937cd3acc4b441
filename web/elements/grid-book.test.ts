import { describe, expect, test } from "vitest";
import { GridBook } from "./grid-book";
import type { CellChange, GridRow } from "./grid-types";

const ana = { who: "Ana", when: "2025-03-02T10:00:00Z" };
const cell = { rowId: "a", columnId: "d1" };

const loaded = (d1: string, members = {}): GridRow[] => [
  { id: "a", cells: { d1: { value: d1, version: 1, ...members }, d2: "2" } },
  { id: "b", cells: { d1: null } },
];

function givenASheet(d1 = "5.000000"): GridBook {
  const book = new GridBook();
  const column = (id: string) => ({ id, title: id, kind: "number", width: 60, editable: true }) as const;
  book.columns = new Map([column("d1"), column("d2")].map((each) => [each.id, each]));
  book.setRows(loaded(d1), false);
  return book;
}

function type(book: GridBook, after: string | null, where = cell): readonly CellChange[] {
  return book.write("edit", [{ ...where, before: book.value(where.rowId, where.columnId), after }]);
}

function save(book: GridBook, version = 2): void {
  book.markSaving([cell]);
  book.markSaved([{ ...cell, version }]);
}

describe("what is still to be saved", () => {
  test("an edited cell travels with the value the server last had and its version", () => {
    const book = givenASheet();
    type(book, "6");
    type(book, "7");
    expect(book.pendingChanges(false)).toEqual([{ ...cell, value: "7", previous: "5.000000", version: 1 }]);
  });

  test("a cell typed back to what it was has nothing to save", () => {
    const book = givenASheet();
    type(book, "6");
    type(book, "5");
    expect(book.pendingChanges(false)).toEqual([]);
  });

  test("typing the same number again is no change at all", () => {
    const book = givenASheet();
    expect(type(book, "5")).toEqual([]);
    expect(book.history.canUndo).toBe(false);
  });

  test("a saved cell is known: the next edit starts from it and from its new version", () => {
    const book = givenASheet();
    type(book, "6");
    save(book);
    expect(book.ledger.state("a", "d1")).toBe("saved");
    expect(book.pendingChanges(false)).toEqual([]);
    type(book, "8");
    expect(book.pendingChanges(false)).toEqual([{ ...cell, value: "8", previous: "6", version: 2 }]);
  });

  test("what is typed while a save is under way waits for it and is not taken for saved", () => {
    const book = givenASheet();
    type(book, "6");
    book.markSaving([cell]);
    type(book, "7");
    expect(book.pendingChanges(false)).toEqual([]);
    book.markSaved([cell]);
    expect(book.pendingChanges(false)).toMatchObject([{ value: "7", previous: "6" }]);
  });

  test("typing the old value back while a save is under way is saved in its turn", () => {
    const book = givenASheet();
    type(book, "6");
    book.markSaving([cell]);
    type(book, "5");
    book.markSaved([cell]);
    expect(book.pendingChanges(false)).toMatchObject([{ value: "5", previous: "6" }]);
  });

  test("a refused cell keeps its value and its reason and travels again only when asked", () => {
    const book = givenASheet();
    type(book, "6");
    book.markSaving([cell]);
    book.markFailed([cell], "El mes está cerrado");
    expect(book.ledger.message("a", "d1")).toBe("El mes está cerrado");
    expect(book.pendingChanges(false)).toEqual([]);
    expect(book.pendingChanges(true)).toHaveLength(1);
    book.ledger.retry();
    expect(book.pendingChanges(false)).toHaveLength(1);
  });
});

describe("undo over saved edits", () => {
  test("an undo after the save is a new change to save", () => {
    const book = givenASheet();
    type(book, "6");
    save(book);
    expect(book.undo()?.changes).toEqual([{ ...cell, before: "6", after: "5.000000" }]);
    expect(book.pendingChanges(false)).toEqual([{ ...cell, value: "5.000000", previous: "6", version: 2 }]);
    expect(book.redo()?.changes).toEqual([{ ...cell, before: "5.000000", after: "6" }]);
    expect(book.value("a", "d1")).toBe("6");
    expect(book.pendingChanges(false)).toEqual([]);
  });

  test("one gesture is one step, however many cells it changed", () => {
    const book = givenASheet();
    book.write("paste", [
      { ...cell, before: "5.000000", after: "1" },
      { rowId: "b", columnId: "d1", before: null, after: "2" },
    ]);
    expect(book.undo()?.changes).toHaveLength(2);
    expect(book.value("b", "d1")).toBeNull();
    expect(book.undo()).toBeNull();
  });

  test("is refused for a cell that somebody else changed since, and says who; the others come back", () => {
    const book = givenASheet();
    book.write("paste", [
      { ...cell, before: "5.000000", after: "1" },
      { rowId: "b", columnId: "d1", before: null, after: "2" },
    ]);
    book.markSaved([cell, { rowId: "b", columnId: "d1" }]);
    book.update([{ ...cell, value: "99" }], ana);
    const outcome = book.undo();
    expect(outcome?.changes).toEqual([{ rowId: "b", columnId: "d1", before: "2", after: null }]);
    expect(outcome?.refused).toEqual([{ ...cell, current: "99", by: ana }]);
    expect(book.value("a", "d1")).toBe("99");
  });

  test("is refused for a day that was closed since", () => {
    const book = givenASheet();
    type(book, "6");
    save(book);
    book.update([{ ...cell, blocked: "Día cerrado" }]);
    expect(book.undo()?.refused).toEqual([{ ...cell, current: "6", blocked: "Día cerrado" }]);
  });

  test("a new edit ends what could be redone", () => {
    const book = givenASheet();
    type(book, "6");
    book.undo();
    type(book, "7");
    expect(book.redo()).toBeNull();
  });
});

describe("somebody else's change", () => {
  test("replaces a cell that nobody here touched", () => {
    const book = givenASheet();
    book.update([{ ...cell, value: "9" }], ana);
    expect(book.value("a", "d1")).toBe("9");
    expect(book.ledger.state("a", "d1")).toBeUndefined();
  });

  test("meets an unsaved value: both are kept until the person chooses", () => {
    const book = givenASheet();
    type(book, "6");
    book.update([{ ...cell, value: "9", version: 4 }], ana);
    expect(book.value("a", "d1")).toBe("6");
    expect(book.ledger.conflict("a", "d1")).toMatchObject({ value: "9", ...ana });
    expect(book.pendingChanges(true)).toEqual([]);
  });

  test("keeping mine saves it over theirs with their version", () => {
    const book = givenASheet();
    type(book, "6");
    book.markConflict(cell, "9", ana, 4);
    book.resolve(cell, "mine");
    expect(book.pendingChanges(false)).toEqual([{ ...cell, value: "6", previous: "9", version: 4 }]);
  });

  test("taking theirs leaves nothing to save and an undo may not bring mine back", () => {
    const book = givenASheet();
    type(book, "6");
    book.markConflict(cell, "9", ana, 4);
    book.resolve(cell, "theirs");
    expect(book.value("a", "d1")).toBe("9");
    expect(book.pendingChanges(true)).toEqual([]);
    expect(book.undo()?.refused).toEqual([{ ...cell, current: "9", by: ana }]);
  });

  test("is no conflict when it is the value we typed, or the echo of our own save", () => {
    const book = givenASheet();
    type(book, "6");
    book.update([{ ...cell, value: "6.000000" }], ana);
    expect(book.ledger.state("a", "d1")).toBeUndefined();
    type(book, "7");
    book.markSaving([cell]);
    type(book, "8");
    book.update([{ ...cell, value: "7" }], ana);
    expect(book.ledger.conflict("a", "d1")).toBeUndefined();
  });

  test("a note, a subtotal or a version that comes along does not touch what is typed", () => {
    const book = givenASheet();
    type(book, "6");
    book.update([{ ...cell, note: "P: 12.5", version: 3 }]);
    expect(book.value("a", "d1")).toBe("6");
    expect(book.pendingChanges(false)).toMatchObject([{ version: 3 }]);
  });
});

describe("nothing typed is lost", () => {
  test("a reload keeps what is not saved and the way back", () => {
    const book = givenASheet();
    type(book, "6");
    book.setRows(loaded("5"), true);
    expect(book.value("a", "d1")).toBe("6");
    expect(book.pendingChanges(false)).toMatchObject([{ value: "6", previous: "5" }]);
    expect(book.history.canUndo).toBe(true);
  });

  test("a draft over a value that moved on meanwhile becomes a conflict", () => {
    const book = givenASheet("8");
    book.restore([{ ...cell, value: "6", previous: "5" }]);
    expect(book.value("a", "d1")).toBe("6");
    expect(book.ledger.conflict("a", "d1")?.value).toBe("8");
  });

  test("a draft on a day that was closed meanwhile is shown as failed with the reason", () => {
    const book = givenASheet();
    book.setRows(loaded("5", { blocked: "Día cerrado" }), false);
    book.restore([{ ...cell, value: "6", previous: "5" }]);
    expect(book.ledger.state("a", "d1")).toBe("failed");
    expect(book.ledger.message("a", "d1")).toBe("Día cerrado");
  });

  test("the host's own rows are never written to", () => {
    const rows = loaded("5");
    const book = givenASheet();
    book.setRows(rows, false);
    type(book, "6");
    expect(rows).toEqual(loaded("5"));
  });
});
