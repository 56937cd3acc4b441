// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { gridTextKeys, type CellEditedDetail, type DataGrid, type GridTexts } from "./data-grid";
import { ChoiceList } from "./grid-choices";
import { summarize } from "./grid-summary";
import { GridModel } from "./grid-model";
import type { GridColumn } from "./grid-types";

const columns: GridColumn[] = [
  { id: "code", title: "Partida", kind: "text", width: 80, frozen: true },
  { id: "d1", title: "1", kind: "number", width: 60, editable: true, min: "0" },
  { id: "d2", title: "2", kind: "number", width: 60, editable: true, min: "0" },
];

const texts = Object.fromEntries(gridTextKeys.map((key) => [key, `«${key}»`])) as GridTexts;

let grid: DataGrid;
let edits: CellEditedDetail[];

beforeEach(() => {
  document.body.replaceChildren();
  grid = document.createElement("data-grid");
  document.body.append(grid);
  grid.texts = texts;
  grid.columns = columns;
  grid.setRows([
    { id: "g", kind: "group", cells: { code: "C-2", d1: "3" } },
    { id: "a", cells: { code: "2.1", d1: "1234.500000", d2: { value: null, blocked: "Día cerrado" } } },
    { id: "b", cells: { code: "2.2", d1: "2" } },
    { id: "t", kind: "total", cells: { code: "Total", d1: "3" } },
  ]);
  edits = [];
  grid.addEventListener("cell-edited", (event) => edits.push(event.detail));
});

function press(key: string, members: KeyboardEventInit = {}): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...members }),
  );
}

function type(text: string): void {
  press(text[0] ?? "");
  const field = document.activeElement as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("a month wider than the screen", () => {
  const days = Array.from({ length: 31 }, (_, day) => `d${day + 1}`);
  let viewport: HTMLElement;

  beforeEach(() => {
    viewport = grid.querySelector<HTMLElement>("[role=grid]")!;
    Object.defineProperty(viewport, "clientWidth", { value: 480, configurable: true });
    grid.columns = [columns[0]!, ...days.map((id) => ({ ...columns[1]!, id, title: id.slice(1) }))];
  });

  const shown = (row: string) =>
    [...grid.querySelectorAll(`[aria-rowindex="${row}"] [aria-colindex]`)].map((cell) =>
      Number(cell.getAttribute("aria-colindex")),
    );
  const scrollTo = (left: number) => {
    viewport.scrollLeft = left;
    viewport.dispatchEvent(new Event("scroll"));
  };

  test("only the columns in sight are drawn, and the frozen one always", () => {
    expect(viewport.getAttribute("aria-colcount")).toBe("32");
    expect(shown("3")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    scrollTo(1200);
    expect(shown("4")).toEqual([1, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    scrollTo(0);
    expect(shown("4")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(grid.querySelectorAll("[role=columnheader]")).toHaveLength(32);
  });

  test("the cursor keeps its focus however far the view scrolls, and goes on from there", () => {
    grid.focusCell("a", "d1");
    const cell = document.activeElement!;
    scrollTo(1200);
    expect(document.activeElement).toBe(cell);
    expect(cell.hasAttribute("data-away")).toBe(true);
    press("ArrowRight");
    expect(document.activeElement?.getAttribute("aria-colindex")).toBe("3");
    expect(document.activeElement?.hasAttribute("data-away")).toBe(false);
    expect(viewport.scrollLeft).toBe(60);
  });

  test("what is typed far away is there when it comes into sight", () => {
    grid.focusCell("a", "d31");
    type("7");
    press("Enter");
    grid.focusCell("a", "d1");
    expect(shown("3")).not.toContain(32);
    grid.focusCell("b", "d31");
    expect(grid.querySelector('[aria-rowindex="3"] [aria-colindex="32"]')?.textContent).toBe("7");
  });
});

describe("the grid as a screen reader finds it", () => {
  test("rows, columns and cells are counted and named", () => {
    const root = grid.querySelector("[role=grid]");
    expect(root?.getAttribute("aria-rowcount")).toBe("5");
    expect(root?.getAttribute("aria-colcount")).toBe("3");
    expect(grid.querySelectorAll("[role=columnheader]")).toHaveLength(3);
    expect([...grid.querySelectorAll("[role=rowheader]")].map((cell) => cell.textContent)).toEqual([
      "C-2",
      "2.1",
      "2.2",
      "Total",
    ]);
    expect(grid.querySelectorAll("[tabindex='0'][role=rowheader], [tabindex='0'][role=gridcell]")).toHaveLength(1);
  });

  test("numbers are shown with every digit they have", () => {
    expect(grid.querySelector("[aria-rowindex='3'] [aria-colindex='2']")?.textContent).toBe("1,234.5");
  });

  test("a blocked cell says why it is", () => {
    const cell = grid.querySelector("[aria-rowindex='3'] [aria-colindex='3']");
    expect(cell?.getAttribute("title")).toBe("Día cerrado");
    expect(cell?.getAttribute("aria-readonly")).toBe("true");
  });

  test("text from the server is never markup", () => {
    grid.setRows([{ id: "x", cells: { code: "<img onerror=alert(1)>" } }]);
    expect(grid.querySelector("img")).toBeNull();
    expect(grid.querySelector("[role=rowheader]")?.textContent).toBe("<img onerror=alert(1)>");
  });
});

describe("typing", () => {
  test("replaces the value, tells the host and moves down past what cannot be typed in", () => {
    grid.focusCell("a", "d1");
    type("1,300.5");
    press("Enter");
    expect(edits).toEqual([
      { source: "edit", changes: [{ rowId: "a", columnId: "d1", before: "1234.500000", after: "1300.5" }] },
    ]);
    expect(grid.selection.active).toEqual({ rowId: "b", columnId: "d1" });
    expect(grid.pendingChanges()).toEqual([{ rowId: "a", columnId: "d1", value: "1300.5", previous: "1234.500000" }]);
  });

  test("what is no number stays in the field with its reason, and Escape gives the cell back", () => {
    grid.focusCell("a", "d1");
    type("12abc");
    press("Enter");
    expect(grid.editing).toBe(true);
    expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true");
    expect(grid.querySelector("[role=tooltip]")?.textContent).toBe("«refused_not_a_number»");
    press("Escape");
    expect(grid.editing).toBe(false);
    expect(grid.cellValue("a", "d1")).toBe("1234.500000");
  });

  test("a blocked day, a subtotal and a total open no field", () => {
    for (const row of ["a", "g", "t"]) {
      grid.focusCell(row, row === "a" ? "d2" : "d1");
      press("5");
      expect(grid.editing).toBe(false);
    }
  });

  test("undo and redo go through the keyboard and tell the host", () => {
    grid.focusCell("b", "d1");
    press("Delete");
    press("z", { ctrlKey: true });
    press("y", { ctrlKey: true });
    expect(edits.map((edit) => edit.source)).toEqual(["clear", "undo", "redo"]);
    expect(grid.cellValue("b", "d1")).toBeNull();
  });
});

describe("leaving the grid", () => {
  test("Tab goes to the next cell, after Escape it leaves", () => {
    grid.focusCell("a", "code");
    press("Tab");
    expect(grid.selection.active?.columnId).toBe("d1");
    press("Escape");
    const tab = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(tab);
    expect(tab.defaultPrevented).toBe(false);
  });
});

describe("a list of choices", () => {
  const status: GridColumn = {
    id: "status",
    title: "Estatus",
    kind: "choice",
    width: 80,
    choices: ["FIRMADO", "FALTA FIRMA", "PENDIENTE", "PROCESO"].map((label, at) => ({ value: `${at}`, label })),
  };

  test("is searched by its first letters; one letter again and again walks through its matches", () => {
    const list = new ChoiceList(status, null, "", "(vacío)", () => {});
    expect(list.pointed).toBeUndefined();
    list.type("f", 0);
    list.type("a", 100);
    expect(list.pointed).toBe("1");
    list.type("p", 5000);
    expect(list.pointed).toBe("2");
    list.type("p", 5100);
    expect(list.pointed).toBe("3");
  });
});

describe("the figures of a selection", () => {
  test("are exact and leave subtotals out, unless only subtotals are selected", async () => {
    const model = new GridModel();
    model.setRows([
      { id: "g", kind: "group", cells: { d1: "0.3" } },
      { id: "a", cells: { d1: "0.1" } },
      { id: "b", cells: { d1: "0.2" } },
      { id: "c", cells: { d1: null } },
    ]);
    const sum = (top: number, bottom: number) =>
      summarize({ top, bottom, left: 0, right: 1 }, (index) => model.at(index), columns.slice(1));
    expect(await sum(0, 3)).toEqual({ filled: 2, numbers: 2, sum: "0.3", mean: "0.15" });
    expect(await sum(0, 0)).toMatchObject({ sum: "0.3", numbers: 1 });
  });
});
