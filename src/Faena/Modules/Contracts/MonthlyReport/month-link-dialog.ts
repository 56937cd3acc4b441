import { h, icon } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { toast } from "@web/elements/toast";
import type { OrderJson, SheetContext } from "../ProductionGrid/month-context";

/** Opens or sets the link to the month's evidence folder. @returns the new link; null when nothing changed. */
export function monthLinkDialog(
  order: OrderJson,
  at: { readonly year: number; readonly month: number },
  monthName: string,
  { say, may }: SheetContext,
): Promise<string | null> {
  const canSave = may.link && !order.mes_cerrado;
  const field = h("input", {
    id: "month-link",
    type: "url",
    class: "form-control",
    placeholder: "https://",
    autocomplete: "off",
    "aria-describedby": "month-link-error",
    readonly: !canSave,
  });
  field.value = order.archivo;
  const error = h("div", {
    id: "month-link-error",
    class: "field-error",
    role: "alert",
  });
  const cancel = h("button", { type: "button", class: "btn" }, say("close"));
  const form = h(
    "form",
    { method: "dialog", novalidate: true },
    h("h2", { id: "month-link-title" }, say("month_link")),
    h("p", {}, `${order.ot} · ${monthName}`),
    order.archivo !== "" &&
      h(
        "a",
        {
          class: "btn",
          href: order.archivo,
          target: "_blank",
          rel: "noopener noreferrer",
        },
        icon("external-link"),
        say("link_open_tab"),
      ),
    h(
      "div",
      { class: "field" },
      h("label", { class: "field-label", for: field.id }, say("link_field")),
      field,
      h("div", { class: "field-help" }, say("link_help")),
      error,
    ),
    h(
      "div",
      { class: "dialog-actions" },
      cancel,
      canSave && h("button", { type: "submit", class: "btn btn-primary" }, say("link_save")),
    ),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "month-link-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();

  return new Promise((resolve) => {
    let saved: string | null = null;
    const save = async () => {
      try {
        const answer = await api.post<{ archivo: string; mensaje: string }>("/api/produccion/guardar_archivo_mensual", {
          id_ot: order.id_ot,
          mes: at.month,
          anio: at.year,
          archivo: field.value.trim(),
        });
        saved = answer.archivo;
        toast(answer.mensaje);
        dialog.close();
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        error.textContent = problem.errors["archivo"]?.[0] ?? problem.message;
        field.setAttribute("aria-invalid", "true");
        field.focus();
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void save();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(saved);
    });
  });
}
