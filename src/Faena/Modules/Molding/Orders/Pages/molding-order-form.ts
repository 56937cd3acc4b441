import "./molding-orders.css";
import { alertBox } from "@web/elements/alert";
// First the form, which puts a draft back; then what reads it.
import "@web/elements/api-form";
import type { ApiForm } from "@web/elements/api-form";
import { define, h, texts } from "@web/elements/element";
import { formJson } from "@web/elements/form-json";
import { api, JsonText, ProblemError } from "@web/elements/http";
import { toastOnNextPage } from "@web/elements/toast";
import { OrderFigures, type Preview } from "./order-figures";
import { LotFields, lotsJson, number, piecesJson, type State } from "./order-lots";

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

const stock = "STOCK";

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
    this.querySelector("[data-add-lot]")!.addEventListener("click", () => this.#addLot());
    this.addEventListener("input", (event) => this.#onInput(event.target as HTMLElement));
    this.addEventListener("change", (event) => this.#onChange(event.target as HTMLElement));
    this.addEventListener("click", (event) => this.#onClick(event));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("before-send", (event) => this.#beforeSend(event));
    this.addEventListener("saved", (event) => this.#saved((event as CustomEvent).detail));
    this.addEventListener("refused", (event) => this.#refused(event as CustomEvent<ProblemError>));
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

  get #figures(): OrderFigures {
    return new OrderFigures(this, (key, data) => this.#say(key, data), this.getAttribute("locale") ?? "es-MX");
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
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    if (target.name === "tipo_orden") {
      this.#showStrategy();
      this.#draw();
      this.#write();
    }
    if (target.name === "molde") this.#offerMold();
    if (target.name !== "") void this.#calculate();
  }

  #onClick(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
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
    if (what === "add-material") this.#focus(`${lot}.materials.${lots[lot]!.materials.length - 1}.name`);
    if (what === "add-colorant") this.#focus(`${lot}.colorants.${lots[lot]!.colorants.length - 1}.name`);
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
    if (member === "materials") target.materials[Number(row)]![column as "name" | "share"] = value;
    else if (member === "colorants") target.colorants[Number(row)]![column as "name" | "dose"] = value;
    else target[member as "color" | "stock" | "people"] = value;
  }

  #addLot(): void {
    const before = this.#state.lots.at(-1);
    this.#state.lots.push({
      color: "",
      stock: "",
      people: before?.people ?? "1",
      parts: before?.parts ?? false,
      materials: before ? structuredClone(before.materials) : [{ name: "", share: "" }],
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
    const molds = JSON.parse(this.getAttribute("molds") ?? "[]") as readonly Mold[];
    return molds.find((mold) => mold.codigo.toLowerCase() === asked);
  }

  /** A form without figures takes the mold's; one that has some is asked first. */
  #offerMold(): void {
    const mold = this.#mold;
    if (!mold || (mold.piezas.length === 0 && mold.peso_tiro === null && mold.tiempo_ciclo === null)) return;
    const names = ["peso_unitario", "cavidades", "peso_tiro", "tiempo_ciclo"];
    if (names.every((name) => this.#control(name).value.trim() === "") && this.#state.pieces.length === 0) {
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
    for (const name of ["peso_unitario", "cavidades"]) this.#control(name).disabled = pieces.length > 0;
    place.hidden = pieces.length === 0 && more.length === 0;
    place.replaceChildren(
      ...(pieces.length === 0
        ? []
        : [
            h("p", {}, this.#say("family_mold")),
            h(
              "ul",
              {},
              ...pieces.map((piece) => h("li", {}, `${piece.nombre}: ${piece.cavidades} × ${piece.peso_unitario} g`)),
            ),
            h("button", { type: "button", class: "btn btn-sm", "data-do": "drop-pieces" }, this.#say("drop_pieces")),
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
      control.closest<HTMLElement>(".molding-target")!.hidden = control.disabled;
    }
  }

  #write(): void {
    this.#control("lotes").value = lotsJson(this.#state.lots, this.#strategy === stock, (cell, path) =>
      this.#path(cell, path),
    );
    this.#control("piezas").value = piecesJson(this.#state.pieces);
  }

  #path(cell: string, path: string): void {
    this.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.setAttribute("data-path", path);
  }

  #beforeSend(event: Event): void {
    const bad = [...this.querySelectorAll<HTMLInputElement>("input[data-number]")].filter(
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
    location.assign(`/molding/orders/${encodeURIComponent(cabecera.numero_op)}`);
  }

  #refused(event: CustomEvent<ProblemError>): void {
    for (const path of Object.keys(event.detail.errors)) {
      this.querySelector(`[data-path="${CSS.escape(path)}"]`)?.setAttribute("aria-invalid", "true");
    }
    const actual = event.detail.body["actual"] as { readonly version: number } | undefined;
    if (event.detail.code !== "ORDER_CHANGED" || actual === undefined) return;
    event.preventDefault();
    this.#control("version").value = String(actual.version);
    const mine = h("button", { type: "button", class: "btn btn-sm" }, this.#say("save_mine"));
    mine.addEventListener("click", () => void this.#api.submit());
    const page = location.pathname.replace(/\/edit$/, "");
    const theirs = h("a", { href: page, target: "_blank", class: "btn btn-sm" }, this.#say("see_theirs"));
    const place = this.querySelector<HTMLElement>(".form-alert")!;
    place.replaceChildren(alertBox("warning", event.detail.message, h("p", { class: "cluster" }, theirs, mine)));
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
        this.#figures.show(
          await api.post<Preview>("/api/ordenes/preview", new JsonText(formJson(this.#api.form).json), {
            numbersAsText: true,
          }),
          this.#state.lots,
        );
      } while (this.#again);
    } catch (problem) {
      // Without the server there are no figures; typing goes on.
      if (!(problem instanceof ProblemError)) throw problem;
      this.#figures.note(alertBox("warning", problem.message));
    } finally {
      this.#calculating = false;
    }
  }

  // ---- the lots

  #draw(): void {
    this.#drawPieces();
    this.querySelector("[data-lots]")!.replaceChildren(
      ...new LotFields((key, data) => this.#say(key, data), this.#strategy === stock).draw(this.#state.lots),
    );
  }
}

define("molding-order-form", MoldingOrderForm);
