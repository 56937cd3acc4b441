import { alertBox } from "@web/elements/alert";
import { formatDecimal, multiplyDecimals } from "@web/elements/decimal";
import { h } from "@web/elements/element";
import { isFilled, type Lot } from "./order-lots";

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
export interface Preview {
  readonly errores: Readonly<Record<string, readonly string[]>>;
  readonly lotes: readonly LotFigures[] | null;
  readonly tabla_auxiliar: Readonly<Record<string, string | null>> | null;
  readonly calculo: {
    readonly faltante: string;
    readonly aviso: string;
  } | null;
}

const noticeable = 0.005;

/** The figures beside the form: its word, the member of the answer, how many places, and whether it is shown in percent. */
const figures: readonly (readonly [key: string, member: string, places: number, percent?: boolean])[] = [
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

/** Shows what the server calculated: the order's figures, those of each lot, and what is missing or worth a word. */
export class OrderFigures {
  constructor(
    private readonly form: HTMLElement,
    private readonly say: (key: string, data?: Readonly<Record<string, unknown>>) => string,
    private readonly locale: string,
  ) {}

  show(preview: Preview, lots: readonly Lot[]): void {
    const table = preview.tabla_auxiliar;
    for (const [key, member, places, percent] of figures) {
      const value = table?.[member];
      const shown = value && percent ? multiplyDecimals(value, "100") : value;
      this.#figure(key, shown ? formatDecimal(shown, this.locale, places) : "–");
    }
    const end = table?.["F.Fin"];
    this.#figure("fecha_fin", end ? this.#date(end) : "–");
    lots.forEach((lot, i) => this.#showLot(lot, i, preview));
    this.#showNotes(preview);
  }

  #showLot(lot: Lot, i: number, preview: Preview): void {
    const lots = preview.lotes?.[i];
    const put = (name: string, value: string | null | undefined) => {
      const place = this.form.querySelector(`[data-out="${i}.${name}"]`);
      if (place) place.textContent = value ? formatDecimal(value, this.locale, 2) : "–";
    };
    put("base", lots?.["Por cantidad"] ?? lots?.["Peso (Kg)"] ?? lots?.["Stock (Kg)"]);
    put("extra", lots?.["Extra (kg)"]);
    put("total", lots?.["TOTAL + EXTRA Kg"]);
    put("hours", lots?.mano_obra.horas_hombre);
    let at = 0;
    lot.materials.forEach((m, j) => {
      put(`materials.${j}`, isFilled(m) ? lots?.materiales[at++]?.peso_kg : null);
    });
    at = 0;
    lot.colorants.forEach((c, j) => {
      put(`colorants.${j}`, isFilled(c) ? lots?.pigmentos[at++]?.gramos : null);
    });
    const recipe = this.form.querySelector<HTMLElement>(`[data-recipe="${i}"]`);
    if (recipe) recipe.textContent = (preview.errores[`lotes[${i}].materiales`] ?? []).join(" ");
  }

  #showNotes(preview: Preview): void {
    if (preview.calculo === null) {
      const open = Object.entries(preview.errores).filter(([path]) => !path.startsWith("lotes["));
      const missing = open
        .filter(([path]) => this.#field(path)?.value.trim() === "")
        .map(([path]) => this.#label(path));
      const wrong = open
        .filter(([path]) => this.#field(path)?.value.trim() !== "")
        .map(([path, said]) => h("p", {}, `${this.#label(path)}: ${said.join(" ")}`));
      this.note(
        wrong.length > 0 ? alertBox("danger", this.say("cannot_calculate"), ...wrong) : null,
        missing.length > 0 ? h("p", { class: "muted" }, this.say("missing", { campos: missing.join(", ") })) : null,
      );
      return;
    }
    const missing = Number(preview.calculo.faltante);
    const isShort = this.#field("base_tiempo")?.value === "ENTREGADO" && missing >= noticeable;
    this.note(
      isShort
        ? alertBox(
            "warning",
            this.say("short", {
              porcentaje: formatDecimal((missing * 100).toFixed(1), this.locale, 1),
            }),
          )
        : null,
      h("p", { class: "muted" }, this.say(`advice.${preview.calculo.aviso}`)),
    );
  }

  #field(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  }

  #label(name: string): string {
    const id = this.#field(name)?.id;
    return this.form.querySelector(`label[for="${id}"]`)?.textContent?.trim() ?? name;
  }

  note(...notes: readonly (HTMLElement | null)[]): void {
    this.form.querySelector("[data-notes]")!.replaceChildren(...notes.filter((note) => note !== null));
  }

  #figure(key: string, text: string): void {
    const output = this.form.querySelector(`[data-figure="${key}"]`);
    if (output) output.textContent = text;
  }

  #date(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, {
      dateStyle: "medium",
      timeZone: "UTC",
    }).format(new Date(`${iso}T00:00:00Z`));
  }
}
