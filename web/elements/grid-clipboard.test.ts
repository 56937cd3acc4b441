import { describe, expect, test } from "vitest";
import { parseTsv, toTsv } from "./grid-clipboard";

describe("what Excel puts on the clipboard", () => {
  test.each([
    [
      "1\t2\r\n3\t4\r\n",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "1\t2\n3\t4",
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["7", [["7"]]],
    ["\t\r\n", [["", ""]]],
    ["a\r\n\r\nb", [["a"], [""], ["b"]]],
    ['"two\r\nlines"\tb', [["two\nlines", "b"]]],
    ['"say ""hi"""\t2', [['say "hi"', "2"]]],
    ['"tab\tinside"', [["tab\tinside"]]],
    ['2" pipe\t3', [['2" pipe', "3"]]],
    ['"2" pipe\t3', [['"2" pipe', "3"]]],
    ['"never closed\t3', [['"never closed', "3"]]],
    ['""', [[""]]],
  ])("%j is read cell by cell", (text, rows) => {
    expect(parseTsv(text)).toEqual(rows);
  });

  test("what is copied comes back the same", () => {
    const rows = [["1234.5", 'a "b"', "two\nlines", "tab\there", ""]];
    expect(parseTsv(toTsv(rows))).toEqual(rows);
  });
});
