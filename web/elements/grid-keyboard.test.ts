import { describe, expect, test } from "vitest";
import { commandOf, type Key } from "./grid-keyboard";

function key(name: string): Key {
  const parts = name.split("+");
  return {
    key: parts.at(-1) ?? "",
    ctrlKey: parts.includes("Ctrl"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
    metaKey: parts.includes("Meta"),
  };
}

describe("keys mean what they mean in Excel", () => {
  test.each([
    ["ArrowDown", { name: "step", direction: "down", jump: false, extend: false }],
    ["Ctrl+Shift+ArrowLeft", { name: "step", direction: "left", jump: true, extend: true }],
    ["Ctrl+Home", { name: "home", far: true, extend: false }],
    ["Shift+PageDown", { name: "page", direction: "down", extend: true }],
    ["Shift+Tab", { name: "tab", back: true }],
    ["Shift+Enter", { name: "enter", back: true }],
    ["Ctrl+z", { name: "undo" }],
    ["Meta+z", { name: "undo" }],
    ["Ctrl+y", { name: "redo" }],
    ["Ctrl+Shift+Z", { name: "redo" }],
    ["Ctrl+d", { name: "fill-down" }],
    ["Ctrl+r", { name: "fill-right" }],
    ["Ctrl+a", { name: "select-all" }],
    ["Alt+ArrowDown", { name: "open" }],
    ["F2", { name: "edit" }],
    ["Delete", { name: "clear" }],
    ["5", { name: "type" }],
    ["Ctrl+Alt+@", { name: "type" }],
    ["Dead", { name: "type" }],
  ])("%s", (name, command) => {
    expect(commandOf(key(name))).toEqual(command);
  });

  test.each(["Ctrl+c", "Ctrl+v", "Ctrl+x", "Ctrl+Shift+r", "F5", "Alt+d", "Ctrl+Tab"])(
    "%s stays with the browser",
    (name) => {
      expect(commandOf(key(name))).toBeNull();
    },
  );
});
