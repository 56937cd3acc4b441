import { describe, expect, it } from "vitest";
import { checkWeights } from "./weight-check";

const theoretical = { gross: "88", net: "87" };
const byGross = { tolerancia_kg: "5", tolerancia_pct: "0", semaforo: "BRUTO" };
const byNet = { ...byGross, semaforo: "NETO" };

describe("bales against what was counted, without network", () => {
  it("adds up exactly", () => {
    expect(checkWeights(["17.5", "17.4", "17.6", "17.5", "18.0"], theoretical, byNet)).toEqual({
      total_pesado: "88",
      diferencia: "0",
      diferencia_neta: "1",
      semaforo: "COINCIDE",
    });
  });

  it("finds thirty bales of 3.1 exactly five kilos too much, as no double would", () => {
    expect(checkWeights(Array<string>(30).fill("3.1"), theoretical, byGross)).toMatchObject({
      total_pesado: "93",
      diferencia: "5",
      semaforo: "EXCEDE",
    });
  });

  it.each([
    [[], byNet, "VACIO"],
    [["60"], byNet, "FALTA"],
    [["83"], byNet, "COINCIDE"],
    [["83"], byGross, "FALTA"],
    [["92.9995"], byGross, "COINCIDE"],
    [["92"], byNet, "EXCEDE"],
    [["92"], { ...byNet, tolerancia_pct: "6" }, "COINCIDE"],
  ])("%j under %j is %s", (bales, rule, light) => expect(checkWeights(bales, theoretical, rule).semaforo).toBe(light));
});
