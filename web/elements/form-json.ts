// A form's controls become JSON text by hand, so that "0.10" reaches the server as 0.10 and never as a float.
import { parseDecimal, type DecimalRefusal } from "./decimal";

export type FormControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface BadField {
  readonly name: string;
  readonly reason: DecimalRefusal;
}

export interface FormJson {
  readonly json: string;
  /** Fields whose text cannot be what they are declared to be; when there are any, nothing should be sent. */
  readonly bad: readonly BadField[];
}

/**
 * The named controls of a form as JSON. `name="lines[0].qty"` nests. What a value is, says `data-type`:
 * `number` (decimal text → JSON number), `boolean` (a select of true/false), `list` (several values, or lines of a textarea),
 * `json` (the value is JSON already); a lone checkbox is a boolean; an empty value is null.
 */
export function formJson(form: HTMLFormElement): FormJson {
  const root: Branch = new Map();
  const bad: BadField[] = [];
  for (const [name, controls] of byName(form)) {
    const value = valueOf(name, controls, bad);
    if (value !== undefined) place(root, pathOf(name), value);
  }
  return { json: write(root), bad };
}

/** The same for a form that holds a file: numbers without separators, lone checkboxes as true or false, no empty files. */
export function formMultipart(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  for (const [name, controls] of byName(form)) {
    const [first] = controls;
    if (first === undefined || first.dataset["type"] === "list") continue;
    if (first instanceof HTMLInputElement && first.type === "checkbox") {
      data.set(name, String(first.checked));
    } else if (first.dataset["type"] === "number") {
      data.set(name, scalar(name, "number", first.value, []).replace("null", ""));
    }
  }
  for (const [name, value] of [...data]) {
    if (value instanceof File && value.size === 0 && value.name === "") data.delete(name);
  }
  return data;
}

type Branch = Map<string | number, Branch | string>;

function byName(form: HTMLFormElement): Map<string, FormControl[]> {
  const groups = new Map<string, FormControl[]>();
  for (const control of controlsOf(form)) {
    groups.set(control.name, [...(groups.get(control.name) ?? []), control]);
  }
  return groups;
}

/** The controls whose values are sent: named, enabled and no buttons or files. */
export function controlsOf(form: HTMLFormElement): FormControl[] {
  return [...form.elements].filter(
    (element): element is FormControl =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== "" &&
      !element.matches(":disabled") &&
      !["submit", "button", "reset", "image", "file"].includes(element.type),
  );
}

function valueOf(name: string, controls: readonly FormControl[], bad: BadField[]): string | undefined {
  const [first] = controls;
  if (first === undefined) return undefined;
  const type = first.dataset["type"];
  if (type === "list") return listOf(controls);
  if (first instanceof HTMLInputElement && first.type === "checkbox") return String(first.checked);
  if (first instanceof HTMLInputElement && first.type === "radio") {
    const chosen = controls.find((control) => control instanceof HTMLInputElement && control.checked);
    return scalar(name, type, chosen?.value ?? "", bad);
  }
  return scalar(name, type, first.value, bad);
}

function scalar(name: string, type: string | undefined, typed: string, bad: BadField[]): string {
  const value = type === "text" ? typed : typed.trim();
  if (value === "") return "null";
  switch (type) {
    case "number": {
      const number = parseDecimal(value, { maxIntegerDigits: 18, maxDecimals: 12 });
      if (number.ok) return number.value;
      bad.push({ name, reason: number.reason });
      return "null";
    }
    case "boolean":
      return String(value === "true");
    case "json":
      return value;
    default:
      return JSON.stringify(value);
  }
}

function listOf(controls: readonly FormControl[]): string {
  const items = controls.flatMap((control) => {
    if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map((option) => option.value);
    if (control instanceof HTMLTextAreaElement) return control.value.split("\n").map((line) => line.trim());
    if (control.type === "checkbox") return control.checked ? [control.value] : [];
    return [control.value.trim()];
  });
  const numbers = controls[0]?.dataset["items"] === "number";
  return `[${items
    .filter((item) => item !== "")
    .map((item) => (numbers && /^-?\d+(\.\d+)?$/.test(item) ? item : JSON.stringify(item)))
    .join(",")}]`;
}

/** "lines[0].qty" → ["lines", 0, "qty"] */
export function pathOf(name: string): (string | number)[] {
  return [...name.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map((part) =>
    part[1] === undefined ? part[2]! : Number(part[1]),
  );
}

function place(root: Branch, path: readonly (string | number)[], value: string): void {
  let branch = root;
  for (const step of path.slice(0, -1)) {
    const next = branch.get(step);
    if (next instanceof Map) {
      branch = next;
    } else {
      const made: Branch = new Map();
      branch.set(step, made);
      branch = made;
    }
  }
  branch.set(path.at(-1)!, value);
}

function write(node: Branch | string): string {
  if (typeof node === "string") return node;
  const isList = node.size > 0 && [...node.keys()].every((key) => typeof key === "number");
  if (isList) return `[${[...node.values()].map(write).join(",")}]`;
  return `{${[...node].map(([key, value]) => `${JSON.stringify(String(key))}:${write(value)}`).join(",")}}`;
}
