import { h, type Say } from "./element";
import type { CellRef } from "./grid-types";
import { newId } from "./id";

/** A cell with two values, as the dialog lists it. */
export interface ConflictRow extends CellRef {
  readonly row: string;
  readonly column: string;
  readonly mine: string;
  readonly theirs: string;
  readonly who: string;
  readonly when: string;
}

export type ConflictChoice = "mine" | "theirs";

/**
 * Lists cells that somebody else changed meanwhile and lets the person choose for each, or for all at once.
 * Texts: `conflict_title`, `conflict_lead`, `conflict_row`, `conflict_column`, `conflict_mine`, `conflict_theirs`,
 * `conflict_by` (`{who}`, `{when}`), `conflict_all_mine`, `conflict_all_theirs`, `conflict_apply`, `conflict_later`,
 * `conflict_empty`.
 * @returns the choice of every cell; null when the person decides later.
 */
export function conflictDialog(
  rows: readonly ConflictRow[],
  say: Say,
): Promise<readonly { readonly cell: ConflictRow; readonly choice: ConflictChoice }[] | null> {
  const id = `conflict-${newId()}`;
  const lines = rows.map((row, index) => line(row, `${id}-${index}`, say));
  const all = (choice: ConflictChoice) => {
    const button = h("button", { type: "button", class: "btn btn-sm" }, say(`conflict_all_${choice}`));
    button.addEventListener("click", () => lines.forEach((each) => (each.inputs[choice].checked = true)));
    return button;
  };
  const later = h("button", { type: "button", class: "btn" }, say("conflict_later"));
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: `${id}-title` }, say("conflict_title")),
    h("p", { id: `${id}-lead` }, say("conflict_lead", { n: rows.length })),
    h("div", { class: "conflict-all" }, all("theirs"), all("mine")),
    h(
      "div",
      { class: "conflict-list", tabindex: "0", role: "region", "aria-labelledby": `${id}-title` },
      h(
        "table",
        { class: "table" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...["conflict_row", "conflict_column", "conflict_theirs", "conflict_mine"].map((key) =>
              h("th", { scope: "col" }, say(key)),
            ),
          ),
        ),
        h("tbody", {}, ...lines.map((each) => each.element)),
      ),
    ),
    h(
      "div",
      { class: "dialog-actions" },
      later,
      h("button", { type: "submit", class: "btn btn-primary" }, say("conflict_apply")),
    ),
  );
  const dialog = h(
    "dialog",
    {
      class: "dialog dialog-wide conflict-dialog",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": `${id}-lead`,
    },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();

  return new Promise((resolve) => {
    let chosen = false;
    form.addEventListener("submit", () => (chosen = true));
    later.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(
        chosen
          ? lines.map(({ row, inputs }) => ({ cell: row, choice: inputs.mine.checked ? "mine" : "theirs" }))
          : null,
      );
    });
  });
}

function line(row: ConflictRow, id: string, say: Say) {
  const input = (choice: ConflictChoice, checked: boolean) =>
    h("input", { type: "radio", name: id, value: choice, checked });
  // What is already stored stays unless the person says otherwise.
  const inputs: Readonly<Record<ConflictChoice, HTMLInputElement>> = {
    theirs: input("theirs", true),
    mine: input("mine", false),
  };
  const shown = (value: string) => (value === "" ? say("conflict_empty") : value);
  const by = row.who === "" ? "" : say("conflict_by", { who: row.who, when: row.when });
  const option = (choice: ConflictChoice, value: string, note: string) =>
    h(
      "td",
      {},
      h(
        "label",
        { class: "conflict-option" },
        inputs[choice],
        h("strong", {}, shown(value)),
        note !== "" && h("span", { class: "muted small" }, note),
      ),
    );
  return {
    row,
    inputs,
    element: h(
      "tr",
      {},
      h("th", { scope: "row" }, row.row),
      h("td", {}, row.column),
      option("theirs", row.theirs, by),
      option("mine", row.mine, ""),
    ),
  };
}
