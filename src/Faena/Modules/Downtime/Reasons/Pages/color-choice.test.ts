// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { formJson } from "@web/elements/form-json";
import { contrastToWhite } from "./color-choice";

function form(): HTMLFormElement {
  document.body.innerHTML = `<form><color-choice texts='{"hard_to_read":"hard"}'>
    <input type="radio" name="color" value="#b3261e" checked><label><input type="radio" name="color" value="" data-other></label>
    <input data-hex><div data-hard-to-read hidden></div></color-choice></form>`;
  return document.querySelector("form")!;
}

const filled = (color?: string) => new CustomEvent("filled", { detail: { color } });
const hex = () => document.querySelector<HTMLInputElement>("[data-hex]")!;
const warning = () => document.querySelector<HTMLElement>("[data-hard-to-read]")!;

describe("color-choice", () => {
  afterEach(() => document.body.replaceChildren());

  it("shows a colour that is not in the palette, and sends it", () => {
    const one = form();
    one.dispatchEvent(filled("#336699"));

    expect(hex().value).toBe("#336699");
    expect(formJson(one).json).toBe('{"color":"#336699"}');
    expect(warning().hidden).toBe(true);
  });

  it("sends what is typed, and warns where white is hard to read", () => {
    const one = form();
    one.dispatchEvent(filled());
    expect(hex().value).toBe("#b3261e");
    hex().value = "#FAD91F";
    hex().dispatchEvent(new Event("input", { bubbles: true }));

    expect(formJson(one).json).toBe('{"color":"#fad91f"}');
    expect(warning().textContent).toBe("hard");
  });

  it("finds a typed colour in the palette", () => {
    const one = form();
    one.dispatchEvent(filled("#336699"));
    hex().value = "#b3261e";
    hex().dispatchEvent(new Event("input", { bubbles: true }));

    expect(document.querySelector<HTMLInputElement>("input:checked")?.hasAttribute("data-other")).toBe(false);
    expect(formJson(one).json).toBe('{"color":"#b3261e"}');
  });
});

describe("contrastToWhite", () => {
  it.each([
    ["#ffffff", 1],
    ["#000000", 21],
    ["#767676", 4.54],
  ])("%s", (color, contrast) => expect(contrastToWhite(color)).toBeCloseTo(contrast, 2));
});
