import { describe, expect, test } from "vitest";
import { GridColumns } from "./grid-columns";
import type { GridColumn } from "./grid-types";

function givenColumns(): GridColumns {
  const column = (id: string, frozen = false): GridColumn => ({ id, title: id, kind: "text", width: 100, frozen });
  const columns = new GridColumns();
  columns.set([column("code", true), column("concept", true), column("d1"), column("d2"), column("d3")]);
  return columns;
}

function ids(columns: GridColumns): string {
  return columns.seen.map((column) => column.id).join(" ");
}

describe("a person's columns", () => {
  test("come back as they were left", () => {
    const columns = givenColumns();
    columns.move("d3", -1);
    columns.resize("d1", 150);
    columns.setHidden("d2", true);
    const again = givenColumns();
    again.arrange(columns.layout);
    expect(ids(again)).toBe("code concept d1 d3");
    expect(again.width("d1")).toBe(150);
    expect(again.layout).toEqual(columns.layout);
  });

  test("columns of a newer version stand last and columns that are gone are forgotten", () => {
    const columns = givenColumns();
    columns.arrange({
      columns: [
        { id: "d3", width: 80 },
        { id: "gone", width: 80 },
        { id: "code", width: 80 },
      ],
    });
    expect(ids(columns)).toBe("code concept d3 d1 d2");
  });

  test("the same grid of another month keeps what was arranged", () => {
    const columns = givenColumns();
    columns.setHidden("d2", true);
    columns.set([...columns.all]);
    expect(ids(columns)).toBe("code concept d1 d3");
  });

  test("a column does not leave its own part, frozen or not", () => {
    const columns = givenColumns();
    expect(columns.move("d1", -1)).toBe(false);
    expect(columns.place("code", "d2", true)).toBe(false);
    expect(columns.move("code", 1)).toBe(true);
    expect(ids(columns)).toBe("concept code d1 d2 d3");
  });

  test("the last column stays, or nobody could bring the others back", () => {
    const columns = givenColumns();
    for (const id of ["code", "concept", "d1", "d2", "d3"]) columns.setHidden(id, true);
    expect(ids(columns)).toBe("d3");
  });

  test("on a narrow screen fewer columns are frozen, so that the days can be seen", () => {
    const columns = givenColumns();
    expect(columns.frozenWithin(1400)).toBe(2);
    expect(columns.frozenWithin(300)).toBe(1);
    expect(columns.frozenWithin(120)).toBe(0);
  });
});
