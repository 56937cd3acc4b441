import { alertBox } from "@web/elements/alert";
import type { CellConflict, SaveResult } from "@web/elements/autosave";
import type { ConflictRow } from "@web/elements/conflict-dialog";
import type { PendingChange } from "@web/elements/data-grid";
import { formatDecimal } from "@web/elements/decimal";
import { define, h } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { type LoadedSheet, LiveSheet } from "@web/elements/live-sheet";
import { button } from "@web/elements/sheet-parts";
import { addLineDialog } from "./add-line-dialog";
import { dayOf, MonthCalendar, shortDate, standOnToday } from "./month-calendar";
import type { OrderJson, SheetContext } from "./month-context";
import { changed, differences, sameShape, withSaved, type SaveOfLines, type SheetChanges } from "./sheet-changes";
import { SheetModel, type SheetJson, type SheetLine, type TimeType, type TotalName } from "./sheet-model";
import { SheetMoney, type Money } from "./sheet-money";
import { SheetRows, sheetColumns } from "./sheet-rows";
import { keyOf, queryOf, saveCells, type SaveAnswer, type SheetAddress } from "./sheet-saving";

/** A sheet as it is loaded: what the server said, and what follows from it. */
interface LoadedMonth extends LoadedSheet {
  readonly calendar: MonthCalendar;
  readonly address: SheetAddress;
  json: SheetJson;
  model: SheetModel;
  rows: SheetRows;
}

export interface SheetChosen {
  readonly order: number;
  readonly type: TimeType;
}

/** `<production-grid>`: the volumes of one order in one month, line by line and day by day. */
export class ProductionGrid extends LiveSheet<SheetContext, LoadedMonth> {
  #orders: readonly OrderJson[] = [];
  #money!: SheetMoney;
  readonly #order = h("select", { id: "order", class: "form-select" });
  readonly #about = h("p", { class: "month-order-about" });
  readonly #types = new Map<TimeType, HTMLButtonElement>();
  readonly #band = h("p", { class: "month-band" });
  #addLine!: HTMLButtonElement;

  override set context(context: SheetContext) {
    const { say } = context;
    this.start(context, {
      label: say("tab_production"),
      className: "",
      layout: "contracts.month.production",
      mayEdit: context.may.production,
    });
    this.grid.describeCell = (rowId, columnId, value) => this.loaded?.rows.describe(rowId, columnId, value) ?? null;
    this.#money = new SheetMoney(context);
    this.#addLine = button("plus", say("add_line"), () => void this.#addALine());
    this.#addLine.hidden = !context.may.addLine;
    this.append(
      this.tools(
        [h("label", { class: "visually-hidden", for: "order" }, say("order")), this.#order, this.#typeSwitch()],
        [this.#addLine],
      ),
      this.#about,
      this.#money.element,
      this.notices,
      this.#band,
      this.grid,
      h("p", { class: "month-legend" }, ...legend(say)),
    );
    this.#order.addEventListener("change", () => void this.#choose({ order: Number(this.#order.value) }));
    this.#listenToGrid();
  }

  /** The orders of the site in the month, to choose from. */
  set orders(orders: readonly OrderJson[]) {
    this.#orders = orders;
    this.#order.replaceChildren(
      ...orders.map((order) =>
        h("option", { value: String(order.id_ot) }, `${order.ot} — ${order.desc.trim().slice(0, 90)}`),
      ),
    );
  }

  /** Shows a sheet; whoever calls has left the one before. */
  async show(address: SheetAddress): Promise<void> {
    const shown = this.replace(
      () => api.get<SheetJson>(`/api/contracts/month-sheet?${queryOf(address)}`),
      (json) => this.#load(address, json),
    );
    this.#head(address);
    await shown;
  }

  protected override refused(problem: ProblemError): void {
    super.refused(problem);
    this.#money.element.hidden = true;
  }

  /** Shows the same sheet as the server has it now. */
  async refresh(): Promise<void> {
    if (this.loaded && (await this.leave())) await this.show(this.loaded.address);
  }

  #head({ order, type, site, year, month }: SheetAddress): void {
    const { say, culture } = this.page;
    this.dataset["type"] = type;
    this.#order.value = String(order);
    for (const [each, choice] of this.#types) choice.setAttribute("aria-pressed", String(each === type));
    this.#band.textContent = say(`band_${type}`);
    const found = this.#orders.find((each) => each.id_ot === order);
    this.#about.replaceChildren(
      ...(found
        ? [
            h("a", { href: `/contracts/work-orders/${found.id_ot}` }, say("open_order")),
            ` · ${say("validity", { from: shortDate(found.inicio_v, culture), to: shortDate(found.fin_v, culture) })} · ${found.desc.trim()}`,
          ]
        : []),
    );
    const query = queryOf({ order, type, site, year, month });
    this.links.export.href = `/api/contracts/month-sheet.xlsx?${query}`;
    this.links.print.href = `/contracts/print?${query}`;
  }

  #load(address: SheetAddress, json: SheetJson): void {
    const { culture, today, user, may } = this.page;
    const calendar = new MonthCalendar(address.year, address.month, culture, today);
    const model = new SheetModel(json, address.site, address.type);
    const rows = new SheetRows(this.page, calendar, json, model);
    this.grid.columns = sheetColumns(this.page, calendar, may.production);
    const sheet: LoadedMonth = {
      address,
      calendar,
      json,
      model,
      rows,
      autosave: this.autosave(
        `faena:sheet:${user}:${address.site}:${calendar.id}:${address.order}:${address.type}`,
        (changes) => this.#send(changes),
      ),
      live: this.follow([`contracts:sheet:${json.orden.familia}`], (isShown) => this.#readChanges(isShown)),
    };
    this.loaded = sheet;
    this.grid.setRows(rows.rows());
    this.#money.show(address.order, json.totales, json.orden.tipo_cambio);
    this.#money.waiting = false;
    this.#money.element.hidden = false;
    this.#open(json);
    const restored = sheet.autosave.restore();
    if (restored > 0) {
      this.#recount(this.grid.unsavedChanges());
      this.tell("info", this.page.say("restored", { n: restored }));
    }
    const first = json.lineas[0];
    if (first) standOnToday(this.grid, String(first.id), calendar);
    this.#explainCell();
  }

  #open({ orden, lineas }: SheetJson): void {
    const { say, may } = this.page;
    const canEdit = may.production && orden.activa && !orden.mes_cerrado;
    this.grid.readOnly = !canEdit;
    this.#addLine.disabled = !canEdit;
    if (!orden.activa) this.tell("warning", say("order_cancelled"));
    else if (orden.mes_cerrado) this.tell("warning", say("month_closed"));
    if (lineas.length > 0) return;
    const order = this.loaded?.address.order ?? 0;
    this.notices.append(
      alertBox(
        "info",
        say("no_lines_title"),
        say("no_lines_text"),
        " ",
        h("a", { href: `/contracts/work-orders/${order}/annex` }, say("no_lines_link")),
      ),
    );
  }

  // ---- editing -----------------------------------------------------------------------------------------------------

  #listenToGrid(): void {
    const grid = this.grid;
    grid.addEventListener("cell-edited", (event) => {
      this.#recount(
        event.detail.changes.map(({ rowId, columnId, after, before }) => ({
          rowId,
          columnId,
          value: after,
          previous: before,
        })),
      );
      this.loaded?.autosave.edited();
    });
    grid.addEventListener("grid-selection", () => this.#explainCell());
    grid.addEventListener("grid-typing", ({ detail }) => {
      const live = this.loaded?.rows.describe(detail.rowId, detail.columnId, detail.value);
      if (live?.message) grid.statusText = live.message;
    });
  }

  #recount(changes: readonly PendingChange[]): void {
    const sheet = this.loaded;
    if (!sheet) return;
    const lines = new Map<string, SheetLine>();
    const days = new Set<number>();
    for (const { rowId, columnId, value } of changes) {
      const day = dayOf(columnId);
      days.add(day);
      for (const line of sheet.model.write(rowId, day, value)) lines.set(line.id, line);
      sheet.rows.unmarkForeign({ rowId, columnId });
    }
    sheet.rows.wait(changes.map((change) => change.rowId));
    this.#money.waiting = sheet.rows.isWaiting;
    this.grid.updateCells(sheet.rows.after([...lines.values()], [...days]));
    this.#explainCell();
  }

  #explainCell(): void {
    const active = this.grid.selection.active;
    const line = active ? this.loaded?.model.line(active.rowId) : undefined;
    if (!active || !line) {
      this.grid.statusText = "";
      return;
    }
    const day = dayOf(active.columnId);
    this.grid.statusText =
      day > 0 ? (this.loaded?.rows.explain(line.id, day) ?? "") : `${line.json.codigo} · ${line.json.concepto}`;
  }

  // ---- saving ------------------------------------------------------------------------------------------------------

  async #send(changes: readonly PendingChange[]): Promise<SaveResult> {
    const sheet = this.loaded;
    if (!sheet) return {};
    const report = await saveCells(sheet.address, changes);
    if (sheet !== this.loaded) return {};
    if (report.closed !== null) {
      this.grid.readOnly = true;
      this.tell("warning", report.closed);
    }
    if (report.omitted.length > 0) {
      const names = report.omitted.map((cell) => `${this.#nameOf(cell.rowId, cell.columnId)}: ${cell.reason}`);
      this.tell("warning", this.page.say("omitted", { n: names.length }), names);
    }
    const { answer } = report;
    return answer
      ? {
          ...report.result,
          after: () => {
            sheet.json = withSaved(sheet.json, changes, report.result.saved ?? []);
            this.#settle(sheet, answer, report.omitted);
          },
        }
      : report.result;
  }

  #settle(sheet: LoadedMonth, answer: SaveAnswer, omitted: readonly { rowId: string; columnId: string }[]): void {
    if (sheet !== this.loaded) return;
    if (omitted.length > 0) {
      this.#recount(
        omitted.map(({ rowId, columnId }) => ({
          rowId,
          columnId,
          value: this.grid.cellValue(rowId, columnId),
          previous: null,
        })),
      );
    }
    for (const line of answer.lineas) sheet.rows.money(line.id_partida_imp, line.monto_mn, line.monto_usd);
    const stillPending = new Set(this.grid.unsavedChanges().map((change) => change.rowId));
    this.grid.updateCells(sheet.rows.after(sheet.rows.settle(stillPending), []));
    this.#money.totals = totalsOf(answer);
    this.#money.waiting = sheet.rows.isWaiting;
    // Other sites and people share the pools: a count that differs from the server's says that something else changed.
    if (stillPending.size === 0 && !this.#agrees(sheet, answer)) sheet.live.soon();
  }

  #agrees({ model }: LoadedMonth, answer: SaveAnswer): boolean {
    const theirs = new Map(
      answer.excedentes.map((cell) => [`${cell.id_partida_imp} ${cell.dia}`, cell.volumen_excedente]),
    );
    let ours = 0;
    for (const line of model.lines) {
      for (const day of line.volumes.keys()) {
        const { excess } = model.split(line.id, day);
        if (excess === 0n) continue;
        ours++;
        if (theirs.get(`${line.id} ${day}`) === undefined) return false;
      }
    }
    return ours === theirs.size;
  }

  // ---- other people ------------------------------------------------------------------------------------------------

  /** Takes over what others changed, without touching what is being typed. */
  async #readChanges(isShown: () => boolean): Promise<void> {
    const sheet = this.loaded;
    if (!sheet) return;
    const query = queryOf(sheet.address);
    const answer = await api.get<SheetChanges>(
      `/api/contracts/month-sheet/changes?${query}&desde=${sheet.json.version}`,
    );
    if (!isShown()) return;
    const json = changed(sheet.json, answer) ?? (await api.get<SheetJson>(`/api/contracts/month-sheet?${query}`));
    if (isShown() && json.version !== sheet.json.version) this.#merge(sheet, json, answer.guardados);
  }

  #merge(sheet: LoadedMonth, json: SheetJson, saves: readonly SaveOfLines[]): void {
    const before = sheet.json;
    sheet.json = json;
    sheet.model = new SheetModel(json, sheet.address.site, sheet.address.type);
    sheet.rows = new SheetRows(this.page, sheet.calendar, json, sheet.model, sheet.rows);
    if (!sameShape(before, json)) {
      this.grid.setRows(sheet.rows.rows(), { keepPending: true });
    } else {
      // Where one meets what is typed here, the grid offers the choice.
      const unsaved = new Set(this.grid.unsavedChanges().map(keyOf));
      for (const { who, updates } of differences(before, json, saves)) {
        if (who)
          sheet.rows.markForeign(
            updates.filter(
              (cell) => !unsaved.has(keyOf(cell)) && this.grid.cellValue(cell.rowId, cell.columnId) !== cell.value,
            ),
            who,
          );
        this.grid.updateCells(updates, who);
      }
      this.grid.updateCells(
        sheet.rows.after(
          sheet.model.lines,
          Array.from({ length: sheet.calendar.days }, (_, day) => day + 1),
        ),
      );
    }
    if (isOpen(before) !== isOpen(json)) {
      this.notices.replaceChildren();
      this.#open(json);
    }
    if (before.orden.tipo_cambio === json.orden.tipo_cambio) this.#money.totals = json.totales;
    else this.#money.show(sheet.address.order, json.totales, json.orden.tipo_cambio);
    this.#recount(this.grid.unsavedChanges());
    sheet.autosave.edited();
  }

  protected override describe(conflict: CellConflict): ConflictRow {
    const time = new Intl.DateTimeFormat(this.page.culture, {
      dateStyle: "short",
      timeStyle: "short",
    });
    return {
      ...conflict,
      row: this.#lineName(conflict.rowId),
      column: this.loaded?.calendar.short(dayOf(conflict.columnId)) ?? "",
      mine: this.#shown(this.grid.cellValue(conflict.rowId, conflict.columnId)),
      theirs: this.#shown(conflict.theirs),
      when: conflict.when === "" ? "" : time.format(new Date(conflict.when)),
    };
  }

  // ---- around ------------------------------------------------------------------------------------------------------

  async #choose(chosen: Partial<SheetChosen>): Promise<void> {
    const current = this.loaded?.address;
    const detail = {
      order: chosen.order ?? current?.order ?? Number(this.#order.value),
      type: chosen.type ?? current?.type ?? "TE",
    } satisfies SheetChosen;
    this.dispatchEvent(new CustomEvent("sheet-chosen", { detail }));
  }

  async #addALine(): Promise<void> {
    if (!this.loaded || !(await this.leave())) return;
    if (await addLineDialog(this.loaded.address.order, this.page)) await this.show(this.loaded.address);
  }

  #typeSwitch(): HTMLElement {
    const { say } = this.page;
    for (const type of ["TE", "CMA"] as const) {
      const choice = h("button", { type: "button", class: "segment", title: say(`type_${type}`) }, type);
      choice.addEventListener("click", () => void this.#choose({ type }));
      this.#types.set(type, choice);
    }
    return h("div", { class: "segments", role: "group", "aria-label": say("type") }, ...this.#types.values());
  }

  #nameOf(rowId: string, columnId: string): string {
    return `${this.#lineName(rowId)}, ${this.loaded?.calendar.short(dayOf(columnId)) ?? ""}`;
  }

  #lineName(rowId: string): string {
    const line = this.loaded?.model.line(rowId)?.json;
    return line ? `${line.codigo} ${line.concepto.slice(0, 50)}` : rowId;
  }

  #shown(value: string | null): string {
    return value === null ? "" : formatDecimal(value, this.page.culture);
  }
}

function totalsOf({ totales }: SaveAnswer): Record<TotalName, Money> {
  const money = (name: TotalName): Money => ({
    mn: totales[`${name}_mn`],
    usd: totales[`${name}_usd`],
  });
  return {
    aut: money("aut"),
    ejec: money("ejec"),
    acum: money("acum"),
    ejec_familia: money("ejec_familia"),
    resta: money("resta"),
  };
}

function isOpen({ orden }: SheetJson): boolean {
  return orden.activa && !orden.mes_cerrado;
}

function legend(say: SheetContext["say"]): readonly HTMLElement[] {
  return [
    h("span", { class: "month-legend-excess" }, say("legend_excess")),
    h("span", { class: "month-legend-done" }, say("legend_done")),
    h("span", {}, say("legend_proved")),
    h("span", { class: "month-legend-blocked" }, say("legend_blocked")),
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "production-grid": ProductionGrid;
  }
}

define("production-grid", ProductionGrid);
