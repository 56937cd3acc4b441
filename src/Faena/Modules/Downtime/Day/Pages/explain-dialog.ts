import { alertBox } from "@web/elements/alert";
import { h, type texts } from "@web/elements/element";
import { newId } from "@web/elements/id";
import type { ReasonChosen, ReasonTiles } from "../../Pages/reason-tiles";
import type { Reason, ReasonTree } from "../../Pages/reason-tree";
import { tell } from "../../Pages/stop-form";

export interface Explanation {
  readonly reasonId: number;
  readonly note: string;
}

/**
 * Asks why a line stood. A tap on a reason is the answer; where the reason asks for a note, the note comes first. Resolves to null when
 * the person thinks better of it.
 */
export function askWhy(options: {
  readonly title: string;
  readonly note: string;
  readonly tree: ReasonTree;
  readonly say: ReturnType<typeof texts>;
  readonly tileTexts: string;
  readonly refusal: string | null;
}): Promise<Explanation | null> {
  const { say, tree } = options;
  const id = `why-${newId()}`;
  const note = h("textarea", {
    id: `${id}-note`,
    class: "form-control",
    rows: "2",
    maxlength: "1000",
    "aria-describedby": `${id}-note-error`,
  });
  note.value = options.note;
  const tiles = document.createElement("reason-tiles") as ReasonTiles;
  tiles.setAttribute("texts", options.tileTexts);
  const cancel = h("button", { type: "button", class: "btn" }, say("cancel"));
  const save = h("button", { type: "submit", class: "btn btn-primary", hidden: true }, say("save"));
  const form = h(
    "form",
    { method: "dialog", novalidate: true },
    h("h2", { id: `${id}-title` }, options.title),
    options.refusal !== null && alertBox("danger", options.refusal),
    tiles,
    h(
      "div",
      { class: "field" },
      h("label", { class: "field-label", for: note.id }, say("note")),
      note,
      h("div", { id: `${id}-note-error`, class: "field-error", hidden: true }),
    ),
    h("div", { class: "dialog-actions" }, cancel, save),
  );
  const dialog = h("dialog", { class: "dialog dialog-wide", "aria-labelledby": `${id}-title` }, form);
  let chosen: Reason | null = null;
  let answer: Explanation | null = null;

  const leave = () => {
    const written = note.value.trim();
    const isMissing = chosen !== null && chosen.requiresNote && written === "";
    tell(note, isMissing ? say("note_missing") : null);
    save.hidden = !isMissing;
    if (isMissing) note.focus();
    else if (chosen) {
      answer = { reasonId: chosen.id, note: written };
      dialog.close();
    }
  };
  tiles.addEventListener("reason-chosen", (event) => {
    chosen = (event as ReasonChosen).reason;
    tiles.show(tree, [], chosen.id);
    leave();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  cancel.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  tiles.show(tree, []);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    }),
  );
}
