import { describe, expect, test } from "vitest";
import { GridSelection, type Terrain } from "./grid-selection";

// Two frozen columns and three days; row 0 and 3 are subtotals, the last row is a pinned total.
const drawing = [
  "SS...", //
  "xx1.1",
  "xx1..",
  "SS...",
  "xx1..",
  "xx..1",
  "TT...",
];

const land: Terrain = {
  rows: 7,
  bodyRows: 6,
  columns: 5,
  frozenColumns: 2,
  pageRows: 3,
  filled: (row, column) => /[x1]/.test(drawing[row]?.[column] ?? ""),
  passive: (row) => /[ST]/.test(drawing[row]?.[0] ?? ""),
};

function at(row: number, column: number): GridSelection {
  const selection = new GridSelection();
  selection.moveTo({ row, column });
  return selection;
}

describe("moving the cursor", () => {
  test("arrows stop at the edges and may stand on subtotals and totals", () => {
    const selection = at(5, 4);
    selection.step("right", false, false, land);
    expect(selection.active).toEqual({ row: 5, column: 4 });
    selection.step("down", false, false, land);
    expect(selection.active).toEqual({ row: 6, column: 4 });
    selection.step("down", false, false, land);
    expect(selection.active).toEqual({ row: 6, column: 4 });
  });

  test.each([
    ["to the end of a filled run, through the subtotal", 1, 2, "down", { row: 4, column: 2 }],
    ["over a gap to the next filled cell", 1, 2, "right", { row: 1, column: 4 }],
    ["to the edge when nothing else is filled", 2, 2, "right", { row: 2, column: 4 }],
    ["never onto the pinned total", 4, 3, "down", { row: 5, column: 3 }],
  ] as const)("Ctrl+arrow goes %s", (_, row, column, direction, place) => {
    const selection = at(row, column);
    selection.step(direction, true, false, land);
    expect(selection.active).toEqual(place);
  });

  test("Home goes to the first day, and from there to the first column, as with frozen panes", () => {
    const selection = at(2, 4);
    selection.home(false, false, land);
    expect(selection.active).toEqual({ row: 2, column: 2 });
    selection.home(false, false, land);
    expect(selection.active).toEqual({ row: 2, column: 0 });
    selection.end(true, false, land);
    expect(selection.active).toEqual({ row: 5, column: 4 });
  });

  test("Enter passes over subtotals and returns to the column where Tab began", () => {
    const selection = at(2, 2);
    selection.tab(false, land);
    selection.tab(false, land);
    selection.enter(false, land);
    expect(selection.active).toEqual({ row: 4, column: 2 });
  });

  test("Tab at the end of a row goes to the first day of the next line, and at the very end leaves the grid", () => {
    const selection = at(2, 4);
    expect(selection.tab(false, land)).toBe(true);
    expect(selection.active).toEqual({ row: 4, column: 2 });
    expect(at(5, 4).tab(false, land)).toBe(false);
    expect(at(1, 0).tab(true, land)).toBe(false);
  });
});

describe("selecting", () => {
  test("Shift+arrows stretch the rectangle and keep the active cell", () => {
    const selection = at(1, 2);
    selection.step("down", false, true, land);
    selection.step("right", false, true, land);
    expect(selection.active).toEqual({ row: 1, column: 2 });
    expect(selection.area).toEqual({ top: 1, bottom: 2, left: 2, right: 3 });
  });

  test("Enter and Tab walk inside a selection without losing it, past the subtotal", () => {
    const selection = at(2, 2);
    selection.select({ top: 2, bottom: 4, left: 2, right: 3 });
    selection.enter(false, land);
    expect(selection.active).toEqual({ row: 4, column: 2 });
    selection.enter(false, land);
    expect(selection.active).toEqual({ row: 2, column: 3 });
    selection.tab(true, land);
    expect(selection.active).toEqual({ row: 2, column: 2 });
    expect(selection.area).toEqual({ top: 2, bottom: 4, left: 2, right: 3 });
  });

  test("the cursor stays inside when rows go away", () => {
    const selection = at(5, 4);
    selection.fit(3, 2);
    expect(selection.active).toEqual({ row: 2, column: 1 });
  });
});
