import "./stepper.css";
import { h, icon } from "@web/elements/element";

export interface Stepper {
  readonly element: HTMLElement;
  value: number;
}

/** A whole number with a button on each side, as gloves need it. */
export function stepper(
  options: {
    readonly label: string;
    readonly less: string;
    readonly more: string;
    readonly value: number;
    readonly most: number;
  },
  onChange?: (value: number) => void,
): Stepper {
  let value = options.value;
  const shown = h("output", { class: "stepper-value tabular", "aria-live": "polite" }, String(value));
  const less = h("button", { type: "button", class: "btn", "aria-label": options.less });
  less.append(icon("minus"));
  const more = h("button", { type: "button", class: "btn", "aria-label": options.more });
  more.append(icon("plus"));
  const set = (next: number) => {
    value = Math.min(options.most, Math.max(0, next));
    shown.textContent = String(value);
    less.disabled = value === 0;
    more.disabled = value === options.most;
  };
  const step = (by: number) => {
    set(value + by);
    onChange?.(value);
  };
  less.addEventListener("click", () => step(-1));
  more.addEventListener("click", () => step(1));
  set(value);
  const element = h("div", { class: "stepper", role: "group", "aria-label": options.label }, less, shown, more);
  return {
    element,
    get value() {
      return value;
    },
    set value(next: number) {
      set(next);
    },
  };
}
