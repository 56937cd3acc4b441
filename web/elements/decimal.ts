// Quantities and money are decimal text from the clipboard to the server. Nothing here may pass through a float:
// 0.1 + 0.2 must be 0.3 on a payment estimate.

/** Which sign stands before the decimals: "point" is 1,234.5 and "comma" is 1.234,5. */
export type DecimalConvention = "point" | "comma";

export type DecimalRefusal =
  | "not_a_number"
  | "ambiguous_number"
  | "negative"
  | "below_min"
  | "above_max"
  | "too_many_integer_digits"
  | "too_many_decimals";

export type DecimalResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: DecimalRefusal };

/** The limits of a number; the defaults are the server's. */
export interface DecimalLimits {
  readonly maxIntegerDigits?: number;
  readonly maxDecimals?: number;
  readonly min?: string;
  readonly max?: string;
}

/** Reads a number as a person typed it or as Excel pasted it; `convention` decides only what could mean both. */
export function parseDecimal(
  text: string,
  limits: DecimalLimits = {},
  convention: DecimalConvention | "mixed" = "point",
): DecimalResult {
  const written = readWritten(text);
  if (written === null) return refused("not_a_number");
  if (written.readings.comma !== written.readings.point && convention === "mixed") return refused("ambiguous_number");
  const reading = written.readings[convention === "comma" ? "comma" : "point"];
  return withinLimits(written.negative, reading, limits);
}

/**
 * How a pasted block writes its decimals, told by its unambiguous cells: beside "2,5" the text "1,234" is 1.234,
 * beside "2.5" it is 1234. A block that shows both ways is "mixed", and then what could mean both is refused.
 */
export function conventionOf(
  texts: Iterable<string>,
  fallback: DecimalConvention = "point",
): DecimalConvention | "mixed" {
  let point = false;
  let comma = false;
  for (const text of texts) {
    const shown = readWritten(text)?.shows;
    if (shown === "point") point = true;
    if (shown === "comma") comma = true;
  }
  if (point && comma) return "mixed";
  if (comma) return "comma";
  return point ? "point" : fallback;
}

interface Written {
  readonly negative: boolean;
  /** The same text under both conventions; equal when it can mean only one thing. */
  readonly readings: Readonly<Record<DecimalConvention, string>>;
  /** The convention this text proves, if it proves one. */
  readonly shows: DecimalConvention | null;
}

const signedNumber = /^([+\-\u2212]?)([\d.,]+)$/;
const groupSpace = /(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}(?!\d))/g;
const commaGroups = /^[1-9]\d{0,2}(,\d{3})+$/;
const pointGroups = /^[1-9]\d{0,2}(\.\d{3})+$/;

function readWritten(text: string): Written | null {
  const match = signedNumber.exec(text.trim().replace(groupSpace, ""));
  const digits = match?.[2];
  if (digits === undefined || !/\d/.test(digits)) return null;
  const negative = match?.[1] !== "" && match?.[1] !== "+";
  const points = count(digits, ".");
  const commas = count(digits, ",");

  const one = (value: string, shows: DecimalConvention | null): Written => ({
    negative,
    readings: { point: value, comma: value },
    shows,
  });
  if (points === 0 && commas === 0) return one(digits, null);
  if (points > 0 && commas > 0) {
    if (points === 1 && digits.lastIndexOf(",") < digits.indexOf(".")) {
      return grouped(digits, ".", commaGroups) ? one(digits.replaceAll(",", ""), "point") : null;
    }
    if (commas === 1 && digits.lastIndexOf(".") < digits.indexOf(",")) {
      return grouped(digits, ",", pointGroups) ? one(digits.replaceAll(".", "").replace(",", "."), "comma") : null;
    }
    return null;
  }
  if (points > 1) return pointGroups.test(digits) ? one(digits.replaceAll(".", ""), "comma") : null;
  if (commas > 1) return commaGroups.test(digits) ? one(digits.replaceAll(",", ""), "point") : null;
  if (pointGroups.test(digits)) {
    return { negative, readings: { point: digits, comma: digits.replace(".", "") }, shows: null };
  }
  if (commaGroups.test(digits)) {
    return { negative, readings: { point: digits.replace(",", ""), comma: digits.replace(",", ".") }, shows: null };
  }
  return one(digits.replace(",", "."), points === 1 ? "point" : "comma");
}

function grouped(digits: string, decimalSign: string, groups: RegExp): boolean {
  return groups.test(digits.slice(0, digits.indexOf(decimalSign)));
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function withinLimits(negative: boolean, reading: string, limits: DecimalLimits): DecimalResult {
  const [whole = "", fraction = ""] = reading.split(".");
  const integer = whole.replace(/^0+/, "");
  const decimals = fraction.replace(/0+$/, "");
  if (integer.length > (limits.maxIntegerDigits ?? 9)) return refused("too_many_integer_digits");
  if (decimals.length > (limits.maxDecimals ?? 6)) return refused("too_many_decimals");
  const size = (integer || "0") + (decimals && `.${decimals}`);
  const value = negative && size !== "0" ? `-${size}` : size;
  if (limits.min !== undefined && compareDecimals(value, limits.min) < 0) {
    return refused(compareDecimals(limits.min, "0") === 0 ? "negative" : "below_min");
  }
  if (limits.max !== undefined && compareDecimals(value, limits.max) > 0) return refused("above_max");
  return { ok: true, value };
}

function refused(reason: DecimalRefusal): DecimalResult {
  return { ok: false, reason };
}

/** Decimals of the scaled integers, as in the server's numeric(15,6). */
export const scaleDigits = 6;

const canonical = /^-?\d+(\.\d+)?$/;

/** "1234.5" → 1234500000n. Throws where digits would be lost. */
export function toScaled(value: string, digits: number = scaleDigits): bigint {
  if (!canonical.test(value)) throw new RangeError(`not a decimal: ${value}`);
  const point = value.indexOf(".");
  if (point < 0) return BigInt(value + "0".repeat(digits));
  const fraction = value.slice(point + 1).replace(/0+$/, "");
  if (fraction.length > digits) throw new RangeError(`more than ${digits} decimals: ${value}`);
  return BigInt(value.slice(0, point) + fraction.padEnd(digits, "0"));
}

/** 1234500000n → "1234.5". */
export function fromScaled(scaled: bigint, digits: number = scaleDigits): string {
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, "");
  return (scaled < 0n ? "-" : "") + whole + (fraction && `.${fraction}`);
}

function decimalsOf(value: string): number {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

/** Exact sum of any number of decimals, whatever their number of digits. */
export function addDecimals(...values: readonly string[]): string {
  const digits = Math.max(0, ...values.map(decimalsOf));
  return fromScaled(
    values.reduce((sum, value) => sum + toScaled(value, digits), 0n),
    digits,
  );
}

export function subtractDecimals(a: string, b: string): string {
  const digits = Math.max(decimalsOf(a), decimalsOf(b));
  return fromScaled(toScaled(a, digits) - toScaled(b, digits), digits);
}

export function multiplyDecimals(a: string, b: string): string {
  const digits = [decimalsOf(a), decimalsOf(b)] as const;
  return fromScaled(toScaled(a, digits[0]) * toScaled(b, digits[1]), digits[0] + digits[1]);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`: "1.50" equals "1.5". */
export function compareDecimals(a: string, b: string): number {
  if (!canonical.test(a) || !canonical.test(b)) throw new RangeError(`not decimals: ${a}, ${b}`);
  const sign = signOf(a) - signOf(b);
  if (sign !== 0) return sign;
  return signOf(a) < 0 ? compareSizes(b, a) : compareSizes(a, b);
}

function signOf(value: string): number {
  return value.startsWith("-") && /[1-9]/.test(value) ? -1 : 0;
}

// Digit by digit, since a filter asks this of 10,000 rows at once and big integers would have to be made for each.
function compareSizes(a: string, b: string): number {
  const [wholeA, fractionA] = digitsOf(a);
  const [wholeB, fractionB] = digitsOf(b);
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length;
  if (wholeA !== wholeB) return wholeA < wholeB ? -1 : 1;
  return fractionA === fractionB ? 0 : fractionA < fractionB ? -1 : 1;
}

function digitsOf(value: string): [whole: string, fraction: string] {
  const point = value.indexOf(".");
  const whole = (point < 0 ? value : value.slice(0, point)).replace(/^-?0*/, "");
  return [whole, point < 0 ? "" : value.slice(point + 1).replace(/0+$/, "")];
}

/** Half away from zero, as money is rounded on the server. */
export function roundDecimal(value: string, digits: number): string {
  const extra = decimalsOf(value) - digits;
  if (extra <= 0) return fromScaled(toScaled(value, digits), digits);
  return divideScaled(toScaled(value, digits + extra), 10n ** BigInt(extra), digits);
}

/** Mean of a sum, rounded half away from zero; exact enough for a status line, never for a payment. */
export function meanDecimal(sum: string, count: number, digits: number = scaleDigits): string {
  const scale = Math.max(digits, decimalsOf(sum));
  return roundDecimal(divideScaled(toScaled(sum, scale), BigInt(count), scale), digits);
}

function divideScaled(scaled: bigint, divisor: bigint, digits: number): string {
  const half = divisor / 2n;
  return fromScaled((scaled < 0n ? scaled - half : scaled + half) / divisor, digits);
}

interface Separators {
  readonly group: string;
  readonly decimal: string;
}

const separatorsByCulture = new Map<string, Separators>();

/** The culture's own signs, asked from the browser once. */
export function separatorsOf(culture: string): Separators {
  const known = separatorsByCulture.get(culture);
  if (known) return known;
  const parts = new Intl.NumberFormat(culture, { useGrouping: true }).formatToParts(1234567.5);
  const sign = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  const separators = { group: sign("group", ","), decimal: sign("decimal", ".") };
  separatorsByCulture.set(culture, separators);
  return separators;
}

/** Every digit the value has, grouped, with at least `minDecimals` decimals. Own grouping: Intl would round. */
export function formatDecimal(value: string, culture: string, minDecimals = 0): string {
  const { group, decimal } = separatorsOf(culture);
  const negative = value.startsWith("-");
  const point = value.indexOf(".");
  let whole = value.slice(negative ? 1 : 0, point < 0 ? undefined : point);
  const fraction = (point < 0 ? "" : value.slice(point + 1).replace(/0+$/, "")).padEnd(minDecimals, "0");
  for (let at = whole.length - 3; at > 0; at -= 3) whole = whole.slice(0, at) + group + whole.slice(at);
  return (negative ? "-" : "") + whole + (fraction && decimal + fraction);
}
