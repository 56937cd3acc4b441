import type { Barrier } from "./grid-book";
import type { RowRecord } from "./grid-model";
import type { Area } from "./grid-selection";
import type { CellChange, GridColumn, RefusalReason } from "./grid-types";
import { copiedText, fold, pasteConvention, readText, sameValue } from "./grid-values";

/** The cells a gesture may fall on: seen rows and columns, and what stands in the way of writing. */
export interface Ground {
  readonly rows: readonly RowRecord[];
  readonly columns: readonly GridColumn[];
  barrier(row: RowRecord, column: GridColumn): Barrier | null;
}

/** A pasted cell that cannot be taken; row or column are missing when it would fall outside the grid. */
export interface BadCell {
  readonly row: RowRecord | undefined;
  readonly column: GridColumn | undefined;
  readonly text: string;
  readonly reason: RefusalReason;
  readonly detail?: string;
}

/** What a gesture would change. Nothing is written before all of it is known. */
export interface Plan {
  readonly changes: readonly CellChange[];
  readonly bad: readonly BadCell[];
  /** Cells that may not be written and were passed over. */
  readonly leftAlone: number;
  readonly area: Area;
}

/**
 * Lays a block of texts over the grid. Subtotal rows and filtered rows take no part: the block flows around them.
 * One text fills the whole selection, and a selection that is a multiple of the block is tiled with it.
 */
export function planPaste(block: readonly (readonly string[])[], area: Area, ground: Ground): Plan {
  const height = block.length;
  const width = Math.max(0, ...block.map((row) => row.length));
  const rowsIn = dataRows(ground, area.top, area.bottom);
  const columnsIn = area.right - area.left + 1;
  const tiled = rowsIn.length % height === 0 && columnsIn % width === 0 && rowsIn.length > 0;
  const tall = tiled ? rowsIn.length : height;
  const wide = tiled ? columnsIn : width;
  const rows = dataRows(ground, area.top, ground.rows.length - 1, tall);

  const changes: CellChange[] = [];
  const bad: BadCell[] = [];
  const convention = pasteConvention(numberTexts(block, area.left, wide, ground));
  for (let r = 0; r < tall; r++) {
    const at = rows[r];
    const row = at === undefined ? undefined : ground.rows[at];
    for (let c = 0; c < wide; c++) {
      const text = block[r % height]?.[c % width];
      const column = ground.columns[area.left + c];
      if (text === undefined) continue;
      if (!row || !column) {
        if (text.trim() !== "") bad.push({ row, column, text, reason: "does_not_fit" });
        continue;
      }
      const read = readText(column, text, convention);
      const before = row.value(column.id);
      const barrier = ground.barrier(row, column);
      if (barrier) {
        if (!isNoChange(column, text, read.ok ? read.value : undefined, before)) {
          bad.push({ row, column, text, reason: barrier.reason, ...detailOf(barrier) });
        }
      } else if (!read.ok) bad.push({ row, column, text, reason: read.reason });
      else changes.push({ rowId: row.id, columnId: column.id, before, after: read.value });
    }
  }
  const bottom = rows[Math.min(tall, rows.length) - 1] ?? area.top;
  const right = Math.min(area.left + wide, ground.columns.length) - 1;
  return { changes: bad.length > 0 ? [] : changes, bad, leftAlone: 0, area: { ...area, bottom, right } };
}

/** Repeats the source over a target beside it (Ctrl+D, Ctrl+R, the fill handle); cells that may not be written stay. */
export function planFill(source: Area, target: Area, ground: Ground): Plan {
  const from = dataRows(ground, source.top, source.bottom);
  const width = source.right - source.left + 1;
  const changes: CellChange[] = [];
  let leftAlone = 0;
  if (from.length > 0) {
    // Filling upwards repeats from the bottom, so that the pattern continues over the edge.
    const upwards = target.top < source.top;
    const rows = dataRows(ground, target.top, target.bottom);
    rows.forEach((at, index) => {
      const row = ground.rows[at];
      const within = at >= source.top && at <= source.bottom;
      const turn = within ? from.indexOf(at) : upwards ? mod(from.length - rows.length + index, from.length) : index;
      const sourceRow = ground.rows[from[mod(turn, from.length)] ?? source.top];
      for (let c = target.left; c <= target.right; c++) {
        const offset = mod(c - source.left, width);
        const [column, sourceColumn] = [ground.columns[c], ground.columns[source.left + offset]];
        if (!row || !column || !sourceRow || !sourceColumn) continue;
        const before = row.value(column.id);
        const after = carried(sourceColumn, column, sourceRow.value(sourceColumn.id));
        if (after !== undefined && sameValue(column, before, after)) continue;
        if (after === undefined || ground.barrier(row, column)) leftAlone++;
        else changes.push({ rowId: row.id, columnId: column.id, before, after });
      }
    });
  }
  return { changes, bad: [], leftAlone, area: union(source, target) };
}

/** Empties the selection; cells that may not be written stay. */
export function planClear(area: Area, ground: Ground): Plan {
  const changes: CellChange[] = [];
  let leftAlone = 0;
  for (const at of dataRows(ground, area.top, area.bottom)) {
    const row = ground.rows[at];
    for (let c = area.left; c <= area.right; c++) {
      const column = ground.columns[c];
      if (!row || !column) continue;
      const before = row.value(column.id);
      if (before === null || before === "") continue;
      if (ground.barrier(row, column)) leftAlone++;
      else changes.push({ rowId: row.id, columnId: column.id, before, after: null });
    }
  }
  return { changes, bad: [], leftAlone, area };
}

/** The selection as texts for the clipboard. Subtotals stay out unless nothing else is selected. */
export function copyBlock(area: Area, ground: Ground): string[][] {
  const data = dataRows(ground, area.top, area.bottom);
  const rows = data.length > 0 ? data : range(area.top, area.bottom);
  return rows.map((at) =>
    range(area.left, area.right).map((c) => {
      const column = ground.columns[c];
      return column ? copiedText(column, ground.rows[at]?.value(column.id) ?? null) : "";
    }),
  );
}

function carried(from: GridColumn, to: GridColumn, value: string | null): string | null | undefined {
  if (from.id === to.id) return value;
  const read = readText(to, copiedText(from, value));
  return read.ok ? read.value : undefined;
}

// A locked cell may stand inside a pasted block as long as the block does not want to change it.
function isNoChange(column: GridColumn, text: string, read: string | null | undefined, now: string | null): boolean {
  if (text.trim() === "") return true;
  if (read !== undefined && sameValue(column, read, now)) return true;
  return fold(text) === fold(copiedText(column, now));
}

function detailOf(barrier: Barrier): { detail?: string } {
  return barrier.detail === undefined ? {} : { detail: barrier.detail };
}

function numberTexts(block: readonly (readonly string[])[], left: number, wide: number, ground: Ground): string[] {
  const width = Math.max(1, ...block.map((row) => row.length));
  const texts: string[] = [];
  for (let c = 0; c < wide; c++) {
    if (ground.columns[left + c]?.kind !== "number") continue;
    for (const row of block) texts.push(row[c % width] ?? "");
  }
  return texts;
}

function dataRows(ground: Ground, top: number, bottom: number, most = Infinity): number[] {
  const rows: number[] = [];
  for (let at = top; at <= bottom && rows.length < most; at++) if (ground.rows[at]?.kind === "data") rows.push(at);
  return rows;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function mod(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function union(a: Area, b: Area): Area {
  return {
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
  };
}
