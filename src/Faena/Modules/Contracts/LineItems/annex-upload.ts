import "./annex.css";
import { alertBox } from "@web/elements/alert";
import { define, h, icon, texts } from "@web/elements/element";
import { api, ask, ProblemError } from "@web/elements/http";
import { toast, toastOnNextPage } from "@web/elements/toast";

interface MissingLine {
  readonly id_partida: string;
  readonly anexo: string;
  readonly descripcion_concepto: string;
  readonly producida: boolean;
}

interface ImportAnswer {
  readonly mensaje: string;
  readonly hoja: string;
  readonly hojas_sin_leer: readonly string[];
  readonly agregadas: number;
  readonly cambiadas: number;
  readonly sin_cambio: number;
  readonly faltantes: readonly MissingLine[];
  readonly repetidas: readonly string[];
}

interface BadRow {
  readonly fila: number;
  readonly columna: string;
  readonly titulo: string;
  readonly motivo: string;
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * `<annex-upload texts='{…}'><form action="…"><file-drop>…</file-drop><div data-answer></div></form></annex-upload>`: a chosen
 * workbook is previewed at once; what it changes, lacks or repeats is shown and asked, and only then is it imported.
 */
class AnnexUpload extends HTMLElement {
  readonly #say = texts(this);
  /** Answers that come after a newer question are not shown. */
  #asked = 0;

  connectedCallback(): void {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#confirm();
    });
    this.#form.addEventListener("change", (event) => {
      const name = event.target instanceof HTMLInputElement ? event.target.name : "";
      if (name === "archivo" || name === "modo_pool") void this.#preview();
    });
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  get #answer(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-answer]")!;
  }

  async #preview(): Promise<void> {
    const asked = ++this.#asked;
    const data = new FormData(this.#form);
    if (!(data.get("archivo") instanceof File) || (data.get("archivo") as File).size === 0) {
      this.#show();
      return;
    }
    data.set("confirmar", "false");
    this.#show(h("p", { class: "muted", role: "status" }, icon("hourglass"), this.#say("reading")));
    try {
      const answer = await api.post<ImportAnswer>(this.#form.action, data);
      if (asked === this.#asked) this.#show(...this.#summary(answer, data.get("modo_pool") === "separado"));
    } catch (failure) {
      if (asked === this.#asked) this.#refused(failure, data);
    }
  }

  async #confirm(): Promise<void> {
    const data = new FormData(this.#form);
    data.set("confirmar", "true");
    const button = this.querySelector<HTMLElement>("button[type=submit]");
    if (!button || button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const answer = await api.post<ImportAnswer>(this.#form.action, data);
      toastOnNextPage(answer.mensaje);
      location.reload();
    } catch (failure) {
      button.ariaBusy = null;
      this.#refused(failure, data);
    }
  }

  #summary(answer: ImportAnswer, separate: boolean): Node[] {
    const say = this.#say;
    const nothing = answer.agregadas + answer.cambiadas + answer.faltantes.length === 0;
    const count = (label: string, value: number) =>
      h("div", { class: "annex-count" }, h("strong", { class: "tabular" }, String(value)), h("span", {}, say(label)));
    return [
      h("h3", {}, say("preview", { hoja: answer.hoja })),
      h(
        "div",
        { class: "annex-counts" },
        count("added", answer.agregadas),
        count("changed", answer.cambiadas),
        count("unchanged", answer.sin_cambio),
        count("missing", answer.faltantes.length),
      ),
      answer.hojas_sin_leer.length > 0 &&
        alertBox("warning", say("sheets_left_out", { hojas: answer.hojas_sin_leer.join(", ") })),
      answer.repetidas.length > 0 && this.#sharedOrSeparate(answer.repetidas, separate),
      answer.faltantes.length > 0 && this.#missing(answer.faltantes),
      nothing && answer.repetidas.length === 0 && alertBox("info", say("nothing_new")),
      h(
        "div",
        { class: "form-actions" },
        h("button", { type: "submit", class: "btn btn-primary" }, icon("upload"), say("confirm")),
      ),
    ].filter((part) => part !== false);
  }

  /** Repeated codes with one volume and price: only a person knows whether they share it. */
  #sharedOrSeparate(codes: readonly string[], separate: boolean): HTMLElement {
    const say = this.#say;
    const choice = (value: string, checked: boolean) =>
      h(
        "label",
        { class: "check" },
        h("input", { type: "radio", name: "modo_pool", value, checked }),
        h("span", {}, say(`mode_${value}`)),
      );
    return h(
      "fieldset",
      { class: "annex-choice" },
      h("legend", {}, say("repeated", { n: codes.length })),
      h("p", { class: "muted" }, codes.slice(0, 12).join(" · ") + (codes.length > 12 ? " …" : "")),
      choice("compartido", !separate),
      choice("separado", separate),
    );
  }

  #missing(lines: readonly MissingLine[]): HTMLElement {
    const say = this.#say;
    const produced = lines.filter((line) => line.producida).length;
    const keep = h("input", {
      type: "checkbox",
      name: "conservar_faltantes",
      value: "true",
    });
    return h(
      "div",
      { class: "annex-choice" },
      produced > 0
        ? alertBox("warning", say("missing_produced", { n: produced }))
        : alertBox("info", say("missing_leave", { n: lines.length })),
      table(
        say("missing"),
        [say("code"), say("annex"), say("concept"), say("produced")],
        lines
          .slice(0, 200)
          .map((line) => [line.id_partida, line.anexo, line.descripcion_concepto, line.producida ? say("yes") : ""]),
      ),
      h("label", { class: "check" }, keep, h("span", {}, say("keep_missing"))),
    );
  }

  #refused(failure: unknown, data: FormData): void {
    if (!(failure instanceof ProblemError)) throw failure;
    const rows = failure.body["filas"];
    if (!Array.isArray(rows)) {
      this.#show(alertBox("danger", failure.detail ?? failure.message));
      return;
    }
    const say = this.#say;
    const download = h("button", { type: "button", class: "btn" }, icon("file-spreadsheet"), say("download_bad_rows"));
    download.addEventListener("click", () => void this.#download(data, download));
    this.#show(
      alertBox("danger", failure.message, say("bad_rows_help")),
      h("div", { class: "form-actions" }, download),
      table(
        say("bad_rows"),
        [say("row"), say("column"), say("reason")],
        (rows as readonly BadRow[]).map((row) => [
          String(row.fila),
          row.columna === "" ? "" : `${row.columna} · ${row.titulo}`,
          row.motivo,
        ]),
      ),
    );
    this.#answer.focus();
  }

  /** The same question again, asking for the answer as a workbook. */
  async #download(data: FormData, button: HTMLElement): Promise<void> {
    button.ariaBusy = "true";
    data.set("confirmar", "false");
    try {
      const response = await ask("POST", this.#form.action, data, { headers: { Accept: workbookType } });
      if (response.headers.get("Content-Type")?.startsWith(workbookType) !== true) {
        await this.#preview();
        return;
      }
      const link = h("a", {
        href: URL.createObjectURL(await response.blob()),
        download: `${this.#say("bad_rows_file")}.xlsx`,
      });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      toast(this.#say("offline"), "danger");
    } finally {
      button.ariaBusy = null;
    }
  }

  #show(...parts: readonly Node[]): void {
    this.#answer.replaceChildren(...parts);
  }
}

function table(label: string, titles: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return h(
    "div",
    {
      class: "table-frame annex-rows",
      tabindex: "0",
      role: "region",
      "aria-label": label,
    },
    h(
      "table",
      { class: "table" },
      h("thead", {}, h("tr", {}, ...titles.map((title) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    ),
  );
}

define("annex-upload", AnnexUpload);
