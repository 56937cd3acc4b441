import { parseDecimal } from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";

interface Field {
  readonly name: string;
  readonly label: string;
  readonly number: boolean;
  readonly required: boolean;
}

/**
 * `<piece-rows texts fields><input type="hidden" name="piezas" data-type="json"></piece-rows>`: the pieces of a mold or a product as
 * rows of a dialog's form. The hidden field is what is sent.
 */
class PieceRows extends HTMLElement {
  #rows: string[][] = [];
  #place: HTMLElement = h("div");

  connectedCallback(): void {
    this.append(this.#place);
    const dialog = this.closest("dialog");
    // The dialog fills the hidden field just before it opens.
    if (dialog)
      new MutationObserver(() => dialog.open && this.#read()).observe(dialog, {
        attributeFilter: ["open"],
      });
    this.addEventListener("input", (event) => this.#typed(event.target));
    this.addEventListener("click", (event) => this.#clicked(event));
    this.#read();
  }

  get #fields(): readonly Field[] {
    return JSON.parse(this.getAttribute("fields") ?? "[]") as readonly Field[];
  }

  get #value(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('input[type="hidden"]')!;
  }

  #read(): void {
    const pieces = JSON.parse(this.#value.value || "[]") as readonly Readonly<Record<string, unknown>>[];
    this.#rows = pieces.map((piece) => this.#fields.map((field) => String(piece[field.name] ?? "")));
    this.#draw();
  }

  #typed(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement) || target.dataset["row"] === undefined) return;
    this.#rows[Number(target.dataset["row"])]![Number(target.dataset["column"])] = target.value;
    this.#write();
  }

  #clicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-piece]") : null;
    if (!button) return;
    const at = button.dataset["piece"]!;
    if (at === "add") this.#rows.push(this.#fields.map(() => ""));
    else this.#rows.splice(Number(at), 1);
    this.#draw();
    this.#write();
    if (at === "add") this.querySelector<HTMLElement>(`[data-row="${this.#rows.length - 1}"]`)?.focus();
  }

  #write(): void {
    const rows = this.#rows.filter((row) => row.some((value) => value.trim() !== ""));
    const json = rows.map(
      (row) =>
        `{${this.#fields.map((field, i) => `${JSON.stringify(field.name)}:${value(field, row[i]!)}`).join(",")}}`,
    );
    this.#value.value = `[${json.join(",")}]`;
  }

  #draw(): void {
    const say = texts(this);
    const fields = this.#fields;
    this.#place.replaceChildren(
      h("p", { class: "field-label" }, say("pieces")),
      h(
        "div",
        { class: "piece-rows" },
        ...this.#rows.map((row, i) =>
          h(
            "div",
            {
              class: "piece-row",
              role: "group",
              "aria-label": `${say("pieces")} ${i + 1}`,
            },
            ...fields.map((field, j) => {
              const input = h("input", {
                class: field.number ? "form-control num" : "form-control",
                "data-row": String(i),
                "data-column": String(j),
                "aria-label": `${field.label} ${i + 1}`,
                placeholder: field.label,
                inputmode: field.number ? "decimal" : null,
                autocomplete: "off",
              });
              input.value = row[j]!;
              return input;
            }),
            this.#remove(i, `${say("remove")} ${i + 1}`),
          ),
        ),
      ),
      h("button", { type: "button", class: "btn btn-sm", "data-piece": "add" }, say("add")),
    );
  }

  #remove(row: number, label: string): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        class: "btn btn-ghost btn-icon btn-sm",
        "data-piece": String(row),
        "aria-label": label,
      },
      icon("x"),
    );
  }
}

function value(field: Field, typed: string): string {
  const text = typed.trim();
  if (!field.number) return JSON.stringify(text);
  const read = parseDecimal(text, { maxIntegerDigits: 9, maxDecimals: 12 });
  return text !== "" && read.ok ? read.value : "null";
}

define("piece-rows", PieceRows);
