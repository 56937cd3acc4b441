import { alertBox } from "@web/elements/alert";
import { formatDecimal } from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { toastOnNextPage } from "@web/elements/toast";
import { chosen, reading, refusal, type Remark, reportTable } from "./sheet-report";

interface Difference {
  readonly campo: string;
  readonly nombre: string;
  readonly lote: string;
  readonly clase: "numero" | "fecha" | "texto";
  readonly antes: string | null;
  readonly despues: string | null;
}

interface Preview {
  readonly puede_aplicar: boolean;
  readonly version: number;
  readonly version_hoja: number | null;
  readonly orden_cambio: boolean;
  readonly diferencias: readonly Difference[];
  readonly observaciones: readonly Remark[];
}

/**
 * `<order-reimport texts locale data-page><form action>…<file-drop></form><div data-answer></div></order-reimport>`: the chosen
 * sheet is compared with the order; what the person then applies is what they saw, or nothing.
 */
class OrderReimport extends HTMLElement {
  readonly #say = texts(this);
  /** Answers that come after a newer question are not shown. */
  #asked = 0;
  #version = 0;

  connectedCallback(): void {
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("change", () => void this.#preview());
    this.#answer.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-apply]")) void this.#apply();
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
    if (!chosen(this.#form)) {
      this.#answer.replaceChildren();
      return;
    }
    this.#answer.replaceChildren(reading(this.#say("reading")));
    try {
      const answer = await api.post<Preview>(`${this.#form.action}/preview`, new FormData(this.#form));
      if (asked !== this.#asked) return;
      this.#version = answer.version;
      this.#answer.replaceChildren(...this.#report(answer));
    } catch (failure) {
      if (asked === this.#asked) this.#answer.replaceChildren(refusal(failure));
    }
  }

  async #apply(): Promise<void> {
    const button = this.#answer.querySelector<HTMLButtonElement>("[data-apply]");
    if (!button || button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const data = new FormData(this.#form);
    data.set("version", String(this.#version));
    try {
      await api.post(this.#form.action, data);
      toastOnNextPage(this.#say("applied"));
      location.assign(this.dataset["page"] ?? "/molding");
    } catch (failure) {
      button.ariaBusy = null;
      if (!(failure instanceof ProblemError)) throw failure;
      // Compared with the order as it is now, before the person decides again.
      await this.#preview();
      this.#answer.prepend(refusal(failure));
    }
  }

  #report(answer: Preview): Node[] {
    const say = this.#say;
    const n = answer.diferencias.length;
    const isStopped = answer.observaciones.length > 0;
    const parts: (Node | false)[] = [
      answer.orden_cambio &&
        n > 0 &&
        alertBox(
          "warning",
          say("changed"),
          say("changed_text", {
            hoja: answer.version_hoja ?? "–",
            orden: answer.version,
          }),
        ),
      isStopped && alertBox("danger", say("stopped")),
      !isStopped && alertBox("info", n === 0 ? say("nothing") : say("found", { n })),
      isStopped && this.#remarks(answer.observaciones),
      n > 0 && this.#differences(answer.diferencias),
      n > 0 &&
        h(
          "div",
          { class: "form-actions" },
          h(
            "button",
            {
              type: "button",
              class: "btn btn-primary",
              "data-apply": "",
              disabled: !answer.puede_aplicar,
            },
            icon("check"),
            say("apply"),
          ),
        ),
    ];
    return parts.filter((part) => part !== false);
  }

  #remarks(remarks: readonly Remark[]): HTMLElement {
    const say = this.#say;
    return h(
      "section",
      {},
      h("h3", {}, say("remarks")),
      reportTable(
        say("remarks"),
        [{ title: say("cell") }, { title: say("says") }, { title: say("reason") }],
        remarks.map((remark) => [remark.celda, remark.valor, remark.motivo]),
      ),
    );
  }

  #differences(differences: readonly Difference[]): HTMLElement {
    const say = this.#say;
    return h(
      "section",
      {},
      h("h3", {}, say("differences")),
      reportTable(
        say("differences"),
        [
          { title: say("lot") },
          { title: say("field") },
          { title: say("before"), number: true },
          { title: say("after"), number: true },
        ],
        differences.map((one) => [
          one.lote,
          one.nombre,
          this.#shown(one.clase, one.antes),
          h("strong", {}, this.#shown(one.clase, one.despues)),
        ]),
      ),
    );
  }

  #shown(kind: Difference["clase"], value: string | null): string {
    if (value === null) return this.#say("none");
    const locale = this.getAttribute("locale") ?? "es-MX";
    if (kind === "numero") return formatDecimal(value, locale);
    if (kind === "texto") return value;
    // The plant's wall clock, whatever zone the reader is in.
    return new Intl.DateTimeFormat(locale, {
      dateStyle: "short",
      timeStyle: "short",
      timeZone: "UTC",
    }).format(new Date(`${value}Z`));
  }
}

define("order-reimport", OrderReimport);
