import { h } from "./element";
import { newId } from "./id";

export interface ConfirmOptions {
  readonly title: string;
  readonly text?: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly danger?: boolean;
  /** Asks for a written reason as well; `error` is what an empty one is told. */
  readonly reason?: { readonly label: string; readonly required?: boolean; readonly error?: string };
}

/** Asks before something that is not easily undone. Resolves to null when the person thinks better of it. */
export function confirmDialog(options: ConfirmOptions): Promise<{ reason: string } | null> {
  const id = `ask-${newId()}`;
  const reason = options.reason
    ? h("textarea", { id: `${id}-reason`, class: "form-control", rows: "2", "aria-describedby": `${id}-error` })
    : null;
  const error = h("div", { id: `${id}-error`, class: "field-error", hidden: true }, options.reason?.error ?? "");
  const cancel = h("button", { type: "button", class: "btn" }, options.cancel);
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: `${id}-title` }, options.title),
    options.text !== undefined && h("p", { id: `${id}-text` }, options.text),
    reason &&
      h(
        "div",
        { class: "field" },
        h("label", { class: "field-label", for: reason.id }, options.reason?.label),
        reason,
        error,
      ),
    h(
      "div",
      { class: "dialog-actions" },
      cancel,
      h("button", { type: "submit", class: `btn ${options.danger ? "btn-danger" : "btn-primary"}` }, options.confirm),
    ),
  );
  const dialog = h(
    "dialog",
    {
      class: "dialog",
      "aria-labelledby": `${id}-title`,
      "aria-describedby": options.text === undefined ? null : `${id}-text`,
    },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  // What destroys is never one careless Enter away.
  if (options.danger && !reason) cancel.focus();

  return new Promise((resolve) => {
    let answer: { reason: string } | null = null;
    form.addEventListener("submit", (event) => {
      if (reason && options.reason?.required && reason.value.trim() === "") {
        event.preventDefault();
        error.hidden = false;
        reason.setAttribute("aria-invalid", "true");
        reason.focus();
        return;
      }
      answer = { reason: reason?.value.trim() ?? "" };
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
  });
}
