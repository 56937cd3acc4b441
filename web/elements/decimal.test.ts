import { describe, expect, test } from "vitest";
import {
  addDecimals,
  compareDecimals,
  conventionOf,
  formatDecimal,
  fromScaled,
  meanDecimal,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
  toScaled,
} from "./decimal";

describe("reading what a person typed or pasted", () => {
  test.each([
    ["12", "12"],
    [" 12.50 ", "12.5"],
    ["0012.5", "12.5"],
    [".5", "0.5"],
    [",5", "0.5"],
    ["5.", "5"],
    ["+7", "7"],
    ["-7", "-7"],
    ["\u22127.25", "-7.25"],
    ["-0", "0"],
    ["0.000", "0"],
    ["1,234", "1234"],
    ["1,234.5", "1234.5"],
    ["1.234,5", "1234.5"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["1,234,567.89", "1234567.89"],
    ["1.234.567,89", "1234567.89"],
    ["1 234.5", "1234.5"],
    ["1\u00a0234,5", "1234.5"],
    ["1.234", "1.234"],
    ["1,5", "1.5"],
    ["12,50", "12.5"],
    ["1234,567", "1234.567"],
    ["0,125", "0.125"],
    ["999999999.999999", "999999999.999999"],
    ["1.5000000000", "1.5"],
  ])("%s is %s", (text, value) => {
    expect(parseDecimal(text)).toEqual({ ok: true, value });
  });

  test.each([
    "",
    "12abc",
    "abc",
    "1e5",
    "1E+05",
    "NaN",
    "Infinity",
    "-Infinity",
    "∞",
    "0x10",
    "--5",
    "5-",
    "(5)",
    "$5",
    "5%",
    ".",
    ",",
    "-",
    "1,23.4",
    "1.23,4",
    "1,2,3",
    "1.2.3",
    "12,34,567",
    "1,234.5,6",
    "1.234,5.6",
    "0,123,456",
    "1 2",
    "1 2345",
    "١٢",
  ])("%s is not a number", (text) => {
    expect(parseDecimal(text)).toEqual({ ok: false, reason: "not_a_number" });
  });

  test.each([
    ["1234567890", {}, "too_many_integer_digits"],
    ["1.1234567", {}, "too_many_decimals"],
    ["12345", { maxIntegerDigits: 4 }, "too_many_integer_digits"],
    ["1.234", { maxDecimals: 2 }, "too_many_decimals"],
    ["-1", { min: "0" }, "negative"],
    ["-0.000001", { min: "0" }, "negative"],
    ["4.99", { min: "5" }, "below_min"],
    ["100.01", { max: "100" }, "above_max"],
  ] as const)("%s under %o is refused as %s", (text, limits, reason) => {
    expect(parseDecimal(text, limits)).toEqual({ ok: false, reason });
  });

  test("nine digits, six decimals, zero and the limits themselves are accepted", () => {
    expect(parseDecimal("0", { min: "0" }).ok).toBe(true);
    expect(parseDecimal("100", { min: "100", max: "100.00" }).ok).toBe(true);
    expect(parseDecimal("000000000000123456789").ok).toBe(true);
  });
});

describe("how a pasted block writes its decimals", () => {
  test.each([
    [["1,234.5", "1,234"], "point"],
    [["1.234,5", "1,234"], "comma"],
    [["0,5", "1.234"], "comma"],
    [["1.234.567"], "comma"],
    [["1,234", "1.234", "7", "acero", ""], "point"],
    [["1,5", "2.5"], "mixed"],
  ] as const)("%o is written with a %s", (texts, convention) => {
    expect(conventionOf(texts)).toBe(convention);
  });

  test("beside 2,5 the text 1,234 is one and a bit, beside 2.5 it is a thousand", () => {
    expect(parseDecimal("1,234", {}, "comma")).toEqual({ ok: true, value: "1.234" });
    expect(parseDecimal("1.234", {}, "comma")).toEqual({ ok: true, value: "1234" });
    expect(parseDecimal("1,234", {}, "point")).toEqual({ ok: true, value: "1234" });
  });

  test("in a block that shows both ways only what could mean both is refused", () => {
    expect(parseDecimal("1,234", {}, "mixed")).toEqual({ ok: false, reason: "ambiguous_number" });
    expect(parseDecimal("1,234.5", {}, "mixed")).toEqual({ ok: true, value: "1234.5" });
    expect(parseDecimal("12", {}, "mixed")).toEqual({ ok: true, value: "12" });
  });
});

describe("exact arithmetic", () => {
  test.each([
    ["0", 0n],
    ["1234.5", 1234500000n],
    ["-0.000001", -1n],
    ["12.500000", 12500000n],
    ["999999999.999999", 999999999999999n],
  ])("%s is %s millionths, and back", (value, scaled) => {
    expect(toScaled(value)).toBe(scaled);
    expect(compareDecimals(fromScaled(scaled), value)).toBe(0);
  });

  test("a digit that does not fit is an error, not a rounding", () => {
    expect(() => toScaled("0.0000001")).toThrow(RangeError);
    expect(() => toScaled("1e5")).toThrow(RangeError);
  });

  test("a tenth and two tenths are three tenths", () => {
    expect(addDecimals("0.1", "0.2")).toBe("0.3");
    expect(addDecimals()).toBe("0");
    expect(subtractDecimals("10", "9.999999")).toBe("0.000001");
    expect(subtractDecimals("1", "1.5")).toBe("-0.5");
  });

  test("12.5 t at 126,009.03 are 1,575,112.88 pesos, rounded away from zero", () => {
    expect(multiplyDecimals("12.5", "126009.03")).toBe("1575112.875");
    expect(roundDecimal("1575112.875", 2)).toBe("1575112.88");
    expect(roundDecimal("-1575112.875", 2)).toBe("-1575112.88");
    expect(roundDecimal("7513116.687", 2)).toBe("7513116.69");
    expect(roundDecimal("7.5", 2)).toBe("7.5");
  });

  test.each([
    ["10", "9.5", 1],
    ["1.50", "1.5", 0],
    ["007", "7.0", 0],
    ["-0.00", "0", 0],
    ["-2", "-1", -1],
    ["-1.05", "-1.1", 1],
    ["-1", "0", -1],
    ["0.09", "0.1", -1],
    ["9007199254740993", "9007199254740992", 1],
    ["99.999999", "100", -1],
  ])("%s against %s, however they are written", (a, b, order) => {
    expect(Math.sign(compareDecimals(a, b))).toBe(order);
    expect(Math.sign(compareDecimals(b, a))).toBe(order === 0 ? 0 : -order);
  });

  test("what is no decimal is not compared", () => {
    expect(() => compareDecimals("1e5", "1")).toThrow(RangeError);
  });

  test("a mean is rounded at the last digit shown", () => {
    expect(meanDecimal("10", 4)).toBe("2.5");
    expect(meanDecimal("10", 3)).toBe("3.333333");
    expect(meanDecimal("-20", 3)).toBe("-6.666667");
  });
});

describe("showing numbers", () => {
  test.each([
    ["1234567.891234", "es-MX", 0, "1,234,567.891234"],
    ["1234.5", "es-PE", 2, "1,234.50"],
    ["-1234", "en-US", 2, "-1,234.00"],
    ["999", "es-MX", 0, "999"],
    ["12.500000", "es-MX", 0, "12.5"],
    ["0", "es-MX", 2, "0.00"],
    ["123456789012345678901234.123456", "en-US", 0, "123,456,789,012,345,678,901,234.123456"],
  ])("%s in %s with at least %i decimals is %s", (value, culture, decimals, shown) => {
    expect(formatDecimal(value, culture, decimals)).toBe(shown);
  });
});
