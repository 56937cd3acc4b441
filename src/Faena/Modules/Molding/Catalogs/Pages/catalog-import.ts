import "./catalogs.css";
import { alertBox } from "@web/elements/alert";
import type { ApiForm } from "@web/elements/api-form";
import { define, h, texts } from "@web/elements/element";

interface Said {
  readonly fila: number;
  readonly campo: string;
  readonly valor: string;
  readonly motivo: string;
}
interface Report {
  readonly aplicado: boolean;
  readonly nuevas: number;
  readonly actualizadas: number;
  readonly sin_cambio: number;
  readonly diferentes: number;
  readonly rechazadas: readonly Said[];
  readonly advertencias: readonly Said[];
}

/** `<catalog-import texts><form-dialog>…</form-dialog></catalog-import>`: a table is looked at first, and taken in when confirmed. */
class CatalogImport extends HTMLElement {
  connectedCallback(): void {
    // Before the dialog hears it: a look is no reason to show the list anew.
    this.addEventListener("saved", (event) => this.#looked(event as CustomEvent<Report>), true);
    this.addEventListener("change", () => this.#reset());
    this.#confirm.addEventListener("click", () => {
      this.#asked.value = "true";
      void this.querySelector<ApiForm>("api-form")!.submit();
    });
    const dialog = this.querySelector("dialog")!;
    new MutationObserver(() => dialog.open && this.#reset()).observe(dialog, {
      attributeFilter: ["open"],
    });
  }

  get #asked(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('[name="confirmar"]')!;
  }

  get #confirm(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>("[data-confirm]")!;
  }

  #reset(): void {
    this.#asked.value = "false";
    this.#confirm.hidden = true;
    this.querySelector("[data-report]")!.replaceChildren();
  }

  #looked(event: CustomEvent<Report>): void {
    const report = event.detail;
    if (report.aplicado) return;
    event.stopPropagation();
    event.preventDefault();
    const say = texts(this);
    this.#confirm.hidden = report.nuevas + report.actualizadas === 0;
    this.querySelector("[data-report]")!.replaceChildren(
      alertBox(report.rechazadas.length > 0 ? "warning" : "info", say("found", { ...report })),
      this.#list(say("rejected"), report.rechazadas),
      this.#list(say("warnings"), report.advertencias),
    );
  }

  #list(title: string, rows: readonly Said[]): HTMLElement {
    if (rows.length === 0) return h("div");
    const say = texts(this);
    return h(
      "div",
      {
        class: "import-report",
        tabindex: "0",
        role: "region",
        "aria-label": title,
      },
      h("h3", {}, `${title} (${rows.length})`),
      h(
        "table",
        { class: "table" },
        h(
          "thead",
          {},
          h("tr", {}, ...["row", "field", "value", "reason"].map((key) => h("th", { scope: "col" }, say(key)))),
        ),
        h(
          "tbody",
          {},
          ...rows.map((row) =>
            h(
              "tr",
              {},
              h("td", { class: "num" }, String(row.fila)),
              h("td", {}, row.campo),
              h("td", {}, row.valor),
              h("td", {}, row.motivo),
            ),
          ),
        ),
      ),
    );
  }
}

define("catalog-import", CatalogImport);
