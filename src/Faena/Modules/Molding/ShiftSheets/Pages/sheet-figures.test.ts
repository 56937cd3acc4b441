import { describe, expect, it } from "vitest";
import { figuresOf, shotsOf, type CountedSheet } from "./sheet-figures";

const buckets = { cavidades: 2, neto: "174", tiro: "176" };

function sheet(start: string | null, end: string | null, more: Partial<CountedSheet> = {}): CountedSheet {
  return { colada_inicial: start, colada_final: end, detalles: [], ...more };
}

describe("a sheet reckoned without network", () => {
  it.each([
    ["1000", "1500", {}, 500n],
    ["3239", "3239", {}, 0n],
    ["3315", "1239", {}, null],
    ["999950", "120", { vuelta_contador: true, digitos_contador: "6" }, 170n],
    ["9990", "15", { vuelta_contador: true, digitos_contador: "4" }, 25n],
    ["999950", "120", { digitos_contador: "6" }, null],
    ["1000", null, {}, null],
    ["1000", "1500.5", {}, null],
  ] as const)("counts %s to %s", (start, end, more, shots) => expect(shotsOf(sheet(start, end, more))).toBe(shots));

  it("adds up the hours where there is no counter, and never where there is", () => {
    const detalles = [{ coladas: "50" }, { coladas: null }, { coladas: "48" }];
    expect(shotsOf(sheet(null, null, { detalles }))).toBe(98n);
    expect(shotsOf(sheet("7", "7", { detalles }))).toBe(0n);
  });

  it("weighs shots with and without the runner, exactly", () => {
    expect(figuresOf(500n, buckets)).toEqual({
      coladas: "500",
      piezas: "1000",
      kg: "88",
      kg_neto: "87",
    });
    expect(figuresOf(1217n, buckets)).toMatchObject({
      kg: "214.192",
      kg_neto: "211.758",
    });
  });

  it("makes fewer pieces with a blocked cavity, and the runner stays", () => {
    expect(figuresOf(500n, buckets, "1")).toEqual({
      coladas: "500",
      piezas: "500",
      kg: "44.5",
      kg_neto: "43.5",
    });
  });
});
