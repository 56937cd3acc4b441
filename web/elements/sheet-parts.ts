// Pieces that sheets are made of.
import type { IconName } from "../icons";
import { alertBox, type Tone } from "./alert";
import { confirmDialog } from "./confirm-dialog";
import type { DataGrid, GridLayout } from "./data-grid";
import { h, icon, type Say } from "./element";
import { api, ProblemError } from "./http";

const mostDetails = 20;

export function button(name: IconName, text: string, act: () => void): HTMLButtonElement {
  const made = h("button", { type: "button", class: "btn", title: text }, icon(name), label(text));
  made.addEventListener("click", act);
  return made;
}

export function label(text: string): HTMLElement {
  return h("span", { class: "sheet-label" }, text);
}

export function iconButton(name: IconName, text: string, act: () => void): HTMLButtonElement {
  const made = h(
    "button",
    {
      type: "button",
      class: "btn btn-ghost btn-icon",
      title: text,
      "aria-label": text,
    },
    icon(name),
  );
  made.addEventListener("click", act);
  return made;
}

export function undoButtons(grid: DataGrid, say: Say): readonly HTMLElement[] {
  return [
    iconButton("arrow-back-up", say("undo"), () => grid.undo()),
    iconButton("arrow-forward-up", say("redo"), () => grid.redo()),
  ];
}

/** A message over the grid that stays until it is closed. */
export function notice(tone: Tone, title: string, details: readonly string[], say: Say): HTMLElement {
  const list = h("ul", {}, ...details.slice(0, mostDetails).map((each) => h("li", {}, each)));
  const box = alertBox(tone, title, ...(details.length > 0 ? [list] : []));
  box.append(iconButton("x", say("close"), () => box.remove()));
  return box;
}

/** Stands where the others see how the saving goes. */
export function readOnlyBar(say: Say): HTMLElement {
  return h(
    "div",
    { class: "save-bar", "data-phase": "saved" },
    h("span", { class: "save-bar-state" }, icon("eye"), say("read_only")),
  );
}

/** Why nothing is shown. Who is not signed in any more comes back here; what was typed is kept on the device. */
export function whyNotLoaded(problem: ProblemError, say: Say): HTMLElement {
  if (problem.status !== 401) return notice("danger", problem.message, [], say);
  const back = encodeURIComponent(location.pathname + location.search);
  return alertBox("warning", problem.message, h("a", { href: `/sign-in?returnUrl=${back}` }, say("save_sign_in")));
}

/** Asks whether to go although some cells could not be saved; they stay on the device. */
export async function mayLeaveUnsaved(unsaved: number, say: Say): Promise<boolean> {
  const answer = await confirmDialog({
    title: say("leave_title", { n: unsaved }),
    text: say("leave_text"),
    confirm: say("leave_anyway"),
    cancel: say("leave_stay"),
  });
  return answer !== null;
}

const layoutPause = 800;

/** The person's own columns, kept on the server under a name. */
export async function keepLayout(grid: DataGrid, name: string): Promise<void> {
  const url = `/api/session/preferences/${name}`;
  let timer = 0;
  const keep = async (layout: GridLayout) => {
    try {
      await api.put(url, layout);
    } catch (problem) {
      // The columns stay as they are on the screen; the next change tries again.
      if (!(problem instanceof ProblemError)) throw problem;
    }
  };
  grid.addEventListener("grid-layout", ({ detail }) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void keep(detail), layoutPause);
  });
  try {
    const layout = await api.get<GridLayout | null>(url);
    if (layout) grid.layout = layout;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
  }
}
