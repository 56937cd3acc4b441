import "./molding-orders.css";
import { alertBox } from "@web/elements/alert";
// First the form, which puts a draft back; then what reads it.
import "@web/elements/api-form";
import type { ApiForm } from "@web/elements/api-form";
import {
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";
import { formJson } from "@web/elements/form-json";
import { api, JsonText, ProblemError } from "@web/elements/http";
import { toastOnNextPage } from "@web/elements/toast";

/** Everything as typed: a half-written number is kept as it is. */
interface Piece {
  readonly nombre: string;
  readonly cavidades: string;
  readonly peso_unitario: string;
}
interface Material {
  name: string;
  share: string;
}
interface Colorant {
  name: string;
  dose: string;
}
interface Lot {
  color: string;
  stock: string;
  people: string;
  parts: boolean;
  materials: Material[];
  colorants: Colorant[];
}
interface State {
  pieces: Piece[];
  lots: Lot[];
}
interface Mold {
  readonly codigo: string;
  readonly peso_tiro: number | null;
  readonly tiempo_ciclo: number | null;
  readonly piezas: readonly {
    readonly nombre: string;
    readonly cavidades: number;
    readonly peso_unitario: number;
  }[];
}
interface LotFigures {
  readonly "Extra (kg)": string;
  readonly "TOTAL + EXTRA Kg": string;
  readonly "Por cantidad": string | null;
  readonly "Peso (Kg)": string | null;
  readonly "Stock (Kg)": string | null;
  readonly materiales: readonly { readonly peso_kg: string }[];
  readonly pigmentos: readonly { readonly gramos: string }[];
  readonly mano_obra: { readonly horas_hombre: string };
}
interface Preview {
  readonly errores: Readonly<Record<string, readonly string[]>>;
  readonly lotes: readonly LotFigures[] | null;
  readonly tabla_auxiliar: Readonly<Record<string, string | null>> | null;
  readonly calculo: {
    readonly faltante: string;
    readonly aviso: string;
  } | null;
}

const stock = "STOCK";
const noticeable = 0.005;

/** The figures beside the form: its word, the member of the answer, how many places, and whether it is shown in percent. */
const figures: readonly (readonly [
  key: string,
  member: string,
  places: number,
  percent?: boolean,
])[] = [
  ["produccion", "Peso(Kg) PRODUCCION", 2],
  ["merma", "%Merma", 2, true],
  ["inc_merma", "Peso (Kg) Inc. Merma", 2],
  ["merma_natural", "Merma Natural Kg", 2],
  ["extra_ratio", "% EXTRA", 2, true],
  ["extra", "EXTRA", 2],
  ["entregar", "Peso Kg REAL PARA ENTREGAR A MAQUINA", 2],
  ["cantidad_doc", "Cantidad DOC", 2],
  ["docenas", "Total DOC", 0],
  ["horas", "Horas", 2],
  ["dias", "Dias", 2],
];

/**
 * `<molding-order-form texts molds locale state><api-form>…</api-form></molding-order-form>`: the lots with their recipes, and the
 * order's figures while one types. The server calculates; here nothing is added or multiplied but for showing percents.
 */
class MoldingOrderForm extends HTMLElement {
  #state: State = { pieces: [], lots: [] };
  #original = "";
  #calculating = false;
  #again = false;

  connectedCallback(): void {
    this.#original = this.getAttribute("state") ?? "";
    // A draft was put back into the text area before this element was there.
    const kept = this.#kept.value;
    this.#state = JSON.parse(kept === "" ? this.#original : kept) as State;
    this.querySelector("[data-add-lot]")!.addEventListener("click", () =>
      this.#addLot(),
    );
    this.addEventListener("input", (event) =>
      this.#onInput(event.target as HTMLElement),
    );
    this.addEventListener("change", (event) =>
      this.#onChange(event.target as HTMLElement),
    );
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("before-send", (event) => this.#beforeSend(event));
    this.addEventListener("saved", (event) =>
      this.#saved((event as CustomEvent).detail),
    );
    this.addEventListener("refused", (event) =>
      this.#refused(event as CustomEvent<ProblemError>),
    );
    this.#showStrategy();
    this.#draw();
    this.#write();
    void this.#calculate();
  }

  get #api(): ApiForm {
    return this.querySelector<ApiForm>("api-form")!;
  }

  get #kept(): HTMLTextAreaElement {
    return this.querySelector<HTMLTextAreaElement>('[name="_lotes"]')!;
  }

  get #strategy(): string {
    return this.#control("tipo_orden").value;
  }

  #control(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  }

  #say(key: string, data?: Readonly<Record<string, unknown>>): string {
    return texts(this)(key, data);
  }

  // ---- what is typed

  #onInput(target: HTMLElement): void {
    const cell = target.dataset["cell"];
    if (cell !== undefined && target instanceof HTMLInputElement) {
      this.#put(cell, target.value);
      target.removeAttribute("aria-invalid");
      this.#changed();
    } else if (target !== this.#kept) {
      void this.#calculate();
    }
  }

  #onChange(target: HTMLElement): void {
    if (!(
      target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ))
      return;
    if (target.name === "tipo_orden") {
      this.#showStrategy();
      this.#draw();
      this.#write();
    }
    if (target.name === "molde") this.#offerMold();
    if (target.name !== "") void this.#calculate();
  }

  #onClick(event: Event): void {
    const button =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("[data-do]")
        : null;
    if (!button) return;
    const [what, first, second] = button.dataset["do"]!.split(" ");
    const [lot, row] = [Number(first), Number(second)];
    const lots = this.#state.lots;
    switch (what) {
      case "remove-lot":
        lots.splice(lot, 1);
        break;
      case "copy-recipe":
        for (const other of lots) {
          if (other === lots[lot]) continue;
          other.parts = lots[lot]!.parts;
          other.materials = structuredClone(lots[lot]!.materials);
        }
        break;
      case "mode":
        lots[lot]!.parts = !lots[lot]!.parts;
        for (const material of lots[lot]!.materials) material.share = "";
        break;
      case "add-material":
        lots[lot]!.materials.push({ name: "", share: "" });
        break;
      case "remove-material":
        lots[lot]!.materials.splice(row, 1);
        break;
      case "add-colorant":
        lots[lot]!.colorants.push({ name: "", dose: "" });
        break;
      case "remove-colorant":
        lots[lot]!.colorants.splice(row, 1);
        break;
      case "drop-pieces":
        this.#state.pieces = [];
        break;
      case "take-mold":
        this.#takeMold();
        break;
    }
    this.#draw();
    this.#changed();
    if (what === "add-material")
      this.#focus(`${lot}.materials.${lots[lot]!.materials.length - 1}.name`);
    if (what === "add-colorant")
      this.#focus(`${lot}.colorants.${lots[lot]!.colorants.length - 1}.name`);
  }

  /** Enter goes down a column and opens a new row at its end; with Ctrl it opens a new lot. */
  #onKey(event: KeyboardEvent): void {
    const target = event.target;
    if (event.key !== "Enter" || !(target instanceof HTMLInputElement)) return;
    if (event.ctrlKey) {
      event.preventDefault();
      this.#addLot();
      return;
    }
    const cell = target.dataset["cell"];
    if (cell === undefined) return;
    event.preventDefault();
    const [lot, list, row, column] = cell.split(".");
    const rows = this.#state.lots[Number(lot)]!;
    if (list !== "materials" && list !== "colorants") return;
    if (Number(row) + 1 === rows[list].length) {
      if (list === "materials") rows.materials.push({ name: "", share: "" });
      else rows.colorants.push({ name: "", dose: "" });
      this.#draw();
      this.#changed();
      this.#focus(`${lot}.${list}.${Number(row) + 1}.name`);
    } else {
      this.#focus(`${lot}.${list}.${Number(row) + 1}.${column}`);
    }
  }

  #focus(cell: string): void {
    this.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus();
  }

  #put(cell: string, value: string): void {
    const [lot, member, row, column] = cell.split(".");
    const target = this.#state.lots[Number(lot)]!;
    if (member === "materials")
      target.materials[Number(row)]![column as "name" | "share"] = value;
    else if (member === "colorants")
      target.colorants[Number(row)]![column as "name" | "dose"] = value;
    else target[member as "color" | "stock" | "people"] = value;
  }

  #addLot(): void {
    const before = this.#state.lots.at(-1);
    this.#state.lots.push({
      color: "",
      stock: "",
      people: before?.people ?? "1",
      parts: before?.parts ?? false,
      materials: before
        ? structuredClone(before.materials)
        : [{ name: "", share: "" }],
      colorants: [],
    });
    this.#draw();
    this.#changed();
    this.#focus(`${this.#state.lots.length - 1}.color`);
  }

  #changed(): void {
    this.#write();
    const state = JSON.stringify(this.#state);
    this.#kept.value = state === this.#original ? "" : state;
    this.#kept.dispatchEvent(new Event("input", { bubbles: true }));
    void this.#calculate();
  }

  // ---- the mold's own figures

  get #mold(): Mold | undefined {
    const asked = this.#control("molde").value.trim().toLowerCase();
    const molds = JSON.parse(
      this.getAttribute("molds") ?? "[]",
    ) as readonly Mold[];
    return molds.find((mold) => mold.codigo.toLowerCase() === asked);
  }

  /** A form without figures takes the mold's; one that has some is asked first. */
  #offerMold(): void {
    const mold = this.#mold;
    if (
      !mold ||
      (mold.piezas.length === 0 &&
        mold.peso_tiro === null &&
        mold.tiempo_ciclo === null)
    )
      return;
    const names = ["peso_unitario", "cavidades", "peso_tiro", "tiempo_ciclo"];
    if (
      names.every((name) => this.#control(name).value.trim() === "") &&
      this.#state.pieces.length === 0
    ) {
      this.#takeMold();
      this.#draw();
      this.#changed();
      return;
    }
    this.#drawPieces(
      h(
        "button",
        { type: "button", class: "btn btn-sm", "data-do": "take-mold" },
        this.#say("take_mold", { molde: mold.codigo }),
      ),
    );
  }

  #takeMold(): void {
    const mold = this.#mold;
    if (!mold) return;
    const give = (name: string, value: number | null) => {
      if (value !== null) this.#control(name).value = String(value);
    };
    give("peso_tiro", mold.peso_tiro);
    give("tiempo_ciclo", mold.tiempo_ciclo);
    this.#state.pieces =
      mold.piezas.length > 1
        ? mold.piezas.map((piece) => ({
            nombre: piece.nombre,
            cavidades: String(piece.cavidades),
            peso_unitario: String(piece.peso_unitario),
          }))
        : [];
    const only = mold.piezas.length === 1 ? mold.piezas[0]! : null;
    give("peso_unitario", only?.peso_unitario ?? null);
    give("cavidades", only?.cavidades ?? null);
  }

  #drawPieces(...more: readonly Node[]): void {
    const place = this.querySelector<HTMLElement>("[data-pieces]")!;
    const pieces = this.#state.pieces;
    for (const name of ["peso_unitario", "cavidades"])
      this.#control(name).disabled = pieces.length > 0;
    place.hidden = pieces.length === 0 && more.length === 0;
    place.replaceChildren(
      ...(pieces.length === 0
        ? []
        : [
            h("p", {}, this.#say("family_mold")),
            h(
              "ul",
              {},
              ...pieces.map((piece) =>
                h(
                  "li",
                  {},
                  `${piece.nombre}: ${piece.cavidades} × ${piece.peso_unitario} g`,
                ),
              ),
            ),
            h(
              "button",
              { type: "button", class: "btn btn-sm", "data-do": "drop-pieces" },
              this.#say("drop_pieces"),
            ),
          ]),
      ...more,
    );
  }

  // ---- what is sent

  #showStrategy(): void {
    for (const [name, strategy] of [
      ["meta_kg", "POR_PESO"],
      ["meta_docenas", "POR_CANTIDAD"],
    ] as const) {
      const control = this.#control(name);
      control.disabled = this.#strategy !== strategy;
      control.closest<HTMLElement>(".molding-target")!.hidden =
        control.disabled;
    }
  }

  /** Writes the lots as the API takes them; rows left blank are no rows. */
  #write(): void {
    const isStock = this.#strategy === stock;
    const lots = this.#state.lots.map((lot, i) => {
      this.#path(`${i}.color`, `lotes[${i}].color`);
      this.#path(`${i}.stock`, `lotes[${i}].stock_kg`);
      this.#path(`${i}.people`, `lotes[${i}].personas`);
      const member = lot.parts ? "partes" : "fraccion";
      const materials = lot.materials
        .map((m, j) => ({ ...m, cell: `${i}.materials.${j}` }))
        .filter((m) => m.name.trim() !== "" || m.share.trim() !== "")
        .map((m, j) => {
          this.#path(`${m.cell}.name`, `lotes[${i}].materiales[${j}].nombre`);
          this.#path(
            `${m.cell}.share`,
            `lotes[${i}].materiales[${j}].${member}`,
          );
          return `{"nombre":${JSON.stringify(m.name.trim())},"${member}":${number(m.share)}}`;
        });
      const colorants = lot.colorants
        .map((c, j) => ({ ...c, cell: `${i}.colorants.${j}` }))
        .filter((c) => c.name.trim() !== "" || c.dose.trim() !== "")
        .map((c, j) => {
          this.#path(`${c.cell}.name`, `lotes[${i}].pigmentos[${j}].nombre`);
          this.#path(`${c.cell}.dose`, `lotes[${i}].pigmentos[${j}].dosis_gr`);
          return `{"nombre":${JSON.stringify(c.name.trim())},"dosis_gr":${number(c.dose)}}`;
        });
      return `{"color":${JSON.stringify(lot.color.trim())},"personas":${number(lot.people)}${
        isStock ? `,"stock_kg":${number(lot.stock)}` : ""
      },"materiales":[${materials.join(",")}],"pigmentos":[${colorants.join(",")}]}`;
    });
    this.#control("lotes").value = `[${lots.join(",")}]`;
    const pieces = this.#state.pieces.map(
      (piece) =>
        `{"nombre":${JSON.stringify(piece.nombre)},"cavidades":${number(piece.cavidades)},"peso_unitario":${number(piece.peso_unitario)}}`,
    );
    this.#control("piezas").value = `[${pieces.join(",")}]`;
  }

  #path(cell: string, path: string): void {
    this.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.setAttribute(
      "data-path",
      path,
    );
  }

  #beforeSend(event: Event): void {
    const bad = [
      ...this.querySelectorAll<HTMLInputElement>("input[data-number]"),
    ].filter(
      (input) => input.value.trim() !== "" && number(input.value) === "null",
    );
    for (const input of bad) input.setAttribute("aria-invalid", "true");
    if (bad.length === 0) return;
    event.preventDefault();
    bad[0]!.focus();
  }

  #saved(answer: unknown): void {
    const { cabecera } = answer as {
      readonly cabecera: { readonly numero_op: string };
    };
    toastOnNextPage(this.#say("saved"));
    location.assign(
      `/molding/orders/${encodeURIComponent(cabecera.numero_op)}`,
    );
  }

  #refused(event: CustomEvent<ProblemError>): void {
    for (const path of Object.keys(event.detail.errors)) {
      this.querySelector(`[data-path="${CSS.escape(path)}"]`)?.setAttribute(
        "aria-invalid",
        "true",
      );
    }
    const actual = event.detail.body["actual"] as
      { readonly version: number } | undefined;
    if (event.detail.code !== "ORDER_CHANGED" || actual === undefined) return;
    event.preventDefault();
    this.#control("version").value = String(actual.version);
    const mine = h(
      "button",
      { type: "button", class: "btn btn-sm" },
      this.#say("save_mine"),
    );
    mine.addEventListener("click", () => void this.#api.submit());
    const page = location.pathname.replace(/\/edit$/, "");
    const theirs = h(
      "a",
      { href: page, target: "_blank", class: "btn btn-sm" },
      this.#say("see_theirs"),
    );
    const place = this.querySelector<HTMLElement>(".form-alert")!;
    place.replaceChildren(
      alertBox(
        "warning",
        event.detail.message,
        h("p", { class: "cluster" }, theirs, mine),
      ),
    );
    place.scrollIntoView({ block: "nearest" });
    place.focus();
  }

  // ---- the figures

  /** One calculation at a time; what is typed meanwhile is calculated after it. */
  async #calculate(): Promise<void> {
    if (this.#calculating) {
      this.#again = true;
      return;
    }
    this.#calculating = true;
    try {
      do {
        this.#again = false;
        this.#show(
          await api.post<Preview>(
            "/api/ordenes/preview",
            new JsonText(formJson(this.#api.form).json),
            {
              numbersAsText: true,
            },
          ),
        );
      } while (this.#again);
    } catch (problem) {
      // Without the server there are no figures; typing goes on.
      if (!(problem instanceof ProblemError)) throw problem;
      this.#note(alertBox("warning", problem.message));
    } finally {
      this.#calculating = false;
    }
  }

  #show(preview: Preview): void {
    const table = preview.tabla_auxiliar;
    for (const [key, member, places, percent] of figures) {
      const value = table?.[member];
      const shown = value && percent ? multiplyDecimals(value, "100") : value;
      this.#figure(
        key,
        shown ? formatDecimal(shown, this.#locale, places) : "–",
      );
    }
    const end = table?.["F.Fin"];
    this.#figure("fecha_fin", end ? this.#date(end) : "–");
    this.#state.lots.forEach((lot, i) => this.#showLot(lot, i, preview));
    this.#showNotes(preview);
  }

  #showLot(lot: Lot, i: number, preview: Preview): void {
    const lots = preview.lotes?.[i];
    const put = (name: string, value: string | null | undefined) => {
      const place = this.querySelector(`[data-out="${i}.${name}"]`);
      if (place)
        place.textContent = value ? formatDecimal(value, this.#locale, 2) : "–";
    };
    put(
      "base",
      lots?.["Por cantidad"] ?? lots?.["Peso (Kg)"] ?? lots?.["Stock (Kg)"],
    );
    put("extra", lots?.["Extra (kg)"]);
    put("total", lots?.["TOTAL + EXTRA Kg"]);
    put("hours", lots?.mano_obra.horas_hombre);
    let at = 0;
    lot.materials.forEach((m, j) => {
      const isRow = m.name.trim() !== "" || m.share.trim() !== "";
      put(`materials.${j}`, isRow ? lots?.materiales[at++]?.peso_kg : null);
    });
    at = 0;
    lot.colorants.forEach((c, j) => {
      const isRow = c.name.trim() !== "" || c.dose.trim() !== "";
      put(`colorants.${j}`, isRow ? lots?.pigmentos[at++]?.gramos : null);
    });
    const recipe = this.querySelector<HTMLElement>(`[data-recipe="${i}"]`);
    if (recipe)
      recipe.textContent = (
        preview.errores[`lotes[${i}].materiales`] ?? []
      ).join(" ");
  }

  #showNotes(preview: Preview): void {
    if (preview.calculo === null) {
      const open = Object.entries(preview.errores).filter(
        ([path]) => !path.startsWith("lotes["),
      );
      const missing = open
        .filter(([path]) => this.#querySafe(path)?.value.trim() === "")
        .map(([path]) => this.#label(path));
      const wrong = open
        .filter(([path]) => this.#querySafe(path)?.value.trim() !== "")
        .map(([path, said]) =>
          h("p", {}, `${this.#label(path)}: ${said.join(" ")}`),
        );
      this.#note(
        wrong.length > 0
          ? alertBox("danger", this.#say("cannot_calculate"), ...wrong)
          : null,
        missing.length > 0
          ? h(
              "p",
              { class: "muted" },
              this.#say("missing", { campos: missing.join(", ") }),
            )
          : null,
      );
      return;
    }
    const missing = Number(preview.calculo.faltante);
    const isShort =
      this.#control("base_tiempo").value === "ENTREGADO" &&
      missing >= noticeable;
    this.#note(
      isShort
        ? alertBox(
            "warning",
            this.#say("short", {
              porcentaje: formatDecimal(
                (missing * 100).toFixed(1),
                this.#locale,
                1,
              ),
            }),
          )
        : null,
      h("p", { class: "muted" }, this.#say(`advice.${preview.calculo.aviso}`)),
    );
  }

  #querySafe(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  }

  #label(name: string): string {
    const id = this.#querySafe(name)?.id;
    return (
      this.querySelector(`label[for="${id}"]`)?.textContent?.trim() ?? name
    );
  }

  #note(...notes: readonly (HTMLElement | null)[]): void {
    this.querySelector("[data-notes]")!.replaceChildren(
      ...notes.filter((note) => note !== null),
    );
  }

  #figure(key: string, text: string): void {
    const output = this.querySelector(`[data-figure="${key}"]`);
    if (output) output.textContent = text;
  }

  get #locale(): string {
    return this.getAttribute("locale") ?? "es-MX";
  }

  #date(iso: string): string {
    return new Intl.DateTimeFormat(this.#locale, {
      dateStyle: "medium",
      timeZone: "UTC",
    }).format(new Date(`${iso}T00:00:00Z`));
  }

  // ---- the lots

  #draw(): void {
    this.#drawPieces();
    const place = this.querySelector("[data-lots]")!;
    place.replaceChildren(
      ...(this.#state.lots.length === 0
        ? [h("p", { class: "muted" }, this.#say("no_lots"))]
        : this.#state.lots.map((lot, i) => this.#lot(lot, i))),
    );
  }

  #lot(lot: Lot, i: number): HTMLElement {
    const name = `${this.#say("lot")} ${i + 1}`;
    const label = (key: string) => `${name}: ${this.#say(key)}`;
    return h(
      "fieldset",
      { class: "molding-lot card" },
      h("legend", { class: "visually-hidden" }, name),
      h(
        "div",
        { class: "molding-lot-head" },
        this.#field(
          "color",
          cell(`${i}.color`, lot.color, label("color"), {
            list: "molding-colours",
          }),
        ),
        this.#strategy === stock
          ? this.#field(
              "stock",
              cell(`${i}.stock`, lot.stock, label("stock"), { number: true }),
            )
          : this.#out("base", `${i}.base`, "kg"),
        this.#out("extra", `${i}.extra`, "kg"),
        this.#out("total", `${i}.total`, "kg"),
        this.#field(
          "people",
          cell(`${i}.people`, lot.people, label("people"), { number: true }),
        ),
        this.#out("hours", `${i}.hours`, "h"),
        h(
          "div",
          { class: "molding-lot-actions" },
          this.#button("copy", `copy-recipe ${i}`, label("copy_recipe")),
          this.#button("trash", `remove-lot ${i}`, label("remove_lot")),
        ),
      ),
      h(
        "div",
        { class: "molding-recipes" },
        this.#rows(
          this.#say("materials"),
          [
            this.#say("material"),
            this.#say(lot.parts ? "parts" : "fraction"),
            "kg",
          ],
          lot.materials.map((m, j) =>
            h(
              "tr",
              {},
              h(
                "td",
                {},
                cell(`${i}.materials.${j}.name`, m.name, label("material"), {
                  list: "molding-materials",
                }),
              ),
              h(
                "td",
                {},
                cell(
                  `${i}.materials.${j}.share`,
                  m.share,
                  label(lot.parts ? "parts" : "fraction"),
                  { number: true },
                ),
              ),
              h(
                "td",
                { class: "num tabular", "data-out": `${i}.materials.${j}` },
                "–",
              ),
              h(
                "td",
                {},
                this.#button(
                  "x",
                  `remove-material ${i} ${j}`,
                  label("remove_row"),
                ),
              ),
            ),
          ),
          h("p", {
            class: "field-error",
            "data-recipe": String(i),
            role: "status",
          }),
          this.#small(`add-material ${i}`, "add_material"),
          this.#small(`mode ${i}`, lot.parts ? "by_fraction" : "by_parts"),
        ),
        this.#rows(
          this.#say("colorants"),
          [this.#say("colorant"), this.#say("dose"), "g"],
          lot.colorants.map((c, j) =>
            h(
              "tr",
              {},
              h(
                "td",
                {},
                cell(`${i}.colorants.${j}.name`, c.name, label("colorant"), {
                  list: "molding-colorants",
                }),
              ),
              h(
                "td",
                {},
                cell(`${i}.colorants.${j}.dose`, c.dose, label("dose"), {
                  number: true,
                }),
              ),
              h(
                "td",
                { class: "num tabular", "data-out": `${i}.colorants.${j}` },
                "–",
              ),
              h(
                "td",
                {},
                this.#button(
                  "x",
                  `remove-colorant ${i} ${j}`,
                  label("remove_row"),
                ),
              ),
            ),
          ),
          null,
          this.#small(`add-colorant ${i}`, "add_colorant"),
        ),
      ),
    );
  }

  #rows(
    title: string,
    heads: readonly string[],
    rows: readonly HTMLElement[],
    note: HTMLElement | null,
    ...buttons: readonly HTMLElement[]
  ): HTMLElement {
    const table =
      rows.length === 0
        ? null
        : h(
            "table",
            { class: "molding-rows" },
            h("caption", { class: "visually-hidden" }, title),
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                ...heads.map((head, i) =>
                  h(
                    "th",
                    { scope: "col", class: i === 2 ? "num" : null },
                    head,
                  ),
                ),
                h(
                  "th",
                  { scope: "col" },
                  h("span", { class: "visually-hidden" }, this.#say("actions")),
                ),
              ),
            ),
            h("tbody", {}, ...rows),
          );
    return h(
      "div",
      {},
      table,
      note,
      h("div", { class: "cluster" }, ...buttons),
    );
  }

  #field(key: string, control: HTMLElement): HTMLElement {
    return h(
      "label",
      { class: "molding-cell" },
      h("span", { class: "field-label" }, this.#say(key)),
      control,
    );
  }

  #out(key: string, out: string, unit: string): HTMLElement {
    return h(
      "div",
      { class: "molding-cell" },
      h("span", { class: "field-label" }, this.#say(key)),
      h(
        "span",
        { class: "tabular molding-out" },
        h("span", { "data-out": out }, "–"),
        ` ${unit}`,
      ),
    );
  }

  #button(
    image: "copy" | "trash" | "x",
    what: string,
    label: string,
  ): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        class: "btn btn-ghost btn-icon btn-sm",
        "data-do": what,
        title: label,
        "aria-label": label,
      },
      icon(image),
    );
  }

  #small(what: string, key: string): HTMLElement {
    return h(
      "button",
      { type: "button", class: "btn btn-ghost btn-sm", "data-do": what },
      this.#say(key),
    );
  }
}

function cell(
  id: string,
  value: string,
  label: string,
  {
    list,
    number: isNumber,
  }: { readonly list?: string; readonly number?: boolean },
): HTMLInputElement {
  const input = h("input", {
    type: "text",
    class: isNumber ? "form-control num" : "form-control",
    "data-cell": id,
    "data-number": isNumber ?? false,
    inputmode: isNumber ? "decimal" : null,
    list: list ?? null,
    autocomplete: "off",
    "aria-label": label,
  });
  input.value = value;
  return input;
}

/** The JSON number a person means, or null. */
function number(typed: string): string {
  const value = typed.trim();
  if (value === "") return "null";
  const read = parseDecimal(value, { maxIntegerDigits: 12, maxDecimals: 12 });
  return read.ok ? read.value : "null";
}

define("molding-order-form", MoldingOrderForm);
