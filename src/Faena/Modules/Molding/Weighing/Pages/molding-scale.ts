import { alertBox } from "@web/elements/alert";
import { formatDecimal, parseDecimal } from "@web/elements/decimal";
import { define, h, icon, texts } from "@web/elements/element";
import { api, parseJson, ProblemError } from "@web/elements/http";
import { newId } from "@web/elements/id";
import type { Fact } from "@web/elements/outbox";
import { factToCorrect, outbox } from "@web/elements/outbox-status";
import { listen } from "@web/elements/sse";
import { figuresOf, shotsOf, type CountedSheet, type ShotWeights } from "../../ShiftSheets/Pages/sheet-figures";
import { checkWeights, type ScaleRule } from "./weight-check";

interface Bale {
  readonly id: string;
  readonly id_cliente: string;
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
/** What a bale's fact carries. */
type Weighed = Pick<Bale, "id_cliente" | "peso_kg" | "color" | "manual">;

const none: Bales = {
  pesajes: [],
  total_pesado: "0",
  peso_teorico: "0",
  diferencia: "0",
  peso_teorico_neto: "0",
  diferencia_neta: "0",
  semaforo: "VACIO",
};

/**
 * `<molding-scale api="/api/registros/5" client="<uuid>" topic bales rule texts locale open person>`: bale after bale with the total and
 * its light. Every bale goes through the device's outbox under an id of its own, so none is weighed twice or lost. Without `api` it
 * weighs for the sheet that waits on this device and whose id stands in the address after the #.
 */
class MoldingScale extends HTMLElement {
  #stop: (() => void) | null = null;
  #read: string | null = null;
  #known: Bales = none;
  #waitingSheet: string | null = null;
  #correcting: Fact | null = null;

  connectedCallback(): void {
    const given = this.getAttribute("bales");
    if (given !== null) this.#known = parseJson(given, true) as Bales;
    outbox().addEventListener("change", this.#onOutbox);
    if (this.#api === null) {
      void this.#findWaitingSheet();
    } else {
      void this.#draw();
      void this.#refresh();
      this.#stop = listen(
        [this.getAttribute("topic") ?? ""],
        () => void this.#refresh(),
        () => void this.#refresh(),
      );
      void this.#correct();
    }
    this.#form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#weigh();
    });
    this.#form?.querySelector("[data-read]")?.addEventListener("click", () => void this.#readScale());
  }

  disconnectedCallback(): void {
    this.#stop?.();
    outbox().removeEventListener("change", this.#onOutbox);
  }

  get #api(): string | null {
    return this.getAttribute("api");
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector<HTMLFormElement>("[data-weigh]");
  }

  /** The bales of a sheet keep its topic from before the server knew it. */
  get #bales(): string {
    return `bales:${this.getAttribute("client") ?? this.#waitingSheet}`;
  }

  get #weight(): HTMLInputElement {
    return this.#form!.querySelector<HTMLInputElement>('[name="peso_kg"]')!;
  }

  get #scale(): string {
    return this.#form?.querySelector<HTMLSelectElement>('[name="balanza"]')?.value ?? "";
  }

  async #findWaitingSheet(): Promise<void> {
    this.#waitingSheet = (await factToCorrect())?.after ?? location.hash.slice(1);
    await this.#follow();
    await this.#correct();
  }

  readonly #onOutbox = () => void this.#follow();

  async #follow(): Promise<void> {
    if (this.#waitingSheet !== null) await this.#followSheet(this.#waitingSheet);
    await this.#draw();
  }

  /** The waiting sheet's own figures; once it has arrived, its page. */
  async #followSheet(id: string): Promise<void> {
    const facts = await outbox().facts();
    const sheet = facts.find((fact) => fact.id === id);
    if (sheet) {
      const body = parseJson(sheet.body, true) as CountedSheet;
      const shots = shotsOf(body) ?? 0n;
      const weights = JSON.parse(this.getAttribute("weights")!) as ShotWeights;
      const { kg, kg_neto } = figuresOf(shots, weights, body.cavidades ?? null);
      this.#known = { ...none, peso_teorico: kg, peso_teorico_neto: kg_neto };
      this.#title(sheet.label);
      if (sheet.refusal) this.#say([sheet.refusal.message, ...Object.values(sheet.refusal.errors).flat()].join(" "));
      return;
    }
    const sent = await outbox().sent(id);
    // Its bales follow it; leaving meanwhile would only send one of them twice.
    if (sent && !facts.some((fact) => fact.after === id && !fact.refusal && outbox().isMine(fact))) {
      const { "ID Registro": arrived } = sent.answer as {
        readonly "ID Registro": number;
      };
      // What is to be put right goes on there.
      location.replace(`/molding/sheets/${arrived}${location.hash.startsWith("#fact=") ? location.hash : ""}`);
    }
    if (!sent) this.#form?.replaceWith(alertBox("warning", texts(this)("no_sheet")));
  }

  #title(label: string): void {
    const title = document.querySelector("h1");
    if (title) title.textContent = label;
  }

  async #refresh(): Promise<void> {
    try {
      this.#known = await api.get<Bales>(`${this.#api}/pesajes`, {
        numbersAsText: true,
      });
      await this.#draw();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      // Without network the last known bales stay; the outbox says that there is none.
      if (problem.status !== 0) this.#say(problem);
    }
  }

  async #weigh(): Promise<void> {
    const written = this.#weight.value;
    const weight = parseDecimal(written.trim(), {
      maxIntegerDigits: 6,
      maxDecimals: 6,
    });
    if (!weight.ok) {
      this.#say(texts(this)("not_a_weight"));
      this.#weight.focus();
      return;
    }
    const colour = this.#form!.querySelector<HTMLSelectElement>('[name="color"]')!.value;
    // A weight that was changed after the scale gave it is typed, whatever scale is chosen.
    const manual = this.#scale === "" || this.#read !== written;
    const fact = this.#correcting;
    const id = fact?.id ?? newId();
    const body = `{${[
      `"id_cliente":${JSON.stringify(id)}`,
      `"peso_kg":${weight.value}`,
      `"color":${JSON.stringify(colour)}`,
      `"operador":${JSON.stringify(this.getAttribute("person") ?? "")}`,
      `"balanza":${JSON.stringify(manual ? "" : this.#scale)}`,
      `"manual":${manual}`,
    ].join(",")}}`;
    const label = texts(this)("bale", {
      kg: this.#kilos(weight.value),
      color: colour,
    });
    const going = fact
      ? outbox().correct(fact.id, { body, label })
      : outbox().post({
          id,
          method: "POST",
          url: `${this.#api ?? "/api/registros/{ID Registro}"}/pesajes`,
          body,
          expects: ["id_cliente", "codigo"],
          after: this.#waitingSheet,
          topic: this.#bales,
          label,
          page: location.pathname,
        });
    // The next bale stands on the scale already; what becomes of this one shows in the list.
    this.#correcting = null;
    this.#read = null;
    this.#weight.value = "";
    this.#weight.focus();
    this.#say();
    const outcome = await going;
    // What nothing would keep stays in the list; whoever leaves is warned.
    if (outcome.state === "refused" && (fact || outcome.problem.isOurs)) {
      if (!fact) await outbox().discard(id);
      this.#say(outcome.problem, label);
      if (this.#weight.value === "") {
        this.#weight.value = written;
        this.#correcting = fact;
      }
    } else if (outcome.state === "sent" && this.#api !== null) {
      await this.#refresh();
    }
  }

  /** Puts a bale that the server refused back on the form, with what it said. */
  async #correct(): Promise<void> {
    const fact = await factToCorrect();
    if (!fact || !this.#form) return;
    const { peso_kg, color } = parseJson(fact.body, true) as Weighed;
    this.#correcting = fact;
    this.#weight.value = peso_kg;
    this.#form.querySelector<HTMLSelectElement>('[name="color"]')!.value = color;
    this.#say([fact.label, fact.refusal?.message, ...Object.values(fact.refusal?.errors ?? {}).flat()].join(" "));
    this.#weight.focus();
  }

  async #readScale(): Promise<void> {
    if (this.#scale === "") return;
    const button = this.#form!.querySelector("[data-read]")!;
    button.setAttribute("aria-busy", "true");
    try {
      const { peso_kg } = await api.get<{ readonly peso_kg: string }>(
        `/api/molding/balanzas/${encodeURIComponent(this.#scale)}/lectura`,
        { numbersAsText: true },
      );
      this.#weight.value = peso_kg;
      this.#read = peso_kg;
      this.#say();
      this.#form!.querySelector<HTMLElement>('[type="submit"]')!.focus();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.#say(problem);
    }
    button.removeAttribute("aria-busy");
  }

  #say(what?: ProblemError | string, of = ""): void {
    const text =
      what instanceof ProblemError
        ? [of, what.message, ...Object.values(what.errors).flat()].filter((part) => part !== "").join(" ")
        : what;
    this.querySelector("[data-said]")?.replaceChildren(...(text === undefined ? [] : [alertBox("danger", text)]));
  }

  #kilos(value: string): string {
    return formatDecimal(value, this.getAttribute("locale") ?? "es", 2);
  }

  async #draw(): Promise<void> {
    const facts = (await outbox().facts()).filter((fact) => fact.topic === this.#bales);
    const arrived = new Set(this.#known.pesajes.map((bale) => bale.id_cliente));
    const waiting = facts.filter((fact) => !arrived.has(fact.id));
    const known = this.#known;
    const check =
      waiting.length === 0 && this.#api !== null
        ? known
        : checkWeights(
            [
              ...known.pesajes.filter((bale) => !bale.anulado).map((bale) => bale.peso_kg),
              ...waiting.filter((fact) => !fact.refusal).map((fact) => weighedOf(fact).peso_kg),
            ],
            { gross: known.peso_teorico, net: known.peso_teorico_neto },
            JSON.parse(this.getAttribute("rule")!) as ScaleRule,
          );
    const against = (theoretical: string, difference: string) =>
      `${this.#kilos(theoretical)} kg (${/^-|^0(\.0*)?$/.test(difference) ? "" : "+"}${this.#kilos(difference)})`;
    this.querySelector<HTMLElement>(".scale-light")!.dataset["light"] = check.semaforo;
    this.querySelector("[data-light-text]")!.textContent = texts(this)(`light_${check.semaforo}`);
    this.querySelector<HTMLOutputElement>("[data-total]")!.value = this.#kilos(check.total_pesado);
    this.querySelector<HTMLOutputElement>("[data-net]")!.value = against(
      known.peso_teorico_neto,
      check.diferencia_neta,
    );
    this.querySelector<HTMLOutputElement>("[data-gross]")!.value = against(known.peso_teorico, check.diferencia);
    this.querySelector("[data-list]")!.replaceChildren(this.#table(waiting));
  }

  /** The last one first: it is the one people look for. */
  #table(waiting: readonly Fact[]): HTMLElement {
    const say = texts(this);
    const { pesajes } = this.#known;
    if (pesajes.length + waiting.length === 0) return h("p", { class: "muted" }, say("none"));
    const head = ["number", "kg", "colour", "time", "code"].map((key) =>
      h("th", { scope: "col", class: key === "kg" ? "num" : null }, say(key)),
    );
    const rows = [
      ...pesajes.map((bale, index) => this.#knownRow(bale, index + 1)),
      ...waiting.map((fact) => this.#waitingRow(fact)),
    ];
    return h(
      "div",
      {
        class: "table-frame",
        tabindex: "0",
        role: "region",
        "aria-label": say("list"),
      },
      h(
        "table",
        { class: "table bale-table" },
        h("thead", {}, h("tr", {}, ...head, h("th", {}, h("span", { class: "visually-hidden" }, say("actions"))))),
        h("tbody", {}, ...rows.reverse()),
      ),
    );
  }

  #knownRow(bale: Bale, number: number): HTMLElement {
    const say = texts(this);
    return h(
      "tr",
      { class: bale.anulado ? "bale-voided" : null },
      h("td", { class: "tabular" }, String(number)),
      h("td", { class: "num" }, this.#kilos(bale.peso_kg)),
      h("td", {}, bale.color, bale.manual ? h("span", { class: "muted" }, ` · ${say("manual")}`) : null),
      h("td", { class: "tabular" }, bale.hora_registro.slice(11, 16)),
      h("td", { class: "tabular" }, bale.codigo.replace(/(...)(?=.)/g, "$1-")),
      h(
        "td",
        { class: "bale-end" },
        bale.anulado ? `${say("voided")}: ${bale.motivo_anulacion ?? ""}` : this.#actions(bale, number),
      ),
    );
  }

  #waitingRow(fact: Fact): HTMLElement {
    const say = texts(this);
    const { peso_kg, color, manual } = weighedOf(fact);
    const state = h(
      "span",
      { class: `status status-${fact.refusal || fact.unkept ? "danger" : "warning"}` },
      say(fact.refusal ? "refused" : fact.unkept ? "unkept" : "waiting"),
    );
    state.prepend(icon(fact.refusal || fact.unkept ? "alert-circle" : "clock"));
    return h(
      "tr",
      {},
      h("td", {}, "…"),
      h("td", { class: "num" }, this.#kilos(peso_kg)),
      h("td", {}, color, manual ? h("span", { class: "muted" }, ` · ${say("manual")}`) : null),
      h("td", { class: "tabular" }, new Date(fact.at).toTimeString().slice(0, 5)),
      h("td", { colspan: "2" }, state),
    );
  }

  #actions(bale: Bale, number: number): HTMLElement | null {
    if (!this.hasAttribute("open")) return null;
    const say = texts(this);
    const label = h("a", {
      class: "btn btn-ghost btn-icon",
      href: `${this.getAttribute("labels")}?bulto=${bale.codigo}`,
      title: say("label"),
      "aria-label": `${say("label")} ${number}`,
    });
    label.append(icon("qrcode"));
    const away = h("button", {
      type: "button",
      class: "btn btn-ghost btn-icon",
      "data-form-dialog": "void",
      "data-action": `${this.#api}/pesajes/${bale.id}/anular`,
      "data-title": say("void_n", { numero: number }),
      title: say("void"),
      "aria-label": `${say("void")} ${number}`,
    });
    away.append(icon("ban"));
    return h("span", { class: "bale-actions" }, label, away);
  }
}

function weighedOf(fact: Fact): Weighed {
  return parseJson(fact.body, true) as Weighed;
}

define("molding-scale", MoldingScale);
