import {
  Autosave,
  type CellConflict,
  type SaveResult,
} from "@web/elements/autosave";
import { alertBox, type Tone } from "@web/elements/alert";
import { CellDrafts } from "@web/elements/cell-drafts";
import { conflictDialog } from "@web/elements/conflict-dialog";
import "@web/elements/data-grid";
import type {
  DataGrid,
  CellUpdate,
  ChangedBy,
  PendingChange,
} from "@web/elements/data-grid";
import { formatDecimal } from "@web/elements/decimal";
import { define, h, icon } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { SaveBar } from "@web/elements/save-bar";
import { listen } from "@web/elements/sse";
import { addLineDialog } from "./add-line-dialog";
import { columnOf, dayOf, MonthCalendar, shortDate } from "./month-calendar";
import type { OrderJson, SheetContext } from "./month-context";
import {
  button,
  keepLayout,
  label,
  mayLeaveUnsaved,
  notice,
  readOnlyBar,
  standOnToday,
  undoButtons,
  whyNotLoaded,
} from "./month-parts";
import {
  SheetModel,
  type SheetJson,
  type SheetLine,
  type TimeType,
  type TotalName,
} from "./sheet-model";
import { SheetMoney, type Money } from "./sheet-money";
import { SheetRows, sheetColumns } from "./sheet-rows";
import {
  emptyVersion,
  queryOf,
  saveCells,
  type SaveAnswer,
  type SheetAddress,
} from "./sheet-saving";

/** A sheet as it is loaded: what the server said, and what follows from it. */
interface LoadedSheet {
  readonly address: SheetAddress;
  readonly calendar: MonthCalendar;
  json: SheetJson;
  model: SheetModel;
  rows: SheetRows;
  readonly autosave: Autosave;
  readonly stopListening: () => void;
  /** The newest save this page has seen. */
  version: number;
}

export interface SheetChosen {
  readonly order: number;
  readonly type: TimeType;
}

/** `<production-grid>`: the volumes of one order in one month, line by line and day by day. */
export class ProductionGrid extends HTMLElement {
  #context!: SheetContext;
  #sheet: LoadedSheet | null = null;
  #orders: readonly OrderJson[] = [];
  #turn = 0;
  #grid!: DataGrid;
  #bar!: SaveBar;
  #saving!: HTMLElement;
  #money!: SheetMoney;
  readonly #order = h("select", { id: "order", class: "form-select" });
  readonly #about = h("p", { class: "month-order-about" });
  readonly #types = new Map<TimeType, HTMLButtonElement>();
  readonly #notices = h("div", { class: "month-notices" });
  readonly #band = h("p", { class: "month-band" });
  readonly #links = {
    export: h("a", { class: "btn" }),
    print: h("a", { class: "btn" }),
  };
  #addLine!: HTMLButtonElement;
  #conflicts: HTMLButtonElement | null = null;

  /** Builds the element; once, before it is shown. */
  set context(context: SheetContext) {
    this.#context = context;
    const { say } = context;
    this.#grid = h("data-grid", {});
    this.#grid.texts = context.gridTexts;
    this.#grid.culture = context.culture;
    this.#grid.label = say("tab_production");
    this.#grid.rowLines = 2;
    this.#grid.describeCell = (rowId, columnId, value) =>
      this.#sheet?.rows.describe(rowId, columnId, value) ?? null;
    this.#bar = new SaveBar(say, () => void this.#sheet?.autosave.saveNow());
    this.#saving = context.may.production
      ? this.#bar.element
      : readOnlyBar(say);
    this.#money = new SheetMoney(context);
    this.#addLine = button(
      "plus",
      say("add_line"),
      () => void this.#addALine(),
    );
    this.#addLine.hidden = !context.may.addLine;
    this.#links.export.append(icon("file-spreadsheet"), label(say("export")));
    this.#links.print.append(icon("printer"), label(say("print")));
    this.append(
      h(
        "div",
        { class: "month-tools" },
        h("label", { class: "visually-hidden", for: "order" }, say("order")),
        this.#order,
        this.#typeSwitch(),
        h(
          "div",
          { class: "month-actions" },
          ...(context.may.production ? undoButtons(this.#grid, say) : []),
          this.#addLine,
          this.#links.export,
          this.#links.print,
        ),
      ),
      this.#about,
      this.#money.element,
      this.#notices,
      this.#band,
      this.#grid,
      h("p", { class: "month-legend" }, ...legend(say)),
    );
    this.#order.addEventListener(
      "change",
      () => void this.#choose({ order: Number(this.#order.value) }),
    );
    this.#listenToGrid();
    void keepLayout(this.#grid, "contracts.month.production");
  }

  /** Says how the saving stands; the page places it. */
  get saveBar(): HTMLElement {
    return this.#saving;
  }

  get unsaved(): number {
    return this.#sheet?.autosave.unsaved ?? 0;
  }

  /** The orders of the site in the month, to choose from. */
  set orders(orders: readonly OrderJson[]) {
    this.#orders = orders;
    this.#order.replaceChildren(
      ...orders.map((order) =>
        h(
          "option",
          { value: String(order.id_ot) },
          `${order.ot} — ${order.desc.trim().slice(0, 90)}`,
        ),
      ),
    );
  }

  /** Saves what is pending; asks where that is not possible. @returns whether the sheet may be left. */
  async leave(): Promise<boolean> {
    if (!this.#sheet) return true;
    if (!this.#grid.commitEdit()) return false;
    if (await this.#sheet.autosave.flush()) return true;
    return mayLeaveUnsaved(this.unsaved, this.#context.say);
  }

  wake(): void {
    this.#sheet?.autosave.wake();
  }

  flush(): void {
    void this.#sheet?.autosave.flush();
  }

  /** Shows a sheet; whoever calls has left the one before. */
  async show(address: SheetAddress): Promise<void> {
    const turn = ++this.#turn;
    this.#drop();
    this.#head(address);
    this.setAttribute("aria-busy", "true");
    try {
      const json = await api.get<SheetJson>(
        `/api/contracts/month-sheet?${queryOf(address)}`,
      );
      if (turn === this.#turn) this.#load(address, json);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (turn === this.#turn) this.#refused(problem);
    } finally {
      if (turn === this.#turn) this.removeAttribute("aria-busy");
    }
  }

  // The sheet before must not stand under the head of the one that was asked for.
  #refused(problem: ProblemError): void {
    this.#grid.setRows([]);
    this.#grid.statusText = "";
    this.#money.element.hidden = true;
    this.#notices.append(whyNotLoaded(problem, this.#context.say));
  }

  /** Shows the same sheet as the server has it now. */
  async refresh(): Promise<void> {
    if (this.#sheet && (await this.leave()))
      await this.show(this.#sheet.address);
  }

  disconnectedCallback(): void {
    this.#drop();
  }

  #drop(): void {
    this.#sheet?.autosave.stop();
    this.#sheet?.stopListening();
    this.#sheet = null;
    this.#notices.replaceChildren();
    this.#conflicts = null;
  }

  #head({ order, type, site, year, month }: SheetAddress): void {
    const { say, culture } = this.#context;
    this.dataset["type"] = type;
    this.#order.value = String(order);
    for (const [each, choice] of this.#types)
      choice.setAttribute("aria-pressed", String(each === type));
    this.#band.textContent = say(`band_${type}`);
    const found = this.#orders.find((each) => each.id_ot === order);
    this.#about.replaceChildren(
      ...(found
        ? [
            h(
              "a",
              { href: `/contracts/work-orders/${found.id_ot}` },
              say("open_order"),
            ),
            ` · ${say("validity", { from: shortDate(found.inicio_v, culture), to: shortDate(found.fin_v, culture) })} · ${found.desc.trim()}`,
          ]
        : []),
    );
    const query = queryOf({ order, type, site, year, month });
    this.#links.export.href = `/api/contracts/month-sheet.xlsx?${query}`;
    this.#links.print.href = `/contracts/print?${query}`;
  }

  #load(address: SheetAddress, json: SheetJson): void {
    const { culture, today, user, may } = this.#context;
    const calendar = new MonthCalendar(
      address.year,
      address.month,
      culture,
      today,
    );
    const model = new SheetModel(json, address.site, address.type);
    const rows = new SheetRows(this.#context, calendar, json, model);
    const canEdit =
      may.production && json.orden.activa && !json.orden.mes_cerrado;
    this.#grid.columns = sheetColumns(this.#context, calendar, canEdit);
    this.#grid.readOnly = !canEdit;
    const autosave = new Autosave({
      grid: this.#grid,
      drafts: new CellDrafts(
        `faena:sheet:${user}:${address.site}:${calendar.id}:${address.order}:${address.type}`,
      ),
      send: (changes) => this.#send(changes),
      changed: (status) => {
        this.#bar.show(status);
        if (status.unsaved === 0) this.#offerConflicts([]);
      },
      conflicted: (conflicts) => this.#offerConflicts(conflicts),
    });
    const sheet: LoadedSheet = {
      address,
      calendar,
      json,
      model,
      rows,
      autosave,
      stopListening: listen(
        [`contracts:sheet:${json.orden.familia}:${calendar.id}`],
        () => void this.#reread(),
        () => void this.#reread(),
      ),
      version: newestVersion(json),
    };
    this.#sheet = sheet;
    this.#grid.setRows(rows.rows());
    this.#money.show(address.order, json.totales, json.orden.tipo_cambio);
    this.#money.waiting = false;
    this.#money.element.hidden = false;
    this.#addLine.disabled = !canEdit;
    this.#explainState(json);
    const restored = autosave.restore();
    if (restored > 0) {
      this.#recount(this.#grid.unsavedChanges());
      this.#say("info", this.#context.say("restored", { n: restored }));
    }
    const first = json.lineas[0];
    if (first) standOnToday(this.#grid, String(first.id), calendar);
    this.#explainCell();
  }

  #explainState({ orden, lineas }: SheetJson): void {
    const { say } = this.#context;
    if (!orden.activa) this.#say("warning", say("order_cancelled"));
    else if (orden.mes_cerrado) this.#say("warning", say("month_closed"));
    if (lineas.length > 0) return;
    const order = this.#sheet?.address.order ?? 0;
    this.#notices.append(
      alertBox(
        "info",
        say("no_lines_title"),
        say("no_lines_text"),
        " ",
        h(
          "a",
          { href: `/contracts/work-orders/${order}/annex` },
          say("no_lines_link"),
        ),
      ),
    );
  }

  // ---- editing -----------------------------------------------------------------------------------------------------

  #listenToGrid(): void {
    const grid = this.#grid;
    grid.addEventListener("cell-edited", (event) => {
      this.#recount(
        event.detail.changes.map(({ rowId, columnId, after, before }) => ({
          rowId,
          columnId,
          value: after,
          previous: before,
        })),
      );
      this.#sheet?.autosave.edited();
    });
    grid.addEventListener("grid-selection", () => this.#explainCell());
    grid.addEventListener("grid-typing", ({ detail }) => {
      const live = this.#sheet?.rows.describe(
        detail.rowId,
        detail.columnId,
        detail.value,
      );
      if (live?.message) grid.statusText = live.message;
    });
    grid.addEventListener("focusout", () => {
      if (document.hasFocus() && !grid.contains(document.activeElement))
        this.flush();
    });
  }

  #recount(changes: readonly PendingChange[]): void {
    const sheet = this.#sheet;
    if (!sheet) return;
    const lines = new Map<string, SheetLine>();
    const days = new Set<number>();
    for (const { rowId, columnId, value } of changes) {
      const day = dayOf(columnId);
      days.add(day);
      for (const line of sheet.model.write(rowId, day, value))
        lines.set(line.id, line);
      sheet.rows.unmarkForeign({ rowId, columnId });
    }
    sheet.rows.wait(changes.map((change) => change.rowId));
    this.#money.waiting = sheet.rows.isWaiting;
    this.#grid.updateCells(sheet.rows.after([...lines.values()], [...days]));
    this.#explainCell();
  }

  #explainCell(): void {
    const active = this.#grid.selection.active;
    const line = active ? this.#sheet?.model.line(active.rowId) : undefined;
    if (!active || !line) {
      this.#grid.statusText = "";
      return;
    }
    const day = dayOf(active.columnId);
    this.#grid.statusText =
      day > 0
        ? (this.#sheet?.rows.explain(line.id, day) ?? "")
        : `${line.json.codigo} · ${line.json.concepto}`;
  }

  // ---- saving ------------------------------------------------------------------------------------------------------

  async #send(changes: readonly PendingChange[]): Promise<SaveResult> {
    const sheet = this.#sheet;
    if (!sheet) return {};
    const report = await saveCells(sheet.address, changes);
    if (sheet !== this.#sheet) return {};
    if (report.closed !== null) {
      this.#grid.readOnly = true;
      this.#say("warning", report.closed);
    }
    if (report.omitted.length > 0) {
      const names = report.omitted.map(
        (cell) => `${this.#nameOf(cell.rowId, cell.columnId)}: ${cell.reason}`,
      );
      this.#say(
        "warning",
        this.#context.say("omitted", { n: names.length }),
        names,
      );
    }
    const { answer } = report;
    return answer
      ? {
          ...report.result,
          after: () => this.#settle(sheet, answer, report.omitted),
        }
      : report.result;
  }

  #settle(
    sheet: LoadedSheet,
    answer: SaveAnswer,
    omitted: readonly { rowId: string; columnId: string }[],
  ): void {
    if (sheet !== this.#sheet) return;
    for (const { version } of answer.versiones)
      sheet.version = Math.max(sheet.version, Number(version ?? 0));
    if (omitted.length > 0) {
      this.#recount(
        omitted.map(({ rowId, columnId }) => ({
          rowId,
          columnId,
          value: this.#grid.cellValue(rowId, columnId),
          previous: null,
        })),
      );
    }
    for (const line of answer.lineas)
      sheet.rows.money(line.id_partida_imp, line.monto_mn, line.monto_usd);
    const stillPending = new Set(
      this.#grid.unsavedChanges().map((change) => change.rowId),
    );
    this.#grid.updateCells(
      sheet.rows.after(sheet.rows.settle(stillPending), []),
    );
    this.#money.totals = totalsOf(answer);
    this.#money.waiting = sheet.rows.isWaiting;
    // Other sites and people share the pools: a count that differs from the server's says that something else changed.
    if (stillPending.size === 0 && !this.#agrees(sheet, answer))
      void this.#reread(true);
  }

  #agrees({ model }: LoadedSheet, answer: SaveAnswer): boolean {
    const theirs = new Map(
      answer.excedentes.map((cell) => [
        `${cell.id_partida_imp} ${cell.dia}`,
        cell.volumen_excedente,
      ]),
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
    const sheet = this.#sheet;
    if (!sheet) return;
    try {
      const saves = await api.get<{
        guardados: readonly {
          version: number;
          usuario: string;
          fecha: string;
        }[];
      }>(
        `/api/contracts/work-orders/${sheet.address.order}/saves?desde=${sheet.version}`,
      );
      if (sheet !== this.#sheet || (saves.guardados.length === 0 && !always))
        return;
      const json = await api.get<SheetJson>(
        `/api/contracts/month-sheet?${queryOf(sheet.address)}`,
      );
      if (sheet !== this.#sheet) return;
      const by = new Map(
        saves.guardados.map((save) => [
          save.version,
          { who: save.usuario, when: save.fecha },
        ]),
      );
      this.#merge(sheet, json, by);
    } catch (problem) {
      // The line to the server is down; the next note or the reconnection asks again.
      if (!(problem instanceof ProblemError)) throw problem;
    }
  }

  #merge(
    sheet: LoadedSheet,
    json: SheetJson,
    by: ReadonlyMap<number, ChangedBy>,
  ): void {
    const before = sheet.json;
    const latest = [...by.values()].at(-1);
    sheet.version = Math.max(sheet.version, newestVersion(json), ...by.keys());
    sheet.json = json;
    sheet.model = new SheetModel(json, sheet.address.site, sheet.address.type);
    sheet.rows = new SheetRows(
      this.#context,
      sheet.calendar,
      json,
      sheet.model,
      sheet.rows,
    );
    if (!sameLines(before, json)) {
      this.#grid.setRows(sheet.rows.rows(), { keepPending: true });
    } else {
      for (const { who, updates } of changesBetween(before, json, by, latest)) {
        if (who)
          sheet.rows.markForeign(
            updates.filter(
              (cell) =>
                this.#grid.cellValue(cell.rowId, cell.columnId) !== cell.value,
            ),
            who,
          );
        this.#grid.updateCells(updates, who);
      }
      this.#grid.updateCells(
        sheet.rows.after(
          sheet.model.lines,
          Array.from({ length: sheet.calendar.days }, (_, day) => day + 1),
        ),
      );
    }
    this.#money.totals = json.totales;
    this.#recount(this.#grid.unsavedChanges());
    sheet.autosave.edited();
  }

  #offerConflicts(conflicts: readonly CellConflict[]): void {
    if (conflicts.length === 0) {
      this.#conflicts?.remove();
      this.#conflicts = null;
      return;
    }
    const { say, culture } = this.#context;
    const time = new Intl.DateTimeFormat(culture, {
      dateStyle: "short",
      timeStyle: "short",
    });
    const rows = conflicts.map((conflict) => ({
      ...conflict,
      row: this.#lineName(conflict.rowId),
      column: this.#sheet?.calendar.short(dayOf(conflict.columnId)) ?? "",
      mine: this.#shown(
        this.#grid.cellValue(conflict.rowId, conflict.columnId),
      ),
      theirs: this.#shown(conflict.theirs),
      when: conflict.when === "" ? "" : time.format(new Date(conflict.when)),
    }));
    const ask = async () => {
      const chosen = await conflictDialog(rows, say);
      if (!chosen) return;
      for (const { cell, choice } of chosen)
        this.#grid.resolveConflict(cell, choice);
      this.#offerConflicts([]);
    };
    this.#conflicts?.remove();
    this.#conflicts = button(
      "alert-triangle",
      say("conflict_choose", { n: conflicts.length }),
      () => void ask(),
    );
    this.#bar.element.append(this.#conflicts);
    // Nobody is interrupted in the middle of a number.
    if (!this.#grid.editing) queueMicrotask(() => void ask());
  }

  // ---- around ------------------------------------------------------------------------------------------------------

  async #choose(chosen: Partial<SheetChosen>): Promise<void> {
    const current = this.#sheet?.address;
    const detail = {
      order: chosen.order ?? current?.order ?? Number(this.#order.value),
      type: chosen.type ?? current?.type ?? "TE",
    } satisfies SheetChosen;
    this.dispatchEvent(new CustomEvent("sheet-chosen", { detail }));
  }

  async #addALine(): Promise<void> {
    if (!this.#sheet || !(await this.leave())) return;
    if (await addLineDialog(this.#sheet.address.order, this.#context))
      await this.show(this.#sheet.address);
  }

  #typeSwitch(): HTMLElement {
    const { say } = this.#context;
    for (const type of ["TE", "CMA"] as const) {
      const choice = h(
        "button",
        { type: "button", class: "segment", title: say(`type_${type}`) },
        type,
      );
      choice.addEventListener("click", () => void this.#choose({ type }));
      this.#types.set(type, choice);
    }
    return h(
      "div",
      { class: "segments", role: "group", "aria-label": say("type") },
      ...this.#types.values(),
    );
  }

  #say(tone: Tone, title: string, details: readonly string[] = []): void {
    this.#notices.append(notice(tone, title, details, this.#context.say));
  }

  #nameOf(rowId: string, columnId: string): string {
    return `${this.#lineName(rowId)}, ${this.#sheet?.calendar.short(dayOf(columnId)) ?? ""}`;
  }

  #lineName(rowId: string): string {
    const line = this.#sheet?.model.line(rowId)?.json;
    return line ? `${line.codigo} ${line.concepto.slice(0, 50)}` : rowId;
  }

  #shown(value: string | null): string {
    return value === null ? "" : formatDecimal(value, this.#context.culture);
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
  return json.lineas.reduce(
    (newest, line) => Math.max(newest, ...line.celdas.map((cell) => cell[2])),
    0,
  );
}

function sameLines(a: SheetJson, b: SheetJson): boolean {
  const shape = (json: SheetJson) =>
    JSON.stringify([
      json.dias_bloqueados,
      json.lineas.map((line) => [line.id, line.autorizado]),
    ]);
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
  const old = new Map(
    before.lineas.map((line) => [
      line.id,
      new Map(line.celdas.map((cell) => [cell[0], cell])),
    ]),
  );
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
