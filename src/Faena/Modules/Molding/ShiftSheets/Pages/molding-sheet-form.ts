import "./molding-sheets.css";
// First the form, which puts a draft back; then what reads it.
import "@web/elements/api-form";
import { alertBox } from "@web/elements/alert";
import { formatDecimal } from "@web/elements/decimal";
import { define, h, texts } from "@web/elements/element";
import { formJson } from "@web/elements/form-json";
import { api, JsonText, ProblemError } from "@web/elements/http";
import { toastOnNextPage } from "@web/elements/toast";

interface Preview {
  readonly errores: Readonly<Record<string, readonly string[]>>;
  readonly advertencias: readonly { readonly detalle: string }[];
  readonly total: Readonly<Record<"coladas" | "piezas" | "kg" | "kg_neto", string>>;
  readonly total_merma_kg: string;
  readonly detalles: readonly { readonly hora: string; readonly kg: string }[];
}

const pause = 120;
const minutesOfADay = 24 * 60;
// What these fields say wrong is worth telling while one types; the others say it when the sheet is sent.
const telling = new Set(["colada_final", "detalles", "fecha"]);

/**
 * `<molding-sheet-form api="/api/ordenes/OP-1" sheet="5" texts locale><api-form>…</api-form></molding-sheet-form>`: the paper's hours,
 * operator and colour carried on from above, and the sheet's figures as the server calculates them.
 */
class MoldingSheetForm extends HTMLElement {
  #timer = 0;
  #asked = 0;

  connectedCallback(): void {
    this.#identify();
    this.addEventListener("input", () => this.#changed());
    this.addEventListener("change", (event) => this.#onChange(event.target as HTMLElement));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("saved", (event) => this.#saved(event as CustomEvent));
    this.#carry();
    void this.#calculate();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  /** One id a sheet, also after a reload: what reached the server without our hearing of it is not written twice. */
  #identify(): void {
    const field = this.querySelector<HTMLInputElement>('[name="id_cliente"]');
    if (!field) return;
    const kept = sessionStorage.getItem(this.#key) ?? crypto.randomUUID();
    sessionStorage.setItem(this.#key, kept);
    field.value = kept;
  }

  get #key(): string {
    return `sheet-id:${location.pathname}`;
  }

  #saved(event: CustomEvent): void {
    sessionStorage.removeItem(this.#key);
    const answer = event.detail as { readonly "ID Registro": number };
    toastOnNextPage(texts(this)("saved"));
    event.preventDefault();
    location.assign(`/molding/sheets/${answer["ID Registro"]}`);
  }

  #changed(): void {
    this.#carry();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#calculate(), pause);
  }

  #onChange(target: HTMLElement): void {
    if (target.matches('[name="turno"]')) this.#startAt((target as HTMLSelectElement).value === "NOCTURNO" ? 19 : 7);
    if (target.matches('[name="hora_inicio"]')) this.#hoursFrom((target as HTMLInputElement).value);
  }

  #startAt(hour: number): void {
    const start = this.querySelector<HTMLInputElement>('[name="hora_inicio"]')!;
    start.value = `${String(hour).padStart(2, "0")}:00`;
    this.#hoursFrom(start.value);
    this.#changed();
  }

  /** Hours that nobody has written shots for follow the start of the shift. */
  #hoursFrom(start: string): void {
    const [hour, minute] = start.split(":").map(Number);
    if (hour === undefined || minute === undefined || Number.isNaN(hour + minute)) return;
    if (this.#rows.some((row) => row.querySelector<HTMLInputElement>("[data-shots]")!.value !== "")) return;
    this.#rows.forEach((row, index) => {
      const from = hour * 60 + minute + index * 60;
      row.querySelector<HTMLInputElement>("[data-hour]")!.value = `${clock(from)} - ${clock(from + 60)}`;
    });
  }

  get #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".sheet-row:not(.sheet-row-head)")];
  }

  /** What a blank stands for, as on paper: the value above. */
  #carry(): void {
    const above = ["", ""];
    for (const row of this.#rows) {
      row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-carried]").forEach((field, index) => {
        if (field.value !== "") above[index] = field.value;
        else if (field instanceof HTMLInputElement) field.placeholder = above[index] ?? "";
        else field.options[0]!.text = above[index] === "" ? "″" : `″ ${above[index]}`;
      });
    }
  }

  /** Enter goes down the shots, as one reads them off the paper. */
  #onKey(event: KeyboardEvent): void {
    const shots = [...this.querySelectorAll<HTMLInputElement>("[data-shots]")];
    const at = shots.indexOf(event.target as HTMLInputElement);
    if (at < 0) return;
    const step = event.key === "Enter" || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = shots[at + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }

  async #calculate(): Promise<void> {
    const asked = ++this.#asked;
    const { json, bad } = formJson(this.#form);
    if (bad.length > 0) return;
    const sheet = this.getAttribute("sheet");
    try {
      const preview = await api.post<Preview>(
        `${this.getAttribute("api")}/registros/preview${sheet === null ? "" : `?registro=${sheet}`}`,
        new JsonText(json),
        { numbersAsText: true },
      );
      if (asked === this.#asked) this.#show(preview);
    } catch (problem) {
      // Without network the sheet is still typed; its figures come back with the network.
      if (!(problem instanceof ProblemError)) throw problem;
    }
  }

  #show(preview: Preview): void {
    const locale = this.getAttribute("locale") ?? "es";
    const say = (value: string, places: number) => formatDecimal(value, { locale, minDecimals: places, maxDecimals: places });
    const shown: Record<string, string> = {
      coladas: say(preview.total.coladas, 0),
      piezas: say(preview.total.piezas, 0),
      kg: `${say(preview.total.kg, 2)} kg`,
      kg_neto: `${say(preview.total.kg_neto, 2)} kg`,
      merma: `${say(preview.total_merma_kg, 2)} kg`,
    };
    for (const output of this.querySelectorAll<HTMLOutputElement>("[data-figure]")) {
      output.value = shown[output.dataset["figure"] ?? ""] ?? "";
    }
    const kilos = new Map(preview.detalles.map((row) => [row.hora, row.kg]));
    for (const row of this.#rows) {
      const kg = kilos.get(row.querySelector<HTMLInputElement>("[data-hour]")!.value);
      row.querySelector<HTMLOutputElement>("[data-kg]")!.value = kg === undefined ? "" : say(kg, 2);
    }
    const wrong = Object.entries(preview.errores).filter(([path]) => telling.has(path));
    const isBlank = preview.total.coladas === "0";
    const list = (lines: readonly string[]) => h("ul", {}, ...lines.map((line) => h("li", {}, line)));
    this.querySelector("[data-notes]")!.replaceChildren(
      ...(isBlank || wrong.length === 0
        ? []
        : [alertBox("danger", texts(this)("wrong"), list(wrong.flatMap(([, said]) => [...said])))]),
      ...(isBlank || preview.advertencias.length === 0
        ? []
        : [alertBox("warning", texts(this)("look"), list(preview.advertencias.map((one) => one.detalle)))]),
    );
  }
}

function clock(minutes: number): string {
  const time = minutes % minutesOfADay;
  return `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;
}

define("molding-sheet-form", MoldingSheetForm);
