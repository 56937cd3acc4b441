// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { formJson } from "./form-json";
import "./form-rows";

function form(): HTMLFormElement {
  document.body.innerHTML = `<form><form-rows name="breaks"><div data-rows></div>
    <template><div aria-label="Break ROWNO"><input name="breaks[ROW].start"><input name="breaks[ROW].minutes" data-type="number">
      <button type="button" data-remove>x</button></div></template>
    <button type="button" data-add>+</button></form-rows></form>`;
  return document.querySelector("form")!;
}

const filled = (breaks: unknown) => new CustomEvent("filled", { detail: { breaks } });

describe("form-rows", () => {
  afterEach(() => document.body.replaceChildren());

  it("shows a row for each value and sends them as a list", () => {
    const one = form();
    one.dispatchEvent(
      filled([
        { start: "10:00", minutes: 30 },
        { start: "12:00", minutes: 15 },
      ]),
    );

    expect(one.querySelectorAll("[aria-label]")[1]?.getAttribute("aria-label")).toBe("Break 2");
    expect(formJson(one).json).toBe('{"breaks":[{"start":"10:00","minutes":30},{"start":"12:00","minutes":15}]}');
  });

  it("counts anew when a row in the middle goes", () => {
    const one = form();
    one.dispatchEvent(filled([{ start: "1" }, { start: "2" }, { start: "3" }]));
    one.querySelectorAll<HTMLElement>("[data-remove]")[1]!.click();
    one.querySelector<HTMLElement>("[data-add]")!.click();

    expect(
      [...one.querySelectorAll("input")].filter((i) => i.name.endsWith("start")).map((i) => [i.name, i.value]),
    ).toEqual([
      ["breaks[0].start", "1"],
      ["breaks[1].start", "3"],
      ["breaks[2].start", ""],
    ]);
  });

  it("has no rows where the dialog has no values for them", () => {
    const one = form();
    one.dispatchEvent(filled([{ start: "1" }]));
    one.dispatchEvent(filled(undefined));

    expect(formJson(one).json).toBe("{}");
  });
});
