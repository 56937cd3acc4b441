import { fromScaled, meanDecimal, toScaled } from "./decimal";
import type { RowRecord } from "./grid-model";
import type { Area } from "./grid-selection";
import type { GridColumn } from "./grid-types";

/** Exact figures of a selection. */
export interface Summary {
  readonly filled: number;
  readonly numbers: number;
  readonly sum: string;
  readonly mean: string;
}

const digits = 12;
const cellsPerSlice = 8_000;

/** Adds up a selection in slices, so that selecting a whole year of cells never stops the page. */
export async function summarize(
  area: Area,
  rows: (index: number) => RowRecord | undefined,
  columns: readonly GridColumn[],
  isStale: () => boolean = () => false,
): Promise<Summary | null> {
  const only = isOnlyPassive(area, rows);
  const seen = columns.slice(area.left, area.right + 1);
  let filled = 0;
  let numbers = 0;
  let sum = 0n;
  let slice = 0;
  for (let index = area.top; index <= area.bottom; index++) {
    const row = rows(index);
    // Subtotals among the summed rows would count twice.
    if (!row || (row.kind !== "data" && !only)) continue;
    for (const column of seen) {
      const value = row.value(column.id);
      if (value === null || value === "") continue;
      filled++;
      if (column.kind !== "number") continue;
      try {
        sum += toScaled(value, digits);
        numbers++;
      } catch {
        // A text that is no decimal is shown but takes no part in the sum.
      }
    }
    slice += seen.length;
    if (slice < cellsPerSlice) continue;
    slice = 0;
    await new Promise((resolve) => setTimeout(resolve));
    if (isStale()) return null;
  }
  const total = fromScaled(sum, digits);
  return { filled, numbers, sum: total, mean: numbers === 0 ? "0" : meanDecimal(total, numbers) };
}

function isOnlyPassive(area: Area, rows: (index: number) => RowRecord | undefined): boolean {
  for (let index = area.top; index <= area.bottom; index++) if (rows(index)?.kind === "data") return false;
  return true;
}
