import { compareDecimals, parseDecimal } from "./decimal";
import type { GridColumn, GridFilter } from "./grid-types";
import { fold, readText, shownText } from "./grid-values";

/** Tells whether a value passes; null when the filter's text makes no sense for its column. */
export type FilterTest = ((value: string | null) => boolean) | null;

/** Turns `>10`, `10..20`, `=`, `acero` or a list of choices into a test. */
export function compileFilter(column: GridColumn, filter: GridFilter): FilterTest {
  if (typeof filter !== "string") {
    const wanted = new Set(filter);
    return (value) => wanted.has(value ?? "");
  }
  const text = filter.trim();
  if (text === "") return () => true;
  if (text === "=") return isEmpty;
  if (text === "<>") return (value) => !isEmpty(value);
  switch (column.kind) {
    case "number":
      return ordered(text, readNumber, compareDecimals);
    case "date":
      return ordered(text, (part) => readDay(column, part), compareText) ?? monthOrYear(text);
    case "text":
      return containing(text, (value) => value);
    case "choice":
      return containing(text, (value) => shownText(column, value, "en-US"));
  }
}

function isEmpty(value: string | null): boolean {
  return value === null || value === "";
}

function containing(text: string, shown: (value: string) => string): FilterTest {
  const wanted = fold(text);
  return (value) => value !== null && fold(shown(value)).includes(wanted);
}

const comparison = /^(>=|<=|<>|>|<|=)?\s*(.+)$/s;

function ordered(
  text: string,
  read: (part: string) => string | null,
  compare: (a: string, b: string) => number,
): FilterTest {
  const bounds = text.split("..");
  if (bounds.length === 2) {
    const [from, to] = bounds.map((bound) => bound.trim()) as [string, string];
    const low = from === "" ? null : read(from);
    const high = to === "" ? null : read(to);
    if ((from !== "" && low === null) || (to !== "" && high === null) || (low === null && high === null)) return null;
    return (value) =>
      !isEmpty(value) &&
      (low === null || compare(value ?? "", low) >= 0) &&
      (high === null || compare(value ?? "", high) <= 0);
  }
  const match = comparison.exec(text);
  const bound = match?.[2] === undefined ? null : read(match[2]);
  if (bound === null) return null;
  const passes = signs[match?.[1] ?? "="] ?? (() => false);
  // An empty cell is unequal to everything and neither more nor less than anything.
  return (value) => (isEmpty(value) ? match?.[1] === "<>" : passes(compare(value ?? "", bound)));
}

const signs: Readonly<Record<string, (order: number) => boolean>> = {
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
};

function readNumber(text: string): string | null {
  const result = parseDecimal(text, { maxIntegerDigits: 30, maxDecimals: 30 });
  return result.ok ? result.value : null;
}

function readDay(column: GridColumn, text: string): string | null {
  const result = readText(column, text);
  return result.ok ? result.value : null;
}

function monthOrYear(text: string): FilterTest {
  return /^\d{4}(-\d{2})?$/.test(text) ? (value) => value?.startsWith(`${text}-`) ?? false : null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
