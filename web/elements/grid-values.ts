import { compareDecimals, conventionOf, formatDecimal, parseDecimal, type DecimalConvention } from "./decimal";
import type { Culture, GridChoice, GridColumn, RefusalReason } from "./grid-types";

/** A text turned into a cell's value, or the reason why it cannot be. */
export type ReadResult =
  { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly reason: RefusalReason };

const beyondAscii = /[\u0080-\uffff]/;
const looseSpaces = /[^\S ]| {2}|^ | $/;

/** Lower case without accents or doubled spaces: how people search and how labels are matched. */
export function fold(text: string): string {
  const plain = beyondAscii.test(text) ? text.normalize("NFD").replace(/[\u0300-\u036f]/g, "") : text;
  const spaced = looseSpaces.test(plain) ? plain.replace(/\s+/g, " ").trim() : plain;
  return spaced.toLowerCase();
}

/** Reads what was typed or pasted into a column. Empty text clears the cell. */
export function readText(
  column: GridColumn,
  text: string,
  convention: DecimalConvention | "mixed" = "point",
): ReadResult {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: true, value: null };
  switch (column.kind) {
    case "number":
      return parseDecimal(trimmed, column, convention);
    case "choice":
      return readChoice(column, trimmed);
    case "date":
      return readDate(trimmed);
    case "text":
      return trimmed.length > (column.maxLength ?? Infinity)
        ? { ok: false, reason: "too_long" }
        : { ok: true, value: trimmed };
  }
}

function readChoice(column: GridColumn, text: string): ReadResult {
  const wanted = fold(text);
  const found = column.choices?.find((choice) => fold(choice.label) === wanted || fold(choice.value) === wanted);
  return found ? { ok: true, value: found.value } : { ok: false, reason: "not_a_choice" };
}

const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const localDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

function readDate(text: string): ReadResult {
  const iso = isoDate.exec(text);
  const local = localDate.exec(text);
  // Days stand first in every document of the trade, in English too.
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : null;
  const [year, month, day] = (parts ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return { ok: false, reason: "not_a_date" };
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { ok: false, reason: "not_a_date" };
  return { ok: true, value: date.toISOString().slice(0, 10) };
}

/** The way a pasted block writes its decimals, read from the texts that land in number columns. */
export function pasteConvention(texts: Iterable<string>): DecimalConvention | "mixed" {
  return conventionOf(texts);
}

/** The value as the cell shows it. */
export function shownText(column: GridColumn, value: string | null, culture: Culture): string {
  if (value === null || value === "") return "";
  switch (column.kind) {
    case "number":
      return formatNumber(column, value, culture);
    case "choice":
      return choiceOf(column, value)?.label ?? value;
    case "date":
      return isoDate.test(value) ? value.split("-").reverse().join("/") : value;
    case "text":
      return value;
  }
}

function formatNumber(column: GridColumn, value: string, culture: Culture): string {
  // A server text that is no decimal is shown as it came: hiding it would hide the fault.
  return /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, culture, column.decimals) : value;
}

/** The value as Excel takes it: ungrouped exact digits, labels, ISO dates. */
export function copiedText(column: GridColumn, value: string | null): string {
  if (value === null) return "";
  return column.kind === "choice" ? (choiceOf(column, value)?.label ?? value) : value;
}

/** The value as the editor opens it. */
export function editedText(column: GridColumn, value: string | null, culture: Culture): string {
  return column.kind === "date" ? shownText(column, value, culture) : (value ?? "");
}

export function choiceOf(column: GridColumn, value: string | null): GridChoice | undefined {
  return column.choices?.find((choice) => choice.value === value);
}

/** Whether two values are the same fact: "12.500000" from the server is the "12.5" that was typed. */
export function sameValue(column: GridColumn | undefined, a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if ((a ?? "") === "" || (b ?? "") === "") return (a ?? "") === (b ?? "");
  if (column?.kind !== "number") return false;
  try {
    return compareDecimals(a ?? "", b ?? "") === 0;
  } catch {
    return false;
  }
}
