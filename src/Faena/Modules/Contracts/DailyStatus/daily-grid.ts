import type { CellConflict, FailedCell, SaveResult } from "@web/elements/autosave";
import type { ConflictRow } from "@web/elements/conflict-dialog";
import type { CellInput, CellRef, GridChoice, GridColumn, GridRow, PendingChange } from "@web/elements/data-grid";
import { define, h } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { type LoadedSheet, LiveSheet } from "@web/elements/live-sheet";
import { button } from "@web/elements/sheet-parts";
import { monthLinkDialog } from "../MonthlyReport/month-link-dialog";
import { columnOf, dayOf, MonthCalendar, shortDate, standOnToday } from "../ProductionGrid/month-calendar";
import type { OrderJson, SheetContext } from "../ProductionGrid/month-context";

/** A month at a site. */
export interface DaysAddress {
  readonly site: number;
  readonly year: number;
  readonly month: number;
}

interface LoadedDays extends LoadedSheet {
  readonly calendar: MonthCalendar;
  readonly address: DaysAddress;
  orders: readonly OrderJson[];
}

/** The labels as the API knows them, each with a sign of its own: a state is never told by its colour alone. */
const labels = [
  { value: "PRODUCTIVO", key: "productive", icon: "✓", signature: false },
  { value: "NO PRODUCTIVO", key: "unproductive", icon: "✕", signature: false },
  { value: "STANDBY", key: "standby", icon: "‖", signature: false },
  { value: "PENDIENTE", key: "pending", icon: "○", signature: true },
  { value: "PROCESO", key: "process", icon: "◐", signature: true },
  { value: "FALTA FIRMA PEMEX", key: "unsigned", icon: "✎", signature: true },
  { value: "CERRADO", key: "closed", icon: "■", signature: true },
] as const;

const signatures = new Set<string>(labels.filter((label) => label.signature).map((label) => label.value));

/** `<daily-grid>`: how each day of each order at a site went, and how far its signature is. */
export class DailyGrid extends LiveSheet<SheetContext, LoadedDays> {
  #choices: readonly GridChoice[] = [];
  #open!: HTMLButtonElement;
  #link!: HTMLButtonElement;

  override set context(context: SheetContext) {
    const { say } = context;
    this.#choices = labels.map(({ value, key, icon: sign }) => ({
      value,
      label: say(`day_${key}`),
      short: say(`day_${key}_short`),
      icon: sign,
      className: `month-state month-${key}`,
    }));
    this.start(context, {
      label: say("tab_days"),
      className: "month-days",
      layout: "contracts.month.days",
      mayEdit: context.may.days,
    });
    this.#open = button("table", say("open_production"), () => this.#openOrder());
    this.#link = button("link", say("month_link"), () => void this.#openLink());
    this.append(
      this.tools([this.#open, this.#link]),
      this.notices,
      this.grid,
      h(
        "p",
        { class: "month-legend" },
        ...this.#choices.map((choice) =>
          h(
            "span",
            { class: choice.className ?? "" },
            h("span", { class: "fn-grid-icon", "aria-hidden": "true" }, choice.icon ?? ""),
            ` ${choice.short} = ${choice.label}`,
          ),
        ),
      ),
    );
    this.#listenToGrid();
  }

  /** Shows a month of a site; whoever calls has left the one before. @returns its orders, null when they cannot be read. */
  show(address: DaysAddress): Promise<readonly OrderJson[] | null> {
    return this.replace(
      () => readOrders(address),
      (orders) => this.#load(address, orders),
    );
  }

  #load(address: DaysAddress, orders: readonly OrderJson[]): void {
    const { culture, today, user } = this.page;
    const calendar = new MonthCalendar(address.year, address.month, culture, today);
    const query = `id_sitio=${address.site}&mes=${address.month}&anio=${address.year}`;
    this.links.export.href = `/api/contracts/days.xlsx?${query}`;
    this.links.print.href = `/contracts/print-days?${query}`;
    this.grid.columns = this.#columns(calendar);
    this.loaded = {
      address,
      calendar,
      orders,
      autosave: this.autosave(`faena:days:${user}:${address.site}:${calendar.id}`, (changes) => this.#send(changes)),
      live: this.follow([`contracts:days:${address.site}:${calendar.id}`], (isShown) => this.#reread(isShown)),
    };
    this.grid.setRows(orders.map((order) => this.#row(order, calendar)));
    const restored = this.loaded.autosave.restore();
    if (restored > 0) this.tell("info", this.page.say("restored", { n: restored }));
    this.#point();
    const first = orders[0];
    if (first) standOnToday(this.grid, String(first.id_ot), calendar);
  }

  #columns(calendar: MonthCalendar): GridColumn[] {
    const { say, may } = this.page;
    return [
      {
        id: "ot",
        title: say("column_ot"),
        kind: "text",
        width: 156,
        frozen: true,
        rowHeader: true,
        className: "month-order",
      },
      {
        id: "desc",
        title: say("column_desc"),
        kind: "text",
        width: 196,
        frozen: true,
        className: "month-concept",
      },
      ...calendar.columns(() => ({
        kind: "choice",
        width: 38,
        editable: may.days,
        choices: this.#choices,
        align: "center",
        className: "month-mark",
      })),
      {
        id: "archivo",
        title: say("column_link"),
        kind: "text",
        width: 116,
        className: "month-link",
      },
    ];
  }

  #row(order: OrderJson, calendar: MonthCalendar): GridRow {
    const { say, culture } = this.page;
    const validity = say("validity", {
      from: shortDate(order.inicio_v, culture),
      to: shortDate(order.fin_v, culture),
    });
    const blocked = new Set(order.dias_bloqueados);
    const reason = order.mes_cerrado ? say("month_closed") : null;
    const cells: Record<string, CellInput> = {
      ot: {
        value: order.ot,
        note: order.mes_cerrado ? say("closed_short") : "",
        tooltip: validity,
      },
      desc: {
        value: order.desc.trim(),
        tooltip: `${order.desc.trim()}\n${validity}`,
      },
      archivo: {
        value: order.archivo === "" ? null : order.archivo,
        display: say(order.archivo === "" ? "link_add" : "link_open"),
      },
    };
    for (let day = 1; day <= calendar.days; day++) {
      const outside = blocked.has(day) ? say("blocked_validity_of", { validity }) : reason;
      cells[columnOf(day)] = {
        value: order[`dia${day}`] ?? null,
        note: this.#operatingNote(order, day),
        ...(outside === null ? {} : { blocked: outside }),
      };
    }
    return { id: String(order.id_ot), label: order.ot, cells };
  }

  // A signature hides how the day went; the second line keeps it in sight.
  #operatingNote(order: OrderJson, day: number): string {
    const operating = order.operativos[String(day)];
    if (operating === undefined || operating === order[`dia${day}`]) return "";
    return this.#choices.find((choice) => choice.value === operating)?.short ?? "";
  }

  // ---- editing -----------------------------------------------------------------------------------------------------

  #listenToGrid(): void {
    const grid = this.grid;
    grid.addEventListener("cell-edited", () => this.loaded?.autosave.edited());
    grid.addEventListener("grid-selection", () => this.#point());
    grid.addEventListener("grid-open", ({ detail }) => this.#follow(detail));
    grid.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const active = grid.selection.active;
      if (!active || event.shiftKey || event.ctrlKey || !target?.closest(".month-order, .month-link")) return;
      if (target.closest(".fn-grid-th")) return;
      this.#follow(active);
    });
  }

  #follow({ columnId }: CellRef): void {
    if (columnId === "ot") this.#openOrder();
    if (columnId === "archivo") void this.#openLink();
  }

  #active(): OrderJson | undefined {
    const id = this.grid.selection.active?.rowId;
    return this.loaded?.orders.find((order) => String(order.id_ot) === id);
  }

  #point(): void {
    const order = this.#active();
    const { say, culture } = this.page;
    this.#open.disabled = this.#link.disabled = !order;
    this.grid.statusText = order
      ? `${order.ot} · ${say("validity", { from: shortDate(order.inicio_v, culture), to: shortDate(order.fin_v, culture) })}`
      : "";
  }

  #openOrder(): void {
    const order = this.#active();
    if (order) this.dispatchEvent(new CustomEvent("order-chosen", { detail: order.id_ot }));
  }

  async #openLink(): Promise<void> {
    const order = this.#active();
    const days = this.loaded;
    if (!order || !days) return;
    const saved = await monthLinkDialog(order, days.address, days.calendar.name, this.page);
    if (saved === null || days !== this.loaded) return;
    days.orders = days.orders.map((each) => (each === order ? { ...order, archivo: saved } : each));
    this.grid.updateCells([
      {
        rowId: String(order.id_ot),
        columnId: "archivo",
        value: saved,
        display: this.page.say("link_open"),
      },
    ]);
  }

  // ---- saving ------------------------------------------------------------------------------------------------------

  async #send(changes: readonly PendingChange[]): Promise<SaveResult> {
    const days = this.loaded;
    if (!days) return {};
    const { site, year, month } = days.address;
    const body = {
      id_sitio: site,
      anio: year,
      mes: month,
      celdas: changes.map(({ rowId, columnId, value, previous }) => ({
        id_ot: Number(rowId),
        dia: dayOf(columnId),
        valor: value,
        anterior: previous,
      })),
    };
    try {
      const answer = await api.post<{
        omitidos: readonly (DayCell & { readonly motivo: string })[];
      }>("/api/produccion/guardar_reportes_diarios_masiva", body);
      const failed = answer.omitidos.map((cell): FailedCell => ({
        ...refOf(cell),
        message: cell.motivo,
      }));
      const left = new Set(failed.map(keyOf));
      const saved = changes.filter((change) => !left.has(keyOf(change)));
      return { saved, failed, after: () => this.#settle(days, saved) };
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      return refused(changes, problem);
    }
  }

  // An operating state under a signature is stored, but the signature stays what is shown.
  #settle(days: LoadedDays, saved: readonly PendingChange[]): void {
    if (days !== this.loaded) return;
    this.dispatchEvent(new CustomEvent("days-saved"));
    this.grid.updateCells(
      saved.map(({ rowId, columnId, value, previous }) => {
        const keepsSignature =
          value !== null && previous !== null && signatures.has(previous) && !signatures.has(value);
        const underneath = value !== null && previous !== null && signatures.has(value) && !signatures.has(previous);
        const short = (label: string | null) => this.#choices.find((choice) => choice.value === label)?.short ?? "";
        if (keepsSignature) return { rowId, columnId, value: previous, note: short(value) };
        if (underneath) return { rowId, columnId, note: short(previous) };
        return value === null ? { rowId, columnId, note: "" } : { rowId, columnId };
      }),
    );
  }

  async #reread(isShown: () => boolean): Promise<void> {
    const days = this.loaded;
    if (!days) return;
    const orders = await readOrders(days.address);
    if (!isShown()) return;
    const same =
      JSON.stringify(orders.map((order) => order.id_ot)) === JSON.stringify(days.orders.map((order) => order.id_ot));
    days.orders = orders;
    const rows = orders.map((order) => this.#row(order, days.calendar));
    if (!same) this.grid.setRows(rows, { keepPending: true });
    else {
      this.grid.updateCells(
        rows.flatMap((row) =>
          Object.entries(row.cells).map(([columnId, cell]) => ({
            rowId: row.id,
            columnId,
            ...(typeof cell === "object" && cell !== null ? cell : { value: cell }),
          })),
        ),
        { who: "", when: new Date().toISOString() },
      );
    }
    days.autosave.edited();
  }

  protected override describe(conflict: CellConflict): ConflictRow {
    const shown = (value: string | null) => this.#choices.find((choice) => choice.value === value)?.label ?? "";
    return {
      ...conflict,
      row: this.loaded?.orders.find((order) => String(order.id_ot) === conflict.rowId)?.ot ?? conflict.rowId,
      column: this.loaded?.calendar.short(dayOf(conflict.columnId)) ?? "",
      mine: shown(this.grid.cellValue(conflict.rowId, conflict.columnId)),
      theirs: shown(conflict.theirs),
    };
  }
}

interface DayCell {
  readonly id_ot: number;
  readonly dia: number;
}

async function readOrders({ site, year, month }: DaysAddress): Promise<readonly OrderJson[]> {
  const { reportes_diarios } = await api.get<{
    reportes_diarios: readonly OrderJson[];
  }>(`/api/produccion/ots_por_sitio_grid?id_sitio=${site}&mes=${month}&anio=${year}`);
  return reportes_diarios.map(inOurWords);
}

/** A closed day that another client wrote FIRMADO is the same state; here it has one name. */
function inOurWords(order: OrderJson): OrderJson {
  return Object.fromEntries(
    Object.entries(order).map(([name, value]) => [name, name.startsWith("dia") ? ourWord(value) : value]),
  ) as unknown as OrderJson;
}

function ourWord<T>(label: T): T | "CERRADO" {
  return label === "FIRMADO" ? "CERRADO" : label;
}

function refused(changes: readonly PendingChange[], problem: ProblemError): SaveResult {
  if (problem.code === "days_changed" && Array.isArray(problem.body["conflictos"])) {
    const found = problem.body["conflictos"] as readonly (DayCell & {
      readonly valor_actual: string | null;
    })[];
    return {
      conflicts: found.map((cell) => ({
        ...refOf(cell),
        theirs: cell.valor_actual,
        who: "",
        when: "",
      })),
    };
  }
  const ofOrder = (id: string) => changes.filter((change) => change.rowId === id);
  if (problem.code === "month_closed") {
    return {
      failed: ofOrder(String(problem.data["id_ot"])).map((change) => ({
        ...change,
        message: problem.message,
      })),
    };
  }
  const named = Object.entries(problem.errors).flatMap(([path, texts]) => {
    const change = changes[Number(/^celdas\[(\d+)\]/.exec(path)?.[1] ?? NaN)];
    return change ? [{ ...change, message: texts[0] ?? problem.message }] : [];
  });
  if (problem.status === 422 && named.length > 0) return { failed: named };
  throw problem;
}

function refOf({ id_ot, dia }: DayCell): CellRef {
  return { rowId: String(id_ot), columnId: columnOf(dia) };
}

function keyOf({ rowId, columnId }: CellRef): string {
  return `${rowId}\n${columnId}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "daily-grid": DailyGrid;
  }
}

define("daily-grid", DailyGrid);
