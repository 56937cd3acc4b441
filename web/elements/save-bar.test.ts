// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { SaveBar } from "./save-bar";

it("keeps the way to sign in under the pointer while it tries once more", () => {
  const bar = new SaveBar(
    (key) => key,
    () => {},
  );
  const shown = () =>
    [...bar.element.querySelectorAll<HTMLElement>("a, button")]
      .filter((each) => !each.hidden)
      .map((each) => each.textContent);

  bar.show({ phase: "signed_out", unsaved: 1 });
  bar.show({ phase: "saving", unsaved: 1 });
  expect(shown()).toEqual(["save_sign_in", "save_now"]);

  bar.show({ phase: "saved", unsaved: 0 });
  expect(shown()).toEqual([]);
});
