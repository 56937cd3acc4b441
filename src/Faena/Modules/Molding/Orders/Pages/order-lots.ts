import { parseDecimal } from "@web/elements/decimal";
import { h, icon, type Say } from "@web/elements/element";

/** Everything as typed: a half-written number is kept as it is. */
export interface Piece {
  readonly nombre: string;
  readonly cavidades: string;
  readonly peso_unitario: string;
}
export interface Material {
  name: string;
  share: string;
}
export interface Colorant {
  name: string;
  dose: string;
}
export interface Lot {
  color: string;
  stock: string;
  people: string;
  parts: boolean;
  materials: Material[];
  colorants: Colorant[];
}
export interface State {
  pieces: Piece[];
  lots: Lot[];
}

/** Whether anything stands in a row of a recipe; rows left blank are no rows. */
export const isFilled = (row: Material | Colorant): boolean =>
  row.name.trim() !== "" || ("share" in row ? row.share : row.dose).trim() !== "";

/** The lots as the API takes them. Each field is told the path under which the API will name it. */
export function lotsJson(lots: readonly Lot[], isStock: boolean, tell: (cell: string, path: string) => void): string {
  const written = lots.map((lot, i) => {
    tell(`${i}.color`, `lotes[${i}].color`);
    tell(`${i}.stock`, `lotes[${i}].stock_kg`);
    tell(`${i}.people`, `lotes[${i}].personas`);
    const member = lot.parts ? "partes" : "fraccion";
    const materials = lot.materials
      .map((m, j) => ({ ...m, cell: `${i}.materials.${j}` }))
      .filter(isFilled)
      .map((m, j) => {
        tell(`${m.cell}.name`, `lotes[${i}].materiales[${j}].nombre`);
        tell(`${m.cell}.share`, `lotes[${i}].materiales[${j}].${member}`);
        return `{"nombre":${JSON.stringify(m.name.trim())},"${member}":${number(m.share)}}`;
      });
    const colorants = lot.colorants
      .map((c, j) => ({ ...c, cell: `${i}.colorants.${j}` }))
      .filter(isFilled)
      .map((c, j) => {
        tell(`${c.cell}.name`, `lotes[${i}].pigmentos[${j}].nombre`);
        tell(`${c.cell}.dose`, `lotes[${i}].pigmentos[${j}].dosis_gr`);
        return `{"nombre":${JSON.stringify(c.name.trim())},"dosis_gr":${number(c.dose)}}`;
      });
    return `{"color":${JSON.stringify(lot.color.trim())},"personas":${number(lot.people)}${
      isStock ? `,"stock_kg":${number(lot.stock)}` : ""
    },"materiales":[${materials.join(",")}],"pigmentos":[${colorants.join(",")}]}`;
  });
  return `[${written.join(",")}]`;
}

/** The pieces of a family mold as the API takes them. */
export function piecesJson(pieces: readonly Piece[]): string {
  const written = pieces.map(
    (piece) =>
      `{"nombre":${JSON.stringify(piece.nombre)},"cavidades":${number(piece.cavidades)},"peso_unitario":${number(piece.peso_unitario)}}`,
  );
  return `[${written.join(",")}]`;
}

/** Draws the lots with their recipes, anew after every change of their rows. */
export class LotFields {
  constructor(
    private readonly say: Say,
    private readonly isStock: boolean,
  ) {}

  draw(lots: readonly Lot[]): HTMLElement[] {
    return lots.length === 0
      ? [h("p", { class: "muted" }, this.say("no_lots"))]
      : lots.map((lot, i) => this.#lot(lot, i));
  }

  #lot(lot: Lot, i: number): HTMLElement {
    const name = `${this.say("lot")} ${i + 1}`;
    const label = (key: string) => `${name}: ${this.say(key)}`;
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
        this.isStock
          ? this.#field("stock", cell(`${i}.stock`, lot.stock, label("stock"), { number: true }))
          : this.#out("base", `${i}.base`, "kg"),
        this.#out("extra", `${i}.extra`, "kg"),
        this.#out("total", `${i}.total`, "kg"),
        this.#field("people", cell(`${i}.people`, lot.people, label("people"), { number: true })),
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
          this.say("materials"),
          [this.say("material"), this.say(lot.parts ? "parts" : "fraction"), "kg"],
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
                cell(`${i}.materials.${j}.share`, m.share, label(lot.parts ? "parts" : "fraction"), { number: true }),
              ),
              h("td", { class: "num tabular", "data-out": `${i}.materials.${j}` }, "–"),
              h("td", {}, this.#button("x", `remove-material ${i} ${j}`, label("remove_row"))),
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
          this.say("colorants"),
          [this.say("colorant"), this.say("dose"), "g"],
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
              h("td", { class: "num tabular", "data-out": `${i}.colorants.${j}` }, "–"),
              h("td", {}, this.#button("x", `remove-colorant ${i} ${j}`, label("remove_row"))),
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
                ...heads.map((head, i) => h("th", { scope: "col", class: i === 2 ? "num" : null }, head)),
                h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, this.say("actions"))),
              ),
            ),
            h("tbody", {}, ...rows),
          );
    return h("div", {}, table, note, h("div", { class: "cluster" }, ...buttons));
  }

  #field(key: string, control: HTMLElement): HTMLElement {
    return h("label", { class: "molding-cell" }, h("span", { class: "field-label" }, this.say(key)), control);
  }

  #out(key: string, out: string, unit: string): HTMLElement {
    return h(
      "div",
      { class: "molding-cell" },
      h("span", { class: "field-label" }, this.say(key)),
      h("span", { class: "tabular molding-out" }, h("span", { "data-out": out }, "–"), ` ${unit}`),
    );
  }

  #button(image: "copy" | "trash" | "x", what: string, label: string): HTMLElement {
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
    return h("button", { type: "button", class: "btn btn-ghost btn-sm", "data-do": what }, this.say(key));
  }
}

function cell(
  id: string,
  value: string,
  label: string,
  { list, number: isNumber }: { readonly list?: string; readonly number?: boolean },
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
export function number(typed: string): string {
  const value = typed.trim();
  if (value === "") return "null";
  const read = parseDecimal(value, { maxIntegerDigits: 12, maxDecimals: 12 });
  return read.ok ? read.value : "null";
}
