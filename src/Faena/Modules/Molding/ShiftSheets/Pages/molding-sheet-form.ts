import "./molding-sheets.css";
// First the form, which puts a draft back; then what reads it.
import { ApiForm } from "@web/elements/api-form";
import { alertBox } from "@web/elements/alert";
import { addDecimals, formatDecimal, roundDecimal } from "@web/elements/decimal";
import { define, h, texts } from "@web/elements/element";
import { clearFieldError, showFieldErrors } from "@web/elements/form-errors";
import { controlsOf, formJson } from "@web/elements/form-json";
import { api, JsonText, parseJson, ProblemError } from "@web/elements/http";
import { newId } from "@web/elements/id";
import type { Fact } from "@web/elements/outbox";
import { factToCorrect, outbox } from "@web/elements/outbox-status";
import { toastOnNextPage } from "@web/elements/toast";
import { takeNumberHere } from "../../SheetPads/Pages/device-numbers";
import { figuresOf, shotsOf, type CountedSheet, type ShotWeights } from "./sheet-figures";

interface Preview {
  readonly errores: Readonly<Record<string, readonly string[]>>;
  readonly advertencias: readonly { readonly detalle: string }[];
  readonly total: Readonly<Record<"coladas" | "piezas" | "kg" | "kg_neto", string>>;
  readonly total_merma_kg: string;
  readonly detalles: readonly { readonly hora: string; readonly kg: string }[];
}

/** What the server answers, or that the sheet waits on the device. */
type Saved = { readonly "ID Registro": number } | { readonly waiting: string };

const pause = 120;
const minutesOfADay = 24 * 60;
// A page this old comes from the device, and what it suggests is of another day.
const oldAfter = 30 * 60 * 1000;
// What these fields say wrong is worth telling while one types; the others say it when the sheet is sent.
const telling = new Set(["colada_final", "detalles", "fecha"]);

/**
 * `<molding-sheet-form api="/api/ordenes/OP-1" order="OP-1" sheet="5" waiting weights texts locale><api-form>…</api-form>`: the
 * paper's hours, operator and colour carried on from above, and the sheet's figures as the server calculates them. A new sheet goes
 * through the device's outbox, so it is written without network too.
 */
class MoldingSheetForm extends HTMLElement {
  #timer = 0;
  #asked = 0;
  #id = newId();
  #correcting: Fact | null = null;

  connectedCallback(): void {
    if (!this.hasAttribute("sheet")) {
      this.querySelector<ApiForm>("api-form")!.sender = (_method, _url, body) => this.#post(body as JsonText);
      this.#suggestToday();
      void this.#correct();
    }
    this.addEventListener("input", () => this.#changed());
    this.addEventListener("change", (event) => this.#onChange(event.target as HTMLElement));
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("saved", (event) => this.#saved(event as CustomEvent<Saved>));
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-pad]")) {
      button.addEventListener("click", () => void this.#takeNumber(button));
    }
    this.#carry();
    void this.#calculate();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form")!;
  }

  async #post(body: JsonText): Promise<Saved> {
    const id = this.#correcting?.id ?? this.#id;
    const text = `{"id_cliente":${JSON.stringify(id)},${body.text.slice(1)}`;
    const outcome = this.#correcting
      ? await outbox().correct(id, { body: text, label: this.#label() })
      : await outbox().post({
          id,
          method: "POST",
          url: `${this.getAttribute("api")}/registros`,
          body: text,
          expects: ["ID Registro"],
          after: null,
          topic: `sheets:${this.getAttribute("order")}`,
          label: this.#label(),
          page: location.pathname,
        });
    if (outcome.state === "sent") return outcome.answer as Saved;
    if (outcome.state === "waiting") return { waiting: id };
    // Whoever wrote it is still here: it is put right on the form. One that was refused later stays where it waits.
    if (!this.#correcting) await outbox().discard(id);
    throw outcome.problem;
  }

  /** "21/11/2023 · Diurno · M1": what a list of waiting things calls it. */
  #label(): string {
    const [year = 0, month = 1, day = 1] = this.#field("fecha").value.split("-").map(Number);
    const date = new Date(year, month - 1, day).toLocaleDateString(this.#locale);
    const shift = (this.#field("turno") as HTMLSelectElement).selectedOptions[0]?.text ?? "";
    return [texts(this)("sheet"), date, shift, this.#field("maquina").value].join(" · ");
  }

  #field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  }

  get #locale(): string {
    return this.getAttribute("locale") ?? "es";
  }

  /** A copy without network suggests the shift that runs now, as the server would. */
  #suggestToday(): void {
    const now = new Date();
    if (now.getTime() - Date.parse(this.getAttribute("made") ?? "") < oldAfter) return;
    const date = this.#field("fecha") as HTMLInputElement;
    if (date.value !== date.defaultValue) return;
    const isDay = now.getHours() >= 7 && now.getHours() < 19;
    // Before seven in the morning it is last night's.
    if (now.getHours() < 7) now.setDate(now.getDate() - 1);
    date.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    this.#field("turno").value = isDay ? "DIURNO" : "NOCTURNO";
    this.#startAt(isDay ? 7 : 19);
  }

  /** Puts a sheet that the server refused back into the form, with what it said. */
  async #correct(): Promise<void> {
    const fact = await factToCorrect();
    if (!fact) return;
    this.#correcting = fact;
    const values = new Map(leaves(parseJson(fact.body, true)));
    for (const control of controlsOf(this.#form)) {
      const value = values.get(control.name) ?? "";
      if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value === "true";
      else control.value = value;
    }
    if (fact.refusal) showFieldErrors(this.#form, fact.refusal.errors);
    const said = fact.refusal?.message ?? "";
    this.querySelector(".form-alert")?.replaceChildren(alertBox("warning", texts(this)("correcting"), said));
    this.#changed();
  }

  #saved(event: CustomEvent<Saved>): void {
    event.preventDefault();
    if ("waiting" in event.detail) {
      location.assign(`${this.getAttribute("waiting")}#${event.detail.waiting}`);
      return;
    }
    toastOnNextPage(texts(this)("saved"));
    location.assign(`/molding/sheets/${event.detail["ID Registro"]}`);
  }

  /** One that this device set aside, else the next one of the pad. */
  async #takeNumber(button: HTMLButtonElement): Promise<void> {
    const pad = button.dataset["pad"]!;
    clearFieldError(this.#field("hoja"));
    const here = takeNumberHere(pad);
    if (here !== null) {
      this.#number(here);
      return;
    }
    button.setAttribute("aria-busy", "true");
    try {
      const { hojas } = await api.post<{ readonly hojas: readonly string[] }>(
        `/api/molding/talonarios/${pad}/reservar`,
        { cantidad: 1 },
        // Pressed twice, or its answer lost, it costs one number.
        { headers: { "Idempotency-Key": `${this.#id}:${pad}` } },
      );
      this.#number(hojas[0] ?? "");
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      showFieldErrors(this.#form, { hoja: [problem.message] });
    }
    button.removeAttribute("aria-busy");
  }

  #number(number: string): void {
    const field = this.#field("hoja");
    field.value = number;
    field.dispatchEvent(new Event("input", { bubbles: true }));
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
    const start = this.#field("hora_inicio");
    start.value = clock(hour * 60);
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

  /**
   * Enter goes from field to field and down the shots, as one reads them off the paper; a sheet is sent by its button alone. The
   * arrows go up and down the shots too.
   */
  #onKey(event: KeyboardEvent): void {
    const field = event.target as HTMLElement;
    if (!field.matches("input, select")) return;
    const shots = [...this.querySelectorAll<HTMLInputElement>("[data-shots]")];
    const at = shots.indexOf(field as HTMLInputElement);
    let next: HTMLElement | null | undefined;
    if (event.key === "Enter") {
      next = at >= 0 ? (shots[at + 1] ?? this.querySelector<HTMLElement>('[type="submit"]')) : this.#after(field);
    } else if (at >= 0 && event.key === "ArrowDown") {
      next = shots[at + 1];
    } else if (at >= 0 && event.key === "ArrowUp") {
      next = shots[at - 1];
    } else {
      return;
    }
    event.preventDefault();
    next?.focus();
    if (next instanceof HTMLInputElement) next.select();
  }

  /** The field that follows; from the counter's end on, the first hour's shots. */
  #after(field: HTMLElement): HTMLElement | undefined {
    if (field.matches('[name="colada_final"]')) return this.querySelector<HTMLElement>("[data-shots]") ?? undefined;
    const fields = controlsOf(this.#form).filter((control) => control.checkVisibility());
    return fields[fields.indexOf(field as HTMLInputElement) + 1];
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
      if (!(problem instanceof ProblemError)) throw problem;
      if (asked === this.#asked) this.#reckon(parseJson(json, true) as CountedSheet);
    }
  }

  /** Without network the device says what it can; what looks wrong the server says later. */
  #reckon(sheet: CountedSheet): void {
    const weights = JSON.parse(this.getAttribute("weights") ?? "null") as ShotWeights | null;
    const shots = shotsOf(sheet);
    this.#figures(
      shots === null || !weights ? null : figuresOf(shots, weights, sheet.cavidades ?? null),
      addDecimals("0", ...sheet.detalles.map((row) => row.merma_kg ?? "0")),
    );
    this.querySelector("[data-notes]")!.replaceChildren(h("p", { class: "muted" }, texts(this)("unchecked")));
  }

  #figures(total: Preview["total"] | null, scrap: string): void {
    const say = (value: string | undefined, places: number) =>
      value === undefined ? "–" : formatDecimal(roundDecimal(value, places), this.#locale, places);
    const shown: Record<string, string> = {
      coladas: say(total?.coladas, 0),
      piezas: say(total?.piezas, 0),
      kg: `${say(total?.kg, 2)} kg`,
      kg_neto: `${say(total?.kg_neto, 2)} kg`,
      merma: `${say(scrap, 2)} kg`,
    };
    for (const output of this.querySelectorAll<HTMLOutputElement>("[data-figure]")) {
      output.value = shown[output.dataset["figure"] ?? ""] ?? "";
    }
  }

  #show(preview: Preview): void {
    this.#figures(preview.total, preview.total_merma_kg);
    const kilos = new Map(preview.detalles.map((row) => [row.hora, row.kg]));
    for (const row of this.#rows) {
      const kg = kilos.get(row.querySelector<HTMLInputElement>("[data-hour]")!.value);
      row.querySelector<HTMLOutputElement>("[data-kg]")!.value =
        kg === undefined ? "" : formatDecimal(kg, this.#locale, 2);
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

/** A body's values under the names of the form's fields: `detalles[0].hora`. */
function* leaves(value: unknown, path = ""): Generator<[string, string]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leaves(item, `${path}[${index}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* leaves(item, path === "" ? name : `${path}.${name}`);
  } else if (value !== null) {
    yield [path, String(value)];
  }
}

define("molding-sheet-form", MoldingSheetForm);
