import { addDecimals, formatDecimal, multiplyDecimals, parseDecimal, roundDecimal } from "@web/elements/decimal";
import { h } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { toast } from "@web/elements/toast";
import type { SheetContext } from "./month-context";
import type { TotalName } from "./sheet-model";

/** Pesos and dollars; what both are in pesos follows from the rate. */
export interface Money {
  readonly mn: string;
  readonly usd: string;
}

const shown = ["aut", "ejec", "acum", "resta"] as const satisfies readonly TotalName[];

/** The sheet's money on four cards, and the exchange rate at which it is added up. */
export class SheetMoney {
  readonly element: HTMLElement;
  readonly #cards = new Map<string, { mn: HTMLElement; usd: HTMLElement; both: HTMLElement }>();
  readonly #rate: HTMLInputElement;
  readonly #rateError: HTMLElement;
  #order = 0;
  #known = "1";
  #totals: Readonly<Record<TotalName, Money>> | null = null;

  constructor(private readonly context: SheetContext) {
    const { say } = context;
    this.#rate = h("input", {
      id: "exchange-rate",
      class: "form-control num",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-describedby": "exchange-rate-error",
      readonly: !context.may.production,
    });
    this.#rateError = h("div", {
      id: "exchange-rate-error",
      class: "field-error",
      role: "alert",
    });
    this.#rate.addEventListener("change", () => void this.#saveRate());
    this.element = h(
      "section",
      { class: "month-money", "aria-label": say("money") },
      ...shown.map((name) => this.#card(name)),
      h(
        "div",
        { class: "kpi month-rate" },
        h("label", { class: "kpi-label", for: "exchange-rate" }, say("rate")),
        this.#rate,
        this.#rateError,
      ),
    );
  }

  show(order: number, totals: Readonly<Record<TotalName, Money>>, rate: string): void {
    this.#order = order;
    this.#known = rate;
    // Whoever is typing a rate finishes it, although a colleague was faster.
    if (document.activeElement !== this.#rate) {
      this.#rate.value = formatDecimal(rate, this.context.culture);
      this.#fault("");
    }
    this.totals = totals;
  }

  set totals(totals: Readonly<Record<TotalName, Money>>) {
    this.#totals = totals;
    this.#draw();
  }

  /** Amounts that follow from cells the server has not counted yet. */
  set waiting(waiting: boolean) {
    this.element.classList.toggle("month-waiting", waiting);
  }

  #card(name: (typeof shown)[number]): HTMLElement {
    const { say } = this.context;
    const parts = {
      mn: h("span", {}),
      usd: h("span", {}),
      both: h("span", {}),
    };
    this.#cards.set(name, parts);
    return h(
      "div",
      { class: "kpi", "data-total": name },
      h("div", { class: "kpi-label", title: say(`money_${name}_hint`) }, say(`money_${name}`)),
      h("div", { class: "kpi-value" }, parts.mn, h("span", { class: "kpi-unit" }, "MXN")),
      h("div", { class: "kpi-note" }, parts.usd, " USD"),
      h(
        "div",
        { class: "kpi-note", title: say("homologated_hint") },
        "≈ ",
        parts.both,
        " MXN ",
        h("span", { class: "month-word" }, say("homologated")),
      ),
    );
  }

  #draw(): void {
    if (!this.#totals) return;
    for (const [name, { mn, usd, both }] of this.#cards) {
      const money = this.#totals[name as TotalName];
      mn.textContent = this.#amount(money.mn);
      usd.textContent = this.#amount(money.usd);
      both.textContent = this.#amount(roundDecimal(addDecimals(money.mn, multiplyDecimals(money.usd, this.#known)), 2));
      mn.parentElement?.classList.toggle("month-negative", money.mn.startsWith("-"));
    }
  }

  #amount(value: string): string {
    return formatDecimal(value, this.context.culture, 2);
  }

  async #saveRate(): Promise<void> {
    const read = parseDecimal(this.#rate.value, {
      maxIntegerDigits: 6,
      maxDecimals: 6,
    });
    if (!read.ok || read.value === "0") {
      this.#fault(this.context.say("rate_wrong"));
      return;
    }
    this.#fault("");
    const before = this.#known;
    this.#known = read.value;
    this.#draw();
    try {
      await api.put(`/api/contracts/work-orders/${this.#order}/rate`, {
        tipo_cambio: Number(read.value),
      });
      toast(this.context.say("rate_saved"));
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      this.#known = before;
      this.#draw();
      this.#fault(problem.errors["tipo_cambio"]?.[0] ?? problem.message);
    }
  }

  #fault(text: string): void {
    this.#rateError.textContent = text;
    if (text === "") this.#rate.removeAttribute("aria-invalid");
    else this.#rate.setAttribute("aria-invalid", "true");
  }
}
