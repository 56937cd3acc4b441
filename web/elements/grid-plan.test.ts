import { describe, expect, test } from "vitest";
import { GridBook } from "./grid-book";
import { parseTsv } from "./grid-clipboard";
import { copyBlock, planClear, planFill, planPaste, type Ground, type Plan } from "./grid-plan";
import type { Area } from "./grid-selection";
import type { GridColumn } from "./grid-types";

const blocked = (value: string | null) => ({ value, blocked: "Día cerrado" });

const columns: GridColumn[] = [
  { id: "code", title: "Partida", kind: "text", width: 80 },
  { id: "d1", title: "1", kind: "number", width: 60, editable: true, min: "0" },
  { id: "d2", title: "2", kind: "number", width: 60, editable: true, min: "0" },
  { id: "d3", title: "3", kind: "number", width: 60, editable: true, min: "0" },
  {
    id: "status",
    title: "Estatus",
    kind: "choice",
    width: 60,
    editable: true,
    choices: [
      { value: "17", label: "FIRMADO" },
      { value: "19", label: "Pendiente" },
    ],
  },
];

function givenAMonth(): { book: GridBook; ground: Ground } {
  const book = new GridBook();
  book.columns = new Map(columns.map((column) => [column.id, column]));
  book.setRows(
    [
      { id: "g1", kind: "group", cells: { code: "C-2", d1: "100" } },
      { id: "a", cells: { code: "2.1", d1: "1", d2: "2", d3: blocked("3.000000") } },
      { id: "b", cells: { code: "2.2", d1: "4", d2: "5", d3: blocked(null) } },
      { id: "g2", kind: "group", cells: { code: "C-3" } },
      { id: "c", cells: { code: "3.1", d1: "7", d2: null, d3: "9", status: "17" } },
    ],
    false,
  );
  const ground = {
    rows: book.model.view,
    columns,
    barrier: book.barrier.bind(book),
  };
  return { book, ground };
}

function area(top: number, left: number, bottom = top, right = left): Area {
  return { top, bottom, left, right };
}

function paste(text: string, where: Area): Plan {
  return planPaste(parseTsv(text), where, givenAMonth().ground);
}

function written(plan: Plan): string[] {
  return plan.changes.map((change) => `${change.rowId}.${change.columnId}=${change.after ?? ""}`);
}

function refused(plan: Plan): string[] {
  return plan.bad.map((cell) => `${cell.row?.id ?? "-"}.${cell.column?.id ?? "-"} ${cell.reason}`);
}

describe("pasting from Excel", () => {
  test("flows around subtotal rows instead of feeding them a value", () => {
    const plan = paste("10\n20\n30", area(1, 1));
    expect(written(plan)).toEqual(["a.d1=10", "b.d1=20", "c.d1=30"]);
    expect(plan.area).toEqual(area(1, 1, 4, 1));
  });

  test("is all or nothing: every bad cell is listed and no value is written", () => {
    const plan = paste("12abc\t-1\n1e5\t1.1234567", area(1, 1));
    expect(plan.changes).toEqual([]);
    expect(refused(plan)).toEqual([
      "a.d1 not_a_number",
      "a.d2 negative",
      "b.d1 not_a_number",
      "b.d2 too_many_decimals",
    ]);
  });

  test("passes over a blocked cell whose value it does not change or that it leaves empty", () => {
    expect(written(paste("1\t2\t3\n4\t5\t", area(1, 1)))).toEqual(["a.d1=1", "a.d2=2", "b.d1=4", "b.d2=5"]);
  });

  test("lists a blocked cell that it would change, with the host's reason", () => {
    const plan = paste("1\t2\t3.5", area(1, 1));
    expect(refused(plan)).toEqual(["a.d3 blocked"]);
    expect(plan.bad[0]?.detail).toBe("Día cerrado");
  });

  test("passes over a read-only column that holds the same text and lists it otherwise", () => {
    expect(written(paste("2.1\t8", area(1, 0)))).toEqual(["a.d1=8"]);
    expect(refused(paste("2.9\t8", area(1, 0)))).toEqual(["a.code read_only"]);
  });

  test("does not fit beyond the last row or column, unless what hangs out is empty", () => {
    expect(refused(paste("1\n2", area(4, 1)))).toEqual(["-.d1 does_not_fit"]);
    expect(written(paste("1\n\n", area(4, 1)))).toEqual(["c.d1=1"]);
    expect(refused(paste("FIRMADO\tx", area(4, 4)))).toEqual(["c.- does_not_fit"]);
  });

  test("one value fills the selection, and a whole number of blocks tiles it", () => {
    expect(written(paste("8", area(1, 1, 4, 2)))).toEqual(["a.d1=8", "a.d2=8", "b.d1=8", "b.d2=8", "c.d1=8", "c.d2=8"]);
    expect(written(paste("1\t2", area(1, 1, 2, 2)))).toEqual(["a.d1=1", "a.d2=2", "b.d1=1", "b.d2=2"]);
  });

  test("reads the whole block in the notation its clear cells show", () => {
    expect(written(paste("1.234,5\t1.234", area(1, 1)))).toEqual(["a.d1=1234.5", "a.d2=1234"]);
    expect(written(paste("1,234.5\t1,234", area(1, 1)))).toEqual(["a.d1=1234.5", "a.d2=1234"]);
    expect(refused(paste("1,5\t2.5\n1,234\t1", area(1, 1)))).toEqual(["b.d1 ambiguous_number"]);
  });

  test("takes choices by label or value, whatever the case and accents, and an empty cell clears", () => {
    expect(written(paste("firmádo\nPENDIENTE\n", area(1, 4)))).toEqual(["a.status=17", "b.status=19"]);
    expect(written(paste("19\n17\n\n", area(1, 4)))).toEqual(["a.status=19", "b.status=17", "c.status="]);
    expect(refused(paste("FIRM", area(1, 4)))).toEqual(["a.status not_a_choice"]);
  });
});

describe("filling, clearing and copying", () => {
  test("repeats the source and leaves blocked cells alone", () => {
    const { ground } = givenAMonth();
    const plan = planFill(area(1, 1, 1, 1), area(1, 2, 1, 3), ground);
    expect(written(plan)).toEqual(["a.d2=1"]);
    expect(plan.leftAlone).toBe(1);
  });

  test("continues a pattern of two rows downwards and upwards, past subtotals", () => {
    const { ground } = givenAMonth();
    expect(written(planFill(area(1, 1, 2, 1), area(3, 1, 4, 1), ground))).toEqual(["c.d1=1"]);
    expect(written(planFill(area(2, 1, 4, 1), area(0, 1, 1, 1), ground))).toEqual(["a.d1=7"]);
  });

  test("does not carry a number into a list of choices", () => {
    const plan = planFill(area(4, 3), area(4, 4), givenAMonth().ground);
    expect(plan.changes).toEqual([]);
    expect(plan.leftAlone).toBe(1);
  });

  test("clearing spares blocked and read-only cells and says how many", () => {
    const plan = planClear(area(0, 0, 2, 3), givenAMonth().ground);
    expect(written(plan)).toEqual(["a.d1=", "a.d2=", "b.d1=", "b.d2="]);
    expect(plan.leftAlone).toBe(3);
  });

  test("copies data rows without their subtotals, and a subtotal alone when it is all there is", () => {
    const { ground } = givenAMonth();
    expect(copyBlock(area(2, 0, 4, 1), ground)).toEqual([
      ["2.2", "4"],
      ["3.1", "7"],
    ]);
    expect(copyBlock(area(0, 0, 0, 1), ground)).toEqual([["C-2", "100"]]);
    expect(copyBlock(area(4, 4), ground)).toEqual([["FIRMADO"]]);
  });
});
