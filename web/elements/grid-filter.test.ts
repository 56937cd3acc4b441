import { describe, expect, test } from "vitest";
import { compileFilter } from "./grid-filter";
import { GridModel } from "./grid-model";
import type { GridColumn, GridFilter, GridRow } from "./grid-types";

const volume: GridColumn = { id: "volume", title: "Volumen", kind: "number", width: 80 };
const concept: GridColumn = { id: "concept", title: "Concepto", kind: "text", width: 80 };
const day: GridColumn = { id: "day", title: "Fecha", kind: "date", width: 80 };
const status: GridColumn = {
  id: "status",
  title: "Estatus",
  kind: "choice",
  width: 80,
  choices: [
    { value: "17", label: "FIRMADO" },
    { value: "19", label: "PENDIENTE" },
  ],
};

function passing(column: GridColumn, filter: GridFilter, values: (string | null)[]): (string | null)[] {
  const test = compileFilter(column, filter);
  if (!test) throw new Error("no such filter");
  return values.filter(test);
}

describe("filters", () => {
  test.each([
    [">10", ["10.000001", "11"]],
    [">=10", ["10.000000", "10.000001", "11"]],
    ["<10", ["-5", "9.5"]],
    ["<= 10", ["-5", "9.5", "10.000000"]],
    ["10", ["10.000000"]],
    ["=10", ["10.000000"]],
    ["<>10", ["-5", "9.5", "10.000001", "11", null]],
    ["9..10", ["9.5", "10.000000"]],
    ["..9.5", ["-5", "9.5"]],
    ["10.5..", ["11"]],
    ["=", [null]],
    ["<>", ["-5", "9.5", "10.000000", "10.000001", "11"]],
    ["", ["-5", "9.5", "10.000000", "10.000001", "11", null]],
  ])("a number column filtered by %s", (filter, expected) => {
    expect(passing(volume, filter, ["-5", "9.5", "10.000000", "10.000001", "11", null])).toEqual(expected);
  });

  test("a large number is compared digit by digit", () => {
    expect(passing(volume, ">9007199254740992", ["9007199254740993", "9007199254740992"])).toEqual([
      "9007199254740993",
    ]);
  });

  test.each([
    ["2025-01-01..2025-02-01", ["2025-01-01", "2025-02-01"]],
    ["01/02/2025", ["2025-02-01"]],
    [">2025-02-01", ["2025-03-05"]],
    ["2025-03", ["2025-03-05"]],
    ["2025", ["2025-01-01", "2025-02-01", "2025-03-05"]],
  ])("a date column filtered by %s", (filter, expected) => {
    expect(passing(day, filter, ["2024-12-31", "2025-01-01", "2025-02-01", "2025-03-05", null])).toEqual(expected);
  });

  test("text is found whatever its case and accents", () => {
    expect(passing(concept, "tuberia DE", ["TUBERÍA de acero", "Tubo", null])).toEqual(["TUBERÍA de acero"]);
  });

  test("choices are picked from a list, the empty one too, or found by their label", () => {
    expect(passing(status, ["17", ""], ["17", "19", null])).toEqual(["17", null]);
    expect(passing(status, "pend", ["17", "19", null])).toEqual(["19"]);
  });

  test.each([
    [volume, "abc"],
    [volume, ">"],
    [volume, "1..x"],
    [day, "30/02/2025"],
  ])("a filter that makes no sense is refused", (column, filter) => {
    expect(compileFilter(column, filter)).toBeNull();
  });
});

const rows: GridRow[] = [
  { id: "C-2", kind: "group", cells: { concept: "TOTAL ANEXO: C-2" } },
  { id: "a", cells: { concept: "2.10", volume: "9" } },
  { id: "b", cells: { concept: "2.2", volume: null } },
  { id: "C-3", kind: "group", cells: { concept: "TOTAL ANEXO: C-3" } },
  { id: "c", cells: { concept: "3.1", volume: "10" } },
  { id: "t", kind: "total", cells: { volume: "19" } },
];

function shown(filters: Record<string, GridFilter>, columnId?: string, down = false): string[] {
  const model = new GridModel();
  model.setRows(rows);
  const sort = columnId ? ({ columnId, direction: down ? "descending" : "ascending" } as const) : null;
  model.arrange([volume, concept], filters, sort, "es-MX");
  return model.view.map((row) => row.id);
}

describe("subtotals under filters and orders", () => {
  test("a subtotal hides when none of its lines is seen", () => {
    expect(shown({ volume: ">9" })).toEqual(["C-3", "c"]);
    expect(shown({ volume: ">99" })).toEqual([]);
    expect(shown({})).toEqual(["C-2", "a", "b", "C-3", "c"]);
  });

  test("lines are ordered inside their annex, empty cells last, 2.2 before 2.10", () => {
    expect(shown({}, "concept")).toEqual(["C-2", "b", "a", "C-3", "c"]);
    expect(shown({}, "volume")).toEqual(["C-2", "a", "b", "C-3", "c"]);
    expect(shown({}, "volume", true)).toEqual(["C-2", "a", "b", "C-3", "c"]);
  });

  test("two rows with one id are an error, since a change could reach the wrong one", () => {
    expect(() => new GridModel().setRows([...rows, { id: "a", cells: {} }])).toThrow("two rows");
  });
});
