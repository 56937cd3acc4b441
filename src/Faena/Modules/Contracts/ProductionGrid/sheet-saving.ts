// The save of the month sheet as the API speaks it, turned into what the autosave understands.
import type { CellConflict, FailedCell, SaveResult } from "@web/elements/autosave";
import type { CellRef, PendingChange, SavedCell } from "@web/elements/data-grid";
import { api, JsonText, ProblemError } from "@web/elements/http";
import { columnOf, dayOf } from "./month-calendar";
import type { TimeType, TotalName } from "./sheet-model";

/** One sheet: an order, a month, a site and a time type. */
export interface SheetAddress {
  readonly order: number;
  readonly site: number;
  readonly year: number;
  readonly month: number;
  readonly type: TimeType;
}

export function queryOf({ order, site, year, month, type }: SheetAddress): string {
  return `id_ot=${order}&mes=${month}&anio=${year}&id_sitio=${site}&tipo_tiempo=${type}`;
}

/** What a save answers; every number is the text the server wrote. */
export interface SaveAnswer {
  readonly omitidos: readonly (DayCell & { readonly motivo: string })[];
  readonly excedentes: readonly (DayCell & {
    readonly volumen_excedente: string;
  })[];
  readonly totales: Readonly<Record<`${TotalName}_${"mn" | "usd"}`, string>>;
  readonly versiones: readonly (DayCell & {
    readonly version: string | null;
  })[];
  readonly lineas: readonly {
    readonly id_partida_imp: string;
    readonly acumulado_mes: string;
    readonly monto_mn: string;
    readonly monto_usd: string;
  }[];
}

interface DayCell {
  readonly id_partida_imp: string | number;
  readonly dia: string | number;
}

/** A cell that was left as it was, and why. */
export interface OmittedCell extends CellRef {
  readonly reason: string;
}

export interface SaveReport {
  readonly result: SaveResult;
  /** Null when the batch was refused. */
  readonly answer: SaveAnswer | null;
  readonly omitted: readonly OmittedCell[];
  /** Why nothing of this sheet can be saved any more. */
  readonly closed: string | null;
}

/** The version of a cell that is known to be empty. */
export const emptyVersion = "";

const closing = new Set(["month_closed", "order_cancelled"]);

export async function saveCells(address: SheetAddress, changes: readonly PendingChange[]): Promise<SaveReport> {
  try {
    const answer = await api.post<SaveAnswer>("/api/produccion/guardar_produccion_masiva", bodyOf(address, changes), {
      numbersAsText: true,
    });
    return accepted(changes, answer);
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    return refused(changes, problem);
  }
}

// Volumes travel as the digits that were typed: through a float the last ones could change.
function bodyOf({ order, site, year, month, type }: SheetAddress, changes: readonly PendingChange[]): JsonText {
  const cells = changes.map(({ rowId, columnId, value, version }) => {
    const known = version === undefined || version === emptyVersion ? "null" : String(version);
    return `{"id_partida_imp":${rowId},"dia":${dayOf(columnId)},"valor":${value ?? "null"},"version":${known}}`;
  });
  return new JsonText(
    `{"id_ot":${order},"mes":${month},"anio":${year},"tipo_tiempo":"${type}","id_sitio":${site},"celdas":[${cells.join(",")}]}`,
  );
}

function accepted(changes: readonly PendingChange[], answer: SaveAnswer): SaveReport {
  const versions = new Map(answer.versiones.map((cell) => [keyOf(refOf(cell)), cell.version ?? emptyVersion]));
  const omitted = answer.omitidos.map((cell) => ({
    ...refOf(cell),
    reason: cell.motivo,
  }));
  const left = new Set(omitted.map(keyOf));
  const saved = changes
    .filter((change) => !left.has(keyOf(change)))
    .map(({ rowId, columnId }): SavedCell => {
      const version = versions.get(keyOf({ rowId, columnId }));
      return { rowId, columnId, ...(version === undefined ? {} : { version }) };
    });
  return {
    result: { saved, discarded: omitted },
    answer,
    omitted,
    closed: null,
  };
}

function refused(changes: readonly PendingChange[], problem: ProblemError): SaveReport {
  const report = (result: SaveResult, closed: string | null = null): SaveReport => ({
    result,
    answer: null,
    omitted: [],
    closed,
  });
  const bad = cellsIn(problem.body["celdas"]);
  if (problem.status === 422 && bad.length > 0) {
    return report({
      failed: bad.map((cell): FailedCell => ({
        ...refOf(cell),
        message: String(cell["motivo"] ?? problem.message),
      })),
    });
  }
  const conflicts = cellsIn(problem.body["conflictos"]);
  if (problem.code === "cells_changed" && conflicts.length > 0) {
    return report({ conflicts: conflicts.map(conflictOf) });
  }
  if (closing.has(problem.code)) {
    return report(
      {
        failed: changes.map((change) => ({
          ...change,
          message: problem.message,
        })),
      },
      problem.message,
    );
  }
  const proved = cellsIn([problem.data]);
  if (problem.status === 409 && proved.length > 0) {
    return report({
      failed: proved.map((cell) => ({
        ...refOf(cell),
        message: problem.message,
      })),
    });
  }
  throw problem;
}

type WireCell = DayCell & Readonly<Record<string, unknown>>;

function cellsIn(value: unknown): readonly WireCell[] {
  return Array.isArray(value) ? value.filter(isCell) : [];
}

function isCell(value: unknown): value is WireCell {
  return typeof value === "object" && value !== null && "id_partida_imp" in value && "dia" in value;
}

function conflictOf(cell: WireCell): CellConflict {
  const current = cell["valor_actual"];
  const version = cell["version"];
  return {
    ...refOf(cell),
    theirs: current === null || current === undefined ? null : String(current),
    who: typeof cell["usuario"] === "string" ? cell["usuario"] : "",
    when: typeof cell["fecha"] === "string" ? cell["fecha"] : "",
    version: version === null || version === undefined ? emptyVersion : String(version),
  };
}

function refOf({ id_partida_imp, dia }: DayCell): CellRef {
  return { rowId: String(id_partida_imp), columnId: columnOf(Number(dia)) };
}

export function keyOf({ rowId, columnId }: CellRef): string {
  return `${rowId}\n${columnId}`;
}
