import { alertBox } from "@web/elements/alert";
import { formatDecimal, parseDecimal, roundDecimal } from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { toastOnNextPage } from "@web/elements/toast";
import { chosen, reading, refusal, type Remark, reportTable } from "./sheet-report";

interface Missing {
  readonly catalogo: string;
  readonly nombre: string;
  readonly tipo: string;
  readonly celda: string;
  readonly parecido: string | null;
  readonly agregar: boolean;
}

interface Check {
  readonly celda: string;
  readonly nombre: string;
  readonly hoja: string;
  readonly faena: string;
  readonly coincide: boolean;
  readonly motivo: string;
  readonly codigo: string;
}

interface Preview {
  readonly puede_crear: boolean;
  readonly hoja: {
    readonly numero_op: string;
    readonly producto: string;
    readonly tipo_orden: string;
    readonly base_tiempo: string;
  };
  readonly observaciones: readonly Remark[];
  readonly por_agregar: readonly Missing[];
  readonly comparacion: readonly Check[];
  readonly lotes: readonly unknown[] | null;
}

interface Field {
  readonly name: string;
  readonly kind: "text" | "number" | "moment" | "choice";
  readonly label: string;
}

const shownPlaces = 6;

/**
 * `<plant-sheet-import texts fields choices locale><form action>…<file-drop></form><div data-answer></div></plant-sheet-import>`:
 * a chosen workbook is looked at once and again after every decision; only the button creates the draft.
 */
class PlantSheetImport extends HTMLElement {
  readonly #say = texts(this);
  /** Answers that come after a newer question are not shown. */
  #asked = 0;
  readonly #corrections = new Map<string, string>();
  readonly #adding = new Set<string>();

  connectedCallback(): void {
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("change", () => {
      this.#corrections.clear();
      this.#adding.clear();
      void this.#preview();
    });
    this.#answer.addEventListener("change", (event) => this.#decided(event));
    this.#answer.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-create]")) void this.#create();
    });
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  get #answer(): HTMLElement {
    return this.querySelector<HTMLElement>("[data-answer]")!;
  }

  get #fields(): readonly Field[] {
    return JSON.parse(this.getAttribute("fields") ?? "[]") as Field[];
  }

  get #locale(): string {
    return this.getAttribute("locale") ?? "es-MX";
  }

  get #mayAdd(): boolean {
    return this.hasAttribute("may-add");
  }

  #decided(event: Event): void {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    if (control instanceof HTMLInputElement && control.dataset["add"]) {
      if (control.checked) this.#adding.add(control.dataset["add"]);
      else this.#adding.delete(control.dataset["add"]);
    } else if (control.name === "base_tiempo") {
      if ((control as HTMLInputElement).checked) this.#corrections.set("base_tiempo", "NETO");
      else this.#corrections.delete("base_tiempo");
    } else if (control.value.trim() === "") {
      this.#corrections.delete(control.name);
    } else {
      this.#corrections.set(control.name, control.value);
    }
    void this.#preview();
  }

  /** The file with everything decided about it, as both calls take it. */
  #data(): FormData {
    const data = new FormData(this.#form);
    const kinds = new Map(this.#fields.map((f) => [f.name, f.kind]));
    const members = [...this.#corrections].map(([name, value]) => {
      const number = kinds.get(name) === "number" ? parseDecimal(value.trim()) : null;
      // Never through a float: the server reads the digits as typed, and refuses what is no number.
      return `${JSON.stringify(name)}:${number?.ok === true ? number.value : JSON.stringify(value)}`;
    });
    data.set("correcciones", `{${members.join(",")}}`);
    data.set(
      "agregar",
      `[${[...this.#adding]
        .map((key) => {
          const [catalogo, nombre] = JSON.parse(key) as [string, string];
          return JSON.stringify({ catalogo, nombre });
        })
        .join(",")}]`,
    );
    return data;
  }

  async #preview(): Promise<void> {
    const asked = ++this.#asked;
    if (!chosen(this.#form)) {
      this.#answer.replaceChildren();
      return;
    }
    if (this.#answer.childElementCount === 0) this.#answer.replaceChildren(reading(this.#say("reading")));
    try {
      const answer = await api.post<Preview>(`${this.#form.action}/preview`, this.#data());
      if (asked === this.#asked) this.#show(answer);
    } catch (failure) {
      if (asked === this.#asked) this.#answer.replaceChildren(refusal(failure));
    }
  }

  async #create(): Promise<void> {
    const button = this.#answer.querySelector<HTMLButtonElement>("[data-create]");
    if (!button || button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const { numero_op: numero } = await api.post<{
        readonly numero_op: string;
      }>(this.#form.action, this.#data());
      toastOnNextPage(this.#say("created", { numero }));
      location.assign(`/molding/orders/${encodeURIComponent(numero)}`);
    } catch (failure) {
      button.ariaBusy = null;
      if (!(failure instanceof ProblemError)) throw failure;
      // Somebody else may have taken the number or changed a catalog meanwhile: the report tells it anew.
      await this.#preview();
      this.#answer.prepend(refusal(failure));
    }
  }

  /** Drawn anew after every decision, so what had the focus gets it back. */
  #show(answer: Preview): void {
    const active = document.activeElement;
    const focused = active && this.#answer.contains(active) ? active.getAttribute("data-key") : null;
    this.#answer.replaceChildren(...this.#report(answer));
    if (focused !== null) this.#answer.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #report(answer: Preview): Node[] {
    const say = this.#say;
    const stops = answer.observaciones.filter((r) => r.impide);
    const notes = answer.observaciones.length - stops.length;
    const { numero_op: number, producto } = answer.hoja;
    const parts: (Node | false)[] = [
      h("h2", {}, [number === "" ? say("no_number") : number, producto].filter((part) => part !== "").join(" · ")),
      stops.length > 0
        ? alertBox("danger", say("stopped"))
        : alertBox(notes > 0 ? "warning" : "success", notes > 0 ? say("ready_notes", { n: notes }) : say("ready")),
      this.#correctionFields(stops),
      answer.por_agregar.length > 0 && this.#unknown(answer.por_agregar),
      answer.observaciones.length > 0 && this.#remarks(answer.observaciones),
      answer.comparacion.length > 0 && this.#figures(answer),
      h(
        "div",
        { class: "form-actions" },
        h(
          "button",
          {
            type: "button",
            class: "btn btn-primary",
            "data-create": "",
            "data-key": "create",
            disabled: !answer.puede_crear,
          },
          icon("plus"),
          say("create"),
        ),
      ),
    ];
    return parts.filter((part) => part !== false);
  }

  /** Controls for what stops the order, and for what was given already. */
  #correctionFields(stops: readonly Remark[]): HTMLElement | false {
    const say = this.#say;
    const wanted = this.#fields.filter(
      (field) => this.#corrections.has(field.name) || stops.some((r) => r.campo === field.name),
    );
    if (wanted.length === 0) return false;
    return h(
      "fieldset",
      { class: "sheet-choice" },
      h("legend", {}, say("corrections")),
      h("p", { class: "muted" }, say("corrections_help")),
      h(
        "div",
        { class: "sheet-corrections" },
        ...wanted.map((field) => {
          const wrong = stops.find((r) => r.campo === field.name);
          return h(
            "label",
            { class: "field" },
            h("span", { class: "field-label" }, field.label),
            this.#control(field, wrong !== undefined),
            wrong && h("span", { class: "field-error" }, wrong.motivo),
          );
        }),
      ),
    );
  }

  #control(field: Field, wrong: boolean): HTMLElement {
    const value = this.#corrections.get(field.name) ?? "";
    const shared = {
      class: `form-control${field.kind === "number" ? " num" : ""}`,
      name: field.name,
      "data-key": field.name,
      "aria-invalid": wrong ? "true" : null,
    };
    if (field.kind !== "choice")
      return h("input", {
        ...shared,
        type: field.kind === "moment" ? "datetime-local" : "text",
        inputmode: field.kind === "number" ? "decimal" : null,
        autocomplete: "off",
        value,
      });
    const choices = JSON.parse(this.getAttribute("choices") ?? "[]") as {
      readonly value: string;
      readonly label: string;
    }[];
    return h(
      "select",
      { ...shared, class: "form-control form-select" },
      h("option", { value: "" }, this.#say("choose")),
      ...choices.map((choice) => h("option", { value: choice.value, selected: choice.value === value }, choice.label)),
    );
  }

  #unknown(names: readonly Missing[]): HTMLElement {
    const say = this.#say;
    return h(
      "fieldset",
      { class: "sheet-choice", disabled: !this.#mayAdd },
      h("legend", {}, say("unknown")),
      h("p", { class: "muted" }, say(this.#mayAdd ? "unknown_help" : "unknown_not_allowed")),
      ...names.map((name) => {
        const key = JSON.stringify([name.catalogo, name.nombre]);
        const about = [
          say(`catalog_${name.catalogo}`),
          ...(name.tipo === "" ? [] : [name.tipo]),
          name.celda,
          ...(name.parecido === null ? [] : [say("similar", { nombre: name.parecido })]),
        ].join(" · ");
        return h(
          "label",
          { class: "check" },
          h("input", {
            type: "checkbox",
            "data-add": key,
            "data-key": key,
            checked: name.agregar,
          }),
          h("span", {}, `${name.nombre} `, h("span", { class: "muted" }, about)),
        );
      }),
    );
  }

  #remarks(remarks: readonly Remark[]): HTMLElement {
    const say = this.#say;
    return h(
      "section",
      {},
      h("h3", {}, say("remarks")),
      reportTable(
        say("remarks"),
        [{ title: say("cell") }, { title: say("says") }, { title: say("reason") }, { title: say("weight") }],
        remarks.map((remark) => [
          remark.celda,
          remark.valor,
          remark.motivo,
          remark.impide
            ? h("span", { class: "sheet-mark is-stop" }, icon("alert-circle"), say("stops"))
            : h("span", { class: "sheet-mark" }, icon("info-circle"), say("notes")),
        ]),
      ),
    );
  }

  #figures(answer: Preview): HTMLElement {
    const say = this.#say;
    const isNet = answer.hoja.base_tiempo === "NETO";
    const offersNet = isNet || answer.comparacion.some((check) => check.codigo === "basis");
    return h(
      "section",
      { class: "import-figures" },
      h("h3", {}, say("figures")),
      reportTable(
        say("figures"),
        [
          { title: say("figure") },
          { title: say("cell") },
          { title: say("sheet"), number: true },
          { title: say("ours"), number: true },
          { title: say("compare") },
          { title: say("reason") },
        ],
        answer.comparacion.map((check) => [
          check.nombre,
          check.celda,
          this.#shown(check.hoja),
          this.#shown(check.faena),
          check.coincide
            ? h("span", { class: "sheet-mark" }, icon("check"), say("same"))
            : h("span", { class: "sheet-mark is-off" }, icon("alert-triangle"), say("differs")),
          check.motivo,
        ]),
      ),
      offersNet &&
        h(
          "label",
          { class: "check" },
          h("input", {
            type: "checkbox",
            name: "base_tiempo",
            "data-key": "base_tiempo",
            checked: isNet,
          }),
          h("span", {}, say("use_net")),
        ),
    );
  }

  /** A figure with the places that tell two of them apart; a date or an error as it is. */
  #shown(value: string): string {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return value === "" ? "–" : value;
    return formatDecimal(roundDecimal(value, shownPlaces), this.#locale, 2);
  }
}

define("plant-sheet-import", PlantSheetImport);
