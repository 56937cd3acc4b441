import "./sheet-import.css";
import { h, icon } from "@web/elements/element";
import { ProblemError } from "@web/elements/http";
import { alertBox } from "@web/elements/alert";

/** What a sheet says that was not taken as it stands. */
export interface Remark {
  readonly hoja: string;
  readonly celda: string;
  readonly campo: string;
  readonly valor: string;
  readonly motivo: string;
  readonly codigo: string;
  readonly impide: boolean;
}

export interface Column {
  readonly title: string;
  readonly number?: boolean;
}

type Cell = Node | string;

/** A table that scrolls in its own frame, reachable by keyboard. */
export function reportTable(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): HTMLElement {
  const className = (at: number) => (columns[at]?.number === true ? "num" : "");
  return h(
    "div",
    {
      class: "table-frame import-rows",
      tabindex: "0",
      role: "region",
      "aria-label": label,
    },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "visually-hidden" }, label),
      h(
        "thead",
        {},
        h("tr", {}, ...columns.map((column, at) => h("th", { scope: "col", class: className(at) }, column.title))),
      ),
      h(
        "tbody",
        {},
        ...rows.map((row) => h("tr", {}, ...row.map((cell, at) => h("td", { class: className(at) }, cell)))),
      ),
    ),
  );
}

export function reading(text: string): HTMLElement {
  return h("p", { class: "muted", role: "status" }, icon("hourglass"), text);
}

/** Why the server took no sheet at all; anything else than a refusal is a mistake of ours. */
export function refusal(failure: unknown): HTMLElement {
  if (!(failure instanceof ProblemError)) throw failure;
  return alertBox("danger", failure.detail ?? failure.message);
}

/** The file that was chosen, or null. */
export function chosen(form: HTMLFormElement): File | null {
  const file = new FormData(form).get("archivo");
  return file instanceof File && file.size > 0 ? file : null;
}
