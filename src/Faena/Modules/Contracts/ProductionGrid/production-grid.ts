import { alertBox } from "@web/elements/alert";
import type { CellConflict, SaveResult } from "@web/elements/autosave";
import type { ConflictRow } from "@web/elements/conflict-dialog";
import type { CellUpdate, ChangedBy, PendingChange } from "@web/elements/data-grid";
import { formatDecimal } from "@web/elements/decimal";
import { define, h } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { listen } from "@web/elements/sse";
import { addLineDialog } from "./add-line-dialog";
import { columnOf, dayOf, MonthCalendar, shortDate } from "./month-calendar";
import type { OrderJson, SheetContext } from "./month-context";
import { type LoadedMonth, MonthGrid } from "./month-grid";
import { button, standOnToday } from "./month-parts";
import { SheetModel, type SheetJson, type SheetLine, type TimeType, type TotalName } from "./sheet-model";
import { SheetMoney, type Money } from "./sheet-money";
import { SheetRows, sheetColumns } from "./sheet-rows";
import { emptyVersion, queryOf, saveCells, type SaveAnswer, type SheetAddress } from "./sheet-saving";

/** A sheet as it is loaded: what the server said, and what follows from it. */
interface LoadedSheet extends LoadedMonth {
  readonly address: SheetAddress;
  json: SheetJson;
  model: SheetModel;
  rows: SheetRows;
  /** The newest save this page has seen. */
  version: number;
}

export interface SheetChosen {
  readonly order: number;
  readonly type: TimeType;
}

/** `<production-grid>`: the volumes of one order in one month, line by line and day by day. */
export class ProductionGrid extends MonthGrid<LoadedSheet> {
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
    const canEdit = may.production && json.orden.activa && !json.orden.mes_cerrado;
    this.grid.columns = sheetColumns(this.page, calendar, canEdit);
    this.grid.readOnly = !canEdit;
    const sheet: LoadedSheet = {
      address,
      calendar,
      json,
      model,
      rows,
      autosave: this.autosave(
        `faena:sheet:${user}:${address.site}:${calendar.id}:${address.order}:${address.type}`,
        (changes) => this.#send(changes),
      ),
      stopListening: listen(
        [`contracts:sheet:${json.orden.familia}:${calendar.id}`],
        () => void this.#reread(),
        () => void this.#reread(),
      ),
      version: newestVersion(json),
    };
    this.loaded = sheet;
    this.grid.setRows(rows.rows());
    this.#money.show(address.order, json.totales, json.orden.tipo_cambio);
    this.#money.waiting = false;
    this.#money.element.hidden = false;
    this.#addLine.disabled = !canEdit;
    this.#explainState(json);
    const restored = sheet.autosave.restore();
    if (restored > 0) {
      this.#recount(this.grid.unsavedChanges());
      this.tell("info", this.page.say("restored", { n: restored }));
    }
    const first = json.lineas[0];
    if (first) standOnToday(this.grid, String(first.id), calendar);
    this.#explainCell();
  }

  #explainState({ orden, lineas }: SheetJson): void {
    const { say } = this.page;
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
          after: () => this.#settle(sheet, answer, report.omitted),
        }
      : report.result;
  }

  #settle(sheet: LoadedSheet, answer: SaveAnswer, omitted: readonly { rowId: string; columnId: string }[]): void {
    if (sheet !== this.loaded) return;
    for (const { version } of answer.versiones) sheet.version = Math.max(sheet.version, Number(version ?? 0));
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
    if (stillPending.size === 0 && !this.#agrees(sheet, answer)) void this.#reread(true);
  }

  #agrees({ model }: LoadedSheet, answer: SaveAnswer): boolean {
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

  /** Takes over what others saved, without touching what is being typed. */
  async #reread(always = false): Promise<void> {
    const sheet = this.loaded;
    if (!sheet) return;
    try {
      const saves = await api.get<{
        guardados: readonly {
          version: number;
          usuario: string;
          fecha: string;
        }[];
      }>(`/api/contracts/work-orders/${sheet.address.order}/saves?desde=${sheet.version}`);
      if (sheet !== this.loaded || (saves.guardados.length === 0 && !always)) return;
      const json = await api.get<SheetJson>(`/api/contracts/month-sheet?${queryOf(sheet.address)}`);
      if (sheet !== this.loaded) return;
      const by = new Map(saves.guardados.map((save) => [save.version, { who: save.usuario, when: save.fecha }]));
      this.#merge(sheet, json, by);
    } catch (problem) {
      // The line to the server is down; the next note or the reconnection asks again.
      if (!(problem instanceof ProblemError)) throw problem;
    }
  }

  #merge(sheet: LoadedSheet, json: SheetJson, by: ReadonlyMap<number, ChangedBy>): void {
    const before = sheet.json;
    const latest = [...by.values()].at(-1);
    sheet.version = Math.max(sheet.version, newestVersion(json), ...by.keys());
    sheet.json = json;
    sheet.model = new SheetModel(json, sheet.address.site, sheet.address.type);
    sheet.rows = new SheetRows(this.page, sheet.calendar, json, sheet.model, sheet.rows);
    if (!sameLines(before, json)) {
      this.grid.setRows(sheet.rows.rows(), { keepPending: true });
    } else {
      for (const { who, updates } of changesBetween(before, json, by, latest)) {
        if (who)
          sheet.rows.markForeign(
            updates.filter((cell) => this.grid.cellValue(cell.rowId, cell.columnId) !== cell.value),
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
    this.#money.totals = json.totales;
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

function newestVersion(json: SheetJson): number {
  return json.lineas.reduce((newest, line) => Math.max(newest, ...line.celdas.map((cell) => cell[2])), 0);
}

function sameLines(a: SheetJson, b: SheetJson): boolean {
  const shape = (json: SheetJson) =>
    JSON.stringify([json.dias_bloqueados, json.lineas.map((line) => [line.id, line.autorizado])]);
  return shape(a) === shape(b);
}

/** The cells that differ between two readings, grouped by who saved them. */
function changesBetween(
  before: SheetJson,
  after: SheetJson,
  by: ReadonlyMap<number, ChangedBy>,
  latest: ChangedBy | undefined,
): readonly {
  readonly who: ChangedBy | undefined;
  readonly updates: readonly CellUpdate[];
}[] {
  const old = new Map(before.lineas.map((line) => [line.id, new Map(line.celdas.map((cell) => [cell[0], cell]))]));
  const groups = new Map<ChangedBy | undefined, CellUpdate[]>();
  const add = (who: ChangedBy | undefined, update: CellUpdate) => {
    const group = groups.get(who) ?? [];
    group.push(update);
    groups.set(who, group);
  };
  for (const line of after.lineas) {
    const rowId = String(line.id);
    const known = old.get(line.id);
    const here = new Set<number>();
    for (const [day, value, version] of line.celdas) {
      here.add(day);
      if (known?.get(day)?.[2] !== version)
        add(by.get(version), {
          rowId,
          columnId: columnOf(day),
          value,
          version,
        });
    }
    for (const day of known?.keys() ?? []) {
      if (!here.has(day))
        add(latest, {
          rowId,
          columnId: columnOf(day),
          value: null,
          version: emptyVersion,
        });
    }
  }
  return [...groups].map(([who, updates]) => ({ who, updates }));
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
