// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { fill } from "./form-dialog";
import { controlsOf } from "./form-json";

describe("fill", () => {
  afterEach(() => document.body.replaceChildren());

  it("puts values into the controls of their names and leaves the others alone", () => {
    document.body.innerHTML = `<form><input name="a" value="old"><input name="b" value="kept">
      <select name="c"><option>x</option><option>y</option></select>
      <input type="checkbox" name="d"><input name="e" value="gone"></form>`;
    const form = document.querySelector("form")!;

    fill(controlsOf(form), { a: "new", c: "y", d: true, e: null, f: "nobody" });

    const values = new FormData(form);
    expect([values.get("a"), values.get("b"), values.get("c"), values.get("d"), values.get("e")]).toEqual([
      "new",
      "kept",
      "y",
      "on",
      "",
    ]);
  });

  it("ticks the boxes and the button that the values name", () => {
    document.body.innerHTML = `<form><input type="checkbox" name="days" value="1"><input type="checkbox" name="days" value="7">
      <input type="radio" name="icon" value="tool"><input type="radio" name="icon" value="bolt"></form>`;
    const form = document.querySelector("form")!;

    fill(controlsOf(form), { days: [7], icon: "bolt" });

    expect([...form.querySelectorAll<HTMLInputElement>("input")].map((i) => i.checked)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
