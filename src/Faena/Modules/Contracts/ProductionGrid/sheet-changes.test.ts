import { expect, test } from "vitest";
import { changed, differences, sameShape, type SheetChanges, withSaved } from "./sheet-changes";
import type { LineJson, SheetJson } from "./sheet-model";

const line = (id: number, ...celdas: LineJson["celdas"]): LineJson => ({
  id,
  anexo: "C-1",
  codigo: String(id),
  concepto: "CONCEPTO",
  unidad: "TON",
  autorizado: "10",
  pool: id,
  pool_volumen: "10",
  inicial: "0",
  pu_mn: "1",
  pu_usd: "0",
  acumulado: "0",
  monto_mn: "0",
  monto_usd: "0",
  cuenta: true,
  celdas,
});

const amount = { mn: "0", usd: "0", homologado: "0" };
const sheet = (...lineas: LineJson[]): SheetJson => ({
  version: 7,
  orden: { familia: 1, ot: "OT-1", activa: true, mes_cerrado: false, archivo: "", tipo_cambio: "19" },
  dias_bloqueados: [],
  dias_cerrados: [],
  lineas,
  totales: { aut: amount, ejec: amount, acum: amount, ejec_familia: amount, resta: amount },
});

const answer = (lineas: LineJson[], touched: number[], more: Partial<SheetChanges> = {}): SheetChanges => ({
  ...sheet(...lineas),
  version: 8,
  completa: false,
  guardados: [{ version: 8, usuario: "Ana", fecha: "2026-11-02T10:00:00Z", lineas: touched }],
  ...more,
});

const ana = { who: "Ana", when: "2026-11-02T10:00:00Z" };

test("a colleague's volume and the one they took out are the only cells that change, under their name", () => {
  const before = sheet(line(1, [3, "2", 5], [4, "1", 5]), line(2, [3, "9", 6]));
  const changes = answer([line(1, [3, "2.5", 8])], [1]);

  const after = changed(before, changes);

  expect(after?.lineas.map((each) => each.celdas)).toEqual([[[3, "2.5", 8]], [[3, "9", 6]]]);
  expect(differences(before, after!, changes.guardados)).toEqual([
    {
      who: ana,
      updates: [
        { rowId: "1", columnId: "d3", value: "2.5", version: 8 },
        { rowId: "1", columnId: "d4", value: null, version: "" },
      ],
    },
  ]);
  expect(sameShape(before, after!)).toBe(true);
});

test("nothing of this month changed: only the version moves on", () => {
  const before = sheet(line(1, [3, "2", 5]));

  const after = changed(before, { version: 9, completa: false, guardados: [] });

  expect(after).toEqual({ ...before, version: 9 });
});

test("a line whose last volume was taken out leaves the sheet, and one that nobody saw before is read with the whole", () => {
  const before = sheet(line(1), line(2, [1, "1", 3]));

  expect(changed(before, answer([], [2]))?.lineas.map((each) => each.id)).toEqual([1]);
  expect(changed(before, answer([line(5)], [5]))).toBeNull();
});

test("what was read whole stands alone", () => {
  const after = changed(sheet(line(1), line(2)), answer([line(3)], [], { completa: true, guardados: [] }));

  expect(after?.lineas.map((each) => each.id)).toEqual([3]);
  expect(sameShape(sheet(line(1), line(2)), after!)).toBe(false);
});

test("what this page saved itself is no news", () => {
  const before = sheet(line(1, [3, "2", 5], [4, "1", 5]));
  const changes = [
    { rowId: "1", columnId: "d3", value: "8", previous: "2" },
    { rowId: "1", columnId: "d4", value: null, previous: "1" },
  ];

  const mine = withSaved(before, changes, [
    { rowId: "1", columnId: "d3", version: 8 },
    { rowId: "1", columnId: "d4", version: "" },
  ]);

  const after = changed(mine, answer([line(1, [3, "8", 8])], [1]));
  expect(differences(mine, after!, [])).toEqual([]);
});
