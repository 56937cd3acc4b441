import { h, icon } from "./element";
import type { IconName } from "../icons";

export type Tone = "info" | "success" | "warning" | "danger";

export const toneIcons: Readonly<Record<Tone, IconName>> = {
  info: "info-circle",
  success: "circle-check",
  warning: "alert-triangle",
  danger: "alert-circle",
};

/** The same alert that the Razor component draws. */
export function alertBox(tone: Tone, title: string, ...more: readonly (Node | string)[]): HTMLElement {
  return h(
    "div",
    { class: `alert alert-${tone}`, role: tone === "danger" || tone === "warning" ? "alert" : "status" },
    icon(toneIcons[tone]),
    h("div", { class: "alert-title" }, title),
    more.length > 0 && h("div", {}, ...more),
  );
}
