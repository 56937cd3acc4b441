import { alertBox } from "@web/elements/alert";
import { formatDecimal, parseDecimal } from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";
import { api, JsonText, ProblemError } from "@web/elements/http";
import { listen } from "@web/elements/sse";

interface Bale {
  readonly id: string;
  readonly peso_kg: string;
  readonly color: string;
  readonly hora_registro: string;
  readonly anulado: boolean;
  readonly motivo_anulacion: string | null;
  readonly codigo: string;
  readonly manual: boolean;
}
interface Bales {
  readonly pesajes: readonly Bale[];
  readonly total_pesado: string;
  readonly peso_teorico: string;
  readonly diferencia: string;
  readonly peso_teorico_neto: string;
  readonly diferencia_neta: string;
  readonly semaforo: string;
}

/**
 * `<molding-scale api="/api/registros/5" topic texts locale open>`: bale after bale with the total and its light. Each bale has an id
 * of its own before it is sent, so a second try after a lost answer weighs nothing twice.
 */
class MoldingScale extends HTMLElement {
  #pending = crypto.randomUUID();
  #stop: (() => void) | null = null;
  #read: string | null = null;

  connectedCallback(): void {
    void this.#refresh();
    this.#stop = listen([this.getAttribute("topic") ?? ""], () => void this.#refresh(), () => void this.#refresh());
    const form = this.querySelector<HTMLFormElement>("[data-weigh]");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#weigh(form);
    });
    form?.querySelector("[data-read]")?.addEventListener("click", () => void this.#readScale(form));
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  get #api(): string {
    return this.getAttribute("api")!;
  }

  async #refresh(): Promise<void> {
    try {
      this.#show(await api.get<Bales>(`${this.#api}/pesajes`, { numbersAsText: true }));
    } catch (problem) {
      this.#refused(problem);
    }
  }

  async #weigh(form: HTMLFormElement): Promise<void> {
    const field = form.querySelector<HTMLInputElement>('[name="peso_kg"]')!;
    const weight = parseDecimal(field.value.trim(), { maxIntegerDigits: 6, maxDecimals: 6 });
    if (!weight.ok) {
      this.#say(texts(this)("not_a_weight"));
      field.focus();
      return;
    }
    const scale = form.querySelector<HTMLSelectElement>('[name="balanza"]')?.value ?? "";
    const colour = form.querySelector<HTMLSelectElement>('[name="color"]')!.value;
    // A weight that was changed after the scale gave it is typed, whatever scale is chosen.
    const manual = scale === "" || this.#read !== field.value;
    const parts = [
      `"id_cliente":${JSON.stringify(this.#pending)}`,
      `"peso_kg":${weight.value}`,
      `"color":${JSON.stringify(colour)}`,
      `"balanza":${JSON.stringify(manual ? "" : scale)}`,
      `"manual":${manual}`,
    ];
    try {
      await api.post(`${this.#api}/pesajes`, new JsonText(`{${parts.join(",")}}`));
      this.#pending = crypto.randomUUID();
      this.#read = null;
      field.value = "";
      this.#say();
      await this.#refresh();
    } catch (problem) {
      this.#refused(problem);
    }
    field.focus();
  }

  async #readScale(form: HTMLFormElement): Promise<void> {
    const scale = form.querySelector<HTMLSelectElement>('[name="balanza"]')?.value ?? "";
    if (scale === "") return;
    const button = form.querySelector("[data-read]")!;
    button.setAttribute("aria-busy", "true");
    try {
      const reading = await api.get<{ readonly peso_kg: string }>(
        `/api/molding/balanzas/${encodeURIComponent(scale)}/lectura`,
        { numbersAsText: true },
      );
      const field = form.querySelector<HTMLInputElement>('[name="peso_kg"]')!;
      field.value = reading.peso_kg;
      this.#read = reading.peso_kg;
      this.#say();
      form.querySelector<HTMLElement>('[type="submit"]')!.focus();
    } catch (problem) {
      this.#refused(problem);
    }
    button.removeAttribute("aria-busy");
  }

  #refused(problem: unknown): void {
    if (!(problem instanceof ProblemError)) throw problem;
    this.#say([problem.message, ...Object.values(problem.errors).flat()].join(" "));
  }

  #say(text?: string): void {
    this.querySelector("[data-said]")?.replaceChildren(...(text === undefined ? [] : [alertBox("danger", text)]));
  }

  #show(bales: Bales): void {
    const say = texts(this);
    const locale = this.getAttribute("locale") ?? "es";
    const kilos = (value: string) => formatDecimal(value, { locale, minDecimals: 2, maxDecimals: 3 });
    this.querySelector<HTMLElement>(".scale-light")!.dataset["light"] = bales.semaforo;
    this.querySelector("[data-light-text]")!.textContent = say(`light_${bales.semaforo}`);
    this.querySelector<HTMLOutputElement>("[data-total]")!.value = kilos(bales.total_pesado);
    const against = (theoretical: string, difference: string) => `${kilos(theoretical)} kg (${kilos(difference)})`;
    this.querySelector<HTMLOutputElement>("[data-net]")!.value = against(bales.peso_teorico_neto, bales.diferencia_neta);
    this.querySelector<HTMLOutputElement>("[data-gross]")!.value = against(bales.peso_teorico, bales.diferencia);
    this.querySelector("[data-list]")!.replaceChildren(this.#table(bales, kilos));
  }

  #table(bales: Bales, kilos: (value: string) => string): HTMLElement {
    const say = texts(this);
    if (bales.pesajes.length === 0) return h("p", { class: "muted" }, say("none"));
    const head = ["number", "kg", "colour", "time", "code", ""].map((key) =>
      h("th", { scope: "col", class: key === "kg" ? "num" : null }, key === "" ? "" : say(key)),
    );
    const rows = bales.pesajes.map((bale, index) =>
      h(
        "tr",
        { class: bale.anulado ? "bale-voided" : null },
        h("td", { class: "tabular" }, String(index + 1)),
        h("td", { class: "num" }, kilos(bale.peso_kg)),
        h("td", {}, bale.color, bale.manual ? h("span", { class: "muted" }, ` · ${say("manual")}`) : null),
        h("td", { class: "tabular" }, bale.hora_registro.slice(11, 16)),
        h("td", { class: "tabular" }, bale.codigo),
        h("td", {}, bale.anulado ? (bale.motivo_anulacion ?? "") : this.#actions(bale)),
      ),
    );
    return h(
      "div",
      { class: "table-frame" },
      h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows.reverse())),
    );
  }

  #actions(bale: Bale): HTMLElement | null {
    if (!this.hasAttribute("open")) return null;
    const say = texts(this);
    const action = `${this.#api}/pesajes/${bale.id}/anular`;
    return h(
      "span",
      { class: "cluster" },
      h(
        "a",
        { class: "btn btn-sm", href: `${this.getAttribute("labels")}?bulto=${bale.codigo}`, "aria-label": say("label") },
        icon("qrcode"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "btn btn-sm",
          "data-form-dialog": "void",
          "data-action": action,
          "data-title": say("void"),
          "aria-label": say("void"),
        },
        icon("ban"),
      ),
    );
  }
}

define("molding-scale", MoldingScale);
