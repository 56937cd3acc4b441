import type { Conflict } from "./grid-ledger";
import { freshId, make } from "./grid-dom";
import type { TextBook } from "./grid-texts";
import type { RejectedCell } from "./grid-types";

const mostListed = 200;

/** Lists the cells that made a paste impossible, each with its reason and a way to go there. */
export function buildRejection(
  cells: readonly RejectedCell[],
  texts: TextBook,
  goTo: (cell: RejectedCell) => void,
  close: () => void,
): HTMLElement {
  const title = freshId("fn-grid-rejected");
  const heading = make("h2", "fn-grid-panel-title", { id: title, tabindex: "-1" }, texts.say("paste_rejected_title"));
  const head = make(
    "tr",
    "",
    {},
    ...(["paste_row", "paste_column", "paste_value", "paste_reason"] as const).map((key) =>
      make("th", "", { scope: "col" }, texts.say(key)),
    ),
  );
  const lines = cells.slice(0, mostListed).map((cell) => {
    const name = `${cell.rowLabel}, ${cell.columnTitle}`;
    const place =
      cell.rowId !== null && cell.columnId !== null
        ? button(cell.rowLabel, () => goTo(cell), texts.say("paste_go_to", { cell: name }))
        : cell.rowLabel;
    return make(
      "tr",
      "",
      {},
      make("td", "", {}, place),
      make("td", "", {}, cell.columnTitle),
      make("td", "fn-grid-pasted", {}, cell.text),
      make("td", "", {}, cell.message),
    );
  });
  const table = make("table", "fn-grid-problems", {}, make("thead", "", {}, head), make("tbody", "", {}, ...lines));
  const panel = make(
    "section",
    "fn-grid-panel",
    { "aria-labelledby": title },
    heading,
    make("p", "", {}, texts.say("paste_rejected_summary", { count: cells.length })),
    make("div", "fn-grid-panel-list", { tabindex: "0", role: "group", "aria-labelledby": title }, table),
    button(texts.say("close"), close),
  );
  if (cells.length > mostListed) {
    table.after(make("p", "", {}, texts.say("paste_rejected_more", { count: cells.length - mostListed })));
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  return panel;
}

/** Shows both values of a conflict and lets the person choose. */
export function buildConflict(
  cellName: string,
  mine: string,
  theirs: string,
  conflict: Conflict,
  when: string,
  texts: TextBook,
  choose: (choice: "mine" | "theirs") => void,
): HTMLElement {
  const title = freshId("fn-grid-conflict");
  const empty = texts.say("empty_value");
  const dialog = make(
    "div",
    "fn-grid-menu fn-grid-conflict",
    { role: "dialog", "aria-labelledby": title },
    make("h2", "fn-grid-menu-title", { id: title }, texts.say("conflict_title", { cell: cellName })),
  );
  if (conflict.who) dialog.append(make("p", "", {}, texts.say("conflict_by", { who: conflict.who, when })));
  dialog.append(
    make(
      "dl",
      "fn-grid-values",
      {},
      make("dt", "", {}, texts.say("conflict_mine")),
      make("dd", "", {}, mine || empty),
      make("dt", "", {}, texts.say("conflict_theirs")),
      make("dd", "", {}, theirs || empty),
    ),
    make(
      "div",
      "fn-grid-buttons",
      {},
      button(texts.say("conflict_keep_mine"), () => choose("mine")),
      button(texts.say("conflict_take_theirs"), () => choose("theirs")),
    ),
  );
  return dialog;
}

function button(text: string, act: () => void, label?: string): HTMLButtonElement {
  const made = make("button", "fn-grid-button", { type: "button" }, text);
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}
