import type { Direction } from "./grid-selection";

/** What a key means on a cell that is not being edited. */
export type Command =
  | { readonly name: "step"; readonly direction: Direction; readonly jump: boolean; readonly extend: boolean }
  | { readonly name: "page"; readonly direction: "up" | "down"; readonly extend: boolean }
  | { readonly name: "home" | "end"; readonly far: boolean; readonly extend: boolean }
  | { readonly name: "enter" | "tab"; readonly back: boolean }
  | {
      readonly name:
        | "edit"
        | "open"
        | "clear"
        | "undo"
        | "redo"
        | "fill-down"
        | "fill-right"
        | "select-all"
        | "select-row"
        | "select-column"
        | "escape"
        | "type";
    };

/** The part of a keyboard event that decides. */
export type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Reads a key the way Excel does; null is a key the browser keeps. */
export function commandOf(event: Key): Command | null {
  const { key, shiftKey: extend } = event;
  const control = event.ctrlKey || event.metaKey;
  const direction = arrows[key];
  // AltGr reports Ctrl+Alt while it types a character of a Spanish keyboard, such as @ or [.
  const altGraph = event.ctrlKey && event.altKey;
  if (event.altKey && !altGraph) return direction === "down" ? { name: "open" } : null;
  if (direction) return { name: "step", direction, jump: control, extend };
  switch (key) {
    case "PageUp":
    case "PageDown":
      return control ? null : { name: "page", direction: key === "PageUp" ? "up" : "down", extend };
    case "Home":
      return { name: "home", far: control, extend };
    case "End":
      return { name: "end", far: control, extend };
    case "Enter":
      return { name: "enter", back: extend };
    case "Tab":
      return control ? null : { name: "tab", back: extend };
    case "F2":
      return { name: "edit" };
    case "Escape":
      return { name: "escape" };
    case "Delete":
    case "Backspace":
      return { name: "clear" };
    case " ":
      if (control) return { name: "select-column" };
      return extend ? { name: "select-row" } : { name: "type" };
    case "Dead":
    case "Process":
      return control && !altGraph ? null : { name: "type" };
  }
  if (key.length !== 1) return null;
  return control && !altGraph ? shortcut(key.toLowerCase(), extend) : { name: "type" };
}

function shortcut(key: string, shift: boolean): Command | null {
  switch (key) {
    case "z":
      return { name: shift ? "redo" : "undo" };
    case "y":
      return { name: "redo" };
    case "d":
      return { name: "fill-down" };
    case "r":
      return shift ? null : { name: "fill-right" };
    case "a":
      return { name: "select-all" };
    default:
      return null;
  }
}
