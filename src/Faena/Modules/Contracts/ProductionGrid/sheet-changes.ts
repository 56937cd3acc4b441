// What others changed on an open month sheet: the answer of `GET /api/contracts/month-sheet/changes` applied to what is on the screen.
import type { CellUpdate, ChangedBy, PendingChange, SavedCell } from "@web/elements/data-grid";
import { groupBy } from "@web/elements/group-by";
import { columnOf, dayOf } from "./month-calendar";
import { emptyVersion, keyOf } from "./sheet-saving";
import type { LineJson, SheetJson } from "./sheet-model";

/** Who saved, and the lines that were touched. */
export interface SaveOfLines {
  readonly version: number;
  readonly usuario: string;
  readonly fecha: string;
  readonly lineas: readonly number[];
}

/** Only a version where nothing of this month is different. */
export type SheetChanges = {
  readonly version: number;
  readonly completa: boolean;
  readonly guardados: readonly SaveOfLines[];
} & Partial<Omit<SheetJson, "version">>;

/** The sheet as it stands after the changes; null where they name a line that the sheet did not have, so nobody knows its place. */
export function changed(sheet: SheetJson, changes: SheetChanges): SheetJson | null {
  const { version, completa, guardados, lineas, orden, dias_bloqueados, dias_cerrados, totales } = changes;
  if (!lineas || !orden || !dias_bloqueados || !dias_cerrados || !totales) return { ...sheet, version };
  const now = { version, orden, dias_bloqueados, dias_cerrados, totales };
  if (completa) return { ...now, lineas };
  const touched = new Set(guardados.flatMap((save) => save.lineas));
  const answered = new Map(lineas.map((line) => [line.id, line]));
  const kept = sheet.lineas.flatMap((line): LineJson[] => {
    const answer = answered.get(line.id);
    answered.delete(line.id);
    // A carried-over line leaves the sheet with its last volume.
    if (!answer && touched.has(line.id)) return [];
    return [answer ?? line];
  });
  return answered.size > 0 ? null : { ...now, lineas: kept };
}

/** The sheet with what this page saved itself, which is no news to it. */
export function withSaved(sheet: SheetJson, changes: readonly PendingChange[], saved: readonly SavedCell[]): SheetJson {
  const values = new Map(changes.map((change) => [keyOf(change), change.value]));
  const byLine = groupBy(saved, (cell) => cell.rowId);
  const lineas = sheet.lineas.map((line) => {
    const mine = byLine.get(String(line.id));
    if (!mine) return line;
    const cells = new Map(line.celdas.map((cell) => [cell[0], cell]));
    for (const cell of mine) {
      const day = dayOf(cell.columnId);
      const value = values.get(keyOf(cell)) ?? null;
      if (value === null || !cell.version) cells.delete(day);
      else cells.set(day, [day, value, Number(cell.version)]);
    }
    return { ...line, celdas: [...cells.values()] };
  });
  return { ...sheet, lineas };
}

/** Whether two readings have the same rows with the same days open. */
export function sameShape(a: SheetJson, b: SheetJson): boolean {
  const shape = (sheet: SheetJson) =>
    JSON.stringify([sheet.dias_bloqueados, sheet.lineas.map((line) => [line.id, line.autorizado])]);
  return shape(a) === shape(b);
}

/** The cells that differ between two readings, grouped by who saved them. */
export function differences(
  before: SheetJson,
  after: SheetJson,
  saves: readonly SaveOfLines[],
): readonly { readonly who: ChangedBy | undefined; readonly updates: readonly CellUpdate[] }[] {
  const by = new Map(saves.map((save) => [save.version, { who: save.usuario, when: save.fecha }]));
  const lastOf = (line: number) => saves.findLast((save) => save.lineas.includes(line));
  const known = new Map(before.lineas.map((line) => [line.id, line]));
  const groups = new Map<ChangedBy | undefined, CellUpdate[]>();
  const add = (version: number | undefined, update: CellUpdate) => {
    const who = by.get(version ?? 0);
    const group = groups.get(who);
    if (group) group.push(update);
    else groups.set(who, [update]);
  };
  for (const line of after.lineas) {
    const old = known.get(line.id);
    // Whoever did not change a line hands on the very same one.
    if (old === line) continue;
    const versions = new Map(old?.celdas.map(([day, , version]) => [day, version]));
    const rowId = String(line.id);
    for (const [day, value, version] of line.celdas) {
      if (versions.get(day) !== version) add(version, { rowId, columnId: columnOf(day), value, version });
      versions.delete(day);
    }
    for (const day of versions.keys()) {
      add(lastOf(line.id)?.version, { rowId, columnId: columnOf(day), value: null, version: emptyVersion });
    }
  }
  return [...groups].map(([who, updates]) => ({ who, updates }));
}
