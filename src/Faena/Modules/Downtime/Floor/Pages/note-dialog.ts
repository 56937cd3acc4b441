import { h, type texts } from "@web/elements/element";
import { quickNotes, tell } from "../../Pages/stop-form";

/** Asks for the note without which a reason explains nothing. Resolves to null when the person thinks better of it. */
export function askForNote(
  reason: string,
  notes: readonly string[],
  say: ReturnType<typeof texts>,
): Promise<string | null> {
  const note = h("textarea", {
    id: "floor-note",
    class: "form-control",
    rows: "3",
    maxlength: "1000",
    "aria-describedby": "floor-note-error",
  });
  const cancel = h("button", { type: "button", class: "btn" }, say("cancel"));
  const form = h(
    "form",
    { method: "dialog", novalidate: true },
    h("h2", { id: "floor-note-title" }, say("note_for", { reason })),
    h(
      "div",
      { class: "field" },
      h("label", { class: "field-label", for: "floor-note" }, say("note")),
      note,
      h("div", { id: "floor-note-error", class: "field-error", hidden: true }),
      notes.length > 0 && quickNotes(notes, say("quick_notes"), note),
    ),
    h(
      "div",
      { class: "dialog-actions" },
      cancel,
      h("button", { type: "submit", class: "btn btn-primary" }, say("save")),
    ),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "floor-note-title" }, form);
  let answer: string | null = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = note.value.trim();
    tell(note, written === "" ? say("note_missing") : null);
    if (written === "") return;
    answer = written;
    dialog.close();
  });
  cancel.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    }),
  );
}
