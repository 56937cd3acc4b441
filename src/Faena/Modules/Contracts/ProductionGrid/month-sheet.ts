import "./month-sheet.css";
import type { Culture } from "@web/elements/data-grid";
import { define, h, texts } from "@web/elements/element";
import type { DailyGrid } from "../DailyStatus/daily-grid";
import "../DailyStatus/daily-grid";
import type { OrderJson, SheetContext } from "./month-context";
import "./production-grid";
import type { ProductionGrid, SheetChosen } from "./production-grid";
import type { TimeType } from "./sheet-model";
import { device } from "@web/elements/memory";

/** Everything that the page's address says. */
interface Address {
  readonly site: number;
  readonly year: number;
  readonly month: number;
  readonly tab: "days" | "production";
  readonly order: number | null;
  readonly type: TimeType;
}

/**
 * `<month-sheet>`: the two grids of a month at a site. The address bar holds every choice, so a link is a view and Back
 * goes back; whatever changes it first saves what is pending.
 */
class MonthSheet extends HTMLElement {
  #context!: SheetContext;
  #days!: DailyGrid;
  #production!: ProductionGrid;
  #form!: HTMLFormElement;
  #address!: Address;
  #orders: readonly OrderJson[] = [];
  #shownDays = "";
  #shownSheet = "";

  connectedCallback(): void {
    const form = document.querySelector<HTMLFormElement>("form[data-month-address]");
    const days = this.querySelector<DailyGrid>("daily-grid");
    const production = this.querySelector<ProductionGrid>("production-grid");
    if (!form || !days || !production) return;
    this.#form = form;
    this.#days = days;
    this.#production = production;
    this.#context = this.#readContext();
    days.context = this.#context;
    production.context = this.#context;
    this.querySelector("[data-save]")?.append(days.saveBar, production.saveBar);
    this.#address = this.#start();
    this.#listen();
    history.replaceState(null, "", this.#url(this.#address));
    void this.#show();
  }

  #readContext(): SheetContext {
    const may = (this.dataset["may"] ?? "").split(" ");
    return {
      say: texts(this),
      gridTexts: JSON.parse(this.getAttribute("grid-texts") ?? "{}") as SheetContext["gridTexts"],
      culture: (document.documentElement.dataset["culture"] ?? "es-MX") as Culture,
      user: this.dataset["user"] ?? "",
      today: this.dataset["today"] ?? "",
      may: {
        days: may.includes("days"),
        production: may.includes("production"),
        link: may.includes("link"),
        addLine: may.includes("line"),
      },
    };
  }

  /** The address as the server understood it; without a site in it, the site this person was at last. */
  #start(): Address {
    const given = new URLSearchParams(location.search);
    const address = this.#read(new URLSearchParams(this.dataset["address"]));
    if (given.has("id_sitio")) return address;
    const last = device.text(this.#lastSiteKey);
    const known = [...this.#select("id_sitio").options].some((option) => option.value === last);
    return known ? { ...address, site: Number(last) } : address;
  }

  get #lastSiteKey(): string {
    return `faena:site:${this.#context.user}`;
  }

  #read(query: URLSearchParams): Address {
    const number = (name: string) => Number(query.get(name) ?? 0);
    return {
      site: number("id_sitio"),
      year: number("anio"),
      month: number("mes"),
      tab: query.get("tab") === "production" ? "production" : "days",
      order: number("id_ot") || null,
      type: query.get("tipo_tiempo") === "CMA" ? "CMA" : "TE",
    };
  }

  #url({ site, year, month, tab, order, type }: Address): string {
    const query = new URLSearchParams({
      id_sitio: String(site),
      anio: String(year),
      mes: String(month),
      tab,
    });
    if (tab === "production") {
      if (order !== null) query.set("id_ot", String(order));
      query.set("tipo_tiempo", type);
    }
    return `${location.pathname}?${query.toString()}`;
  }

  #listen(): void {
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("change", () => {
      const value = (name: string) => Number(this.#select(name).value);
      void this.#go({
        site: value("id_sitio"),
        year: value("anio"),
        month: value("mes"),
      });
    });
    for (const [name, step] of [
      ["previous", -1],
      ["next", 1],
    ] as const) {
      this.#form.querySelector(`[data-month="${name}"]`)?.addEventListener("click", () => void this.#step(step));
    }
    this.#form.querySelector("[data-refresh]")?.addEventListener("click", () => void this.#refresh());
    for (const tab of this.querySelectorAll<HTMLAnchorElement>("[data-tab]")) {
      tab.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        void this.#go({
          tab: tab.dataset["tab"] === "production" ? "production" : "days",
        });
      });
    }
    this.#days.addEventListener("order-chosen", (event) => {
      void this.#go({
        tab: "production",
        order: (event as CustomEvent<number>).detail,
      });
    });
    // A day that was closed or opened takes or refuses volumes.
    this.#days.addEventListener("days-saved", () => (this.#shownSheet = ""));
    this.#production.addEventListener("sheet-chosen", (event) => {
      void this.#go((event as CustomEvent<SheetChosen>).detail);
    });
    window.addEventListener("popstate", () => void this.#go(this.#read(new URLSearchParams(location.search)), false));
    window.addEventListener("beforeunload", (event) => {
      if (this.#days.unsaved + this.#production.unsaved > 0) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#both((grid) => grid.flush());
    });
    for (const back of ["online", "focus"]) window.addEventListener(back, () => this.#both((grid) => grid.wake()));
  }

  #both(act: (grid: DailyGrid | ProductionGrid) => void): void {
    act(this.#days);
    act(this.#production);
  }

  async #step(step: 1 | -1): Promise<void> {
    const moved = new Date(Date.UTC(this.#address.year, this.#address.month - 1 + step, 1));
    await this.#go({
      year: moved.getUTCFullYear(),
      month: moved.getUTCMonth() + 1,
    });
  }

  async #refresh(): Promise<void> {
    if (!(await this.#days.leave()) || !(await this.#production.leave())) return;
    this.#shownDays = this.#shownSheet = "";
    await this.#show();
  }

  async #go(change: Partial<Address>, push = true): Promise<void> {
    const next = { ...this.#address, ...change };
    if (!(await this.#mayLeaveFor(next))) {
      this.#fillForm();
      if (!push) history.pushState(null, "", this.#url(this.#address));
      return;
    }
    this.#address = next;
    if (push && this.#url(next) !== location.pathname + location.search) history.pushState(null, "", this.#url(next));
    await this.#show();
  }

  // Only what the step takes out of sight must be saved first.
  async #mayLeaveFor(next: Address): Promise<boolean> {
    if (daysKey(next) !== daysKey(this.#address) && !(await this.#days.leave())) return false;
    return sheetKey(next) === sheetKey(this.#address) || (await this.#production.leave());
  }

  async #show(): Promise<void> {
    const address = this.#address;
    device.keep(this.#lastSiteKey, String(address.site));
    this.#fillForm();
    if (this.#shownDays !== daysKey(address)) {
      this.#shownDays = daysKey(address);
      this.#shownSheet = "";
      // A grid measures its rows when they are made, so it must be seen by then.
      if (address.tab === "days") this.#days.hidden = false;
      const orders = await this.#days.show(address);
      if (orders === null || this.#address !== address) return;
      this.#orders = orders;
      this.#production.orders = orders;
    }
    this.#showParts();
    if (address.tab === "production") await this.#showSheet();
  }

  #showParts(): void {
    const none = this.#orders.length === 0;
    const production = this.#address.tab === "production";
    for (const tab of this.querySelectorAll<HTMLAnchorElement>("[data-tab]")) {
      const here = tab.dataset["tab"] === this.#address.tab;
      tab.href = this.#url({
        ...this.#address,
        tab: tab.dataset["tab"] === "production" ? "production" : "days",
      });
      if (here) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    this.#days.hidden = none || production;
    this.#production.hidden = none || !production;
    // The other view's bar is seen only while something of it is not saved.
    this.#days.saveBar.toggleAttribute("data-aside", production);
    this.#production.saveBar.toggleAttribute("data-aside", !production);
    const empty = this.querySelector<HTMLElement>("[data-empty]");
    if (empty) empty.hidden = !none;
  }

  async #showSheet(): Promise<void> {
    const { site, year, month, type } = this.#address;
    const order = this.#orders.find((each) => each.id_ot === this.#address.order) ?? this.#orders[0];
    if (!order) return;
    if (order.id_ot !== this.#address.order) {
      this.#address = { ...this.#address, order: order.id_ot };
      history.replaceState(null, "", this.#url(this.#address));
    }
    if (this.#shownSheet === sheetKey(this.#address)) return;
    this.#shownSheet = sheetKey(this.#address);
    await this.#production.show({
      order: order.id_ot,
      site,
      year,
      month,
      type,
    });
  }

  #fillForm(): void {
    const { site, year, month } = this.#address;
    this.#select("id_sitio").value = String(site);
    this.#select("mes").value = String(month);
    const years = this.#select("anio");
    // An address may name a year the list does not offer.
    if (![...years.options].some((option) => option.value === String(year))) {
      years.append(h("option", { value: String(year) }, String(year)));
    }
    years.value = String(year);
  }

  #select(name: string): HTMLSelectElement {
    const found = this.#form.elements.namedItem(name);
    if (!(found instanceof HTMLSelectElement)) throw new Error(`no select ${name}`);
    return found;
  }
}

function daysKey({ site, year, month }: Address): string {
  return [site, year, month].join(" ");
}

function sheetKey(address: Address): string {
  return [daysKey(address), address.order, address.type].join(" ");
}

define("month-sheet", MonthSheet);
