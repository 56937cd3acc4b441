// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { keepNumbers, numbersHere, takeNumberHere } from "./device-numbers";

describe("numbers set aside for this device", () => {
  beforeEach(() => localStorage.clear());

  it("are taken in their order, each once, of their own pad", () => {
    keepNumbers("7", ["A-1", "A-2"]);
    keepNumbers("8", ["B-1"]);
    keepNumbers("7", ["A-9"]);
    expect([takeNumberHere("7"), takeNumberHere("7"), takeNumberHere("7"), takeNumberHere("7")]).toEqual([
      "A-1",
      "A-2",
      "A-9",
      null,
    ]);
    expect(numbersHere("8")).toEqual(["B-1"]);
  });

  it("are none where the device keeps something else", () => {
    localStorage.setItem("sheet-numbers:7", "what?");
    expect(takeNumberHere("7")).toBeNull();
  });
});
