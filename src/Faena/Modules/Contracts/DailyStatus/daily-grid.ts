import type { Tone } from "@web/elements/alert";
import {
  Autosave,
  type CellConflict,
  type FailedCell,
  type SaveResult,
} from "@web/elements/autosave";
import { CellDrafts } from "@web/elements/cell-drafts";
import { conflictDialog } from "@web/elements/conflict-dialog";
import "@web/elements/data-grid";
import type {
  CellInput,
  CellRef,
  DataGrid,
  GridChoice,
  GridColumn,
  GridRow,
  PendingChange,
} from "@web/elements/data-grid";
import { define, h, icon } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import { SaveBar } from "@web/elements/save-bar";
import { listen } from "@web/elements/sse";
import { monthLinkDialog } from "../MonthlyReport/month-link-dialog";
import {
  columnOf,
  dayOf,
  MonthCalendar,
  shortDate,
} from "../ProductionGrid/month-calendar";
import type { OrderJson, SheetContext } from "../ProductionGrid/month-context";
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
} from "../ProductionGrid/month-parts";

/** A month at a site. */
export interface DaysAddress {
  readonly site: number;
  readonly year: number;
  readonly month: number;
}

interface LoadedDays {
  readonly address: DaysAddress;
  readonly calendar: MonthCalendar;
  orders: readonly OrderJson[];
  readonly autosave: Autosave;
  readonly stopListening: () => void;
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

const signatures = new Set<string>(
  labels.filter((label) => label.signature).map((label) => label.value),
);

/** `<daily-grid>`: how each day of each order at a site went, and how far its signature is. */
export class DailyGrid extends HTMLElement {
  #context!: SheetContext;
  #grid!: DataGrid;
  #bar!: SaveBar;
  #saving!: HTMLElement;
  #choices: readonly GridChoice[] = [];
  #days: LoadedDays | null = null;
  #turn = 0;
  readonly #notices = h("div", { class: "month-notices" });
  readonly #links = {
    export: h("a", { class: "btn" }),
    print: h("a", { class: "btn" }),
  };
  #open!: HTMLButtonElement;
  #link!: HTMLButtonElement;
  #conflicts: HTMLButtonElement | null = null;

  set context(context: SheetContext) {
    this.#context = context;
    const { say } = context;
    this.#choices = labels.map(({ value, key, icon: sign }) => ({
      value,
      label: say(`day_${key}`),
      short: say(`day_${key}_short`),
      icon: sign,
      className: `month-state month-${key}`,
    }));
    this.#grid = h("data-grid", { class: "month-days" });
    this.#grid.texts = context.gridTexts;
    this.#grid.culture = context.culture;
    this.#grid.label = say("tab_days");
    this.#grid.rowLines = 2;
    this.#bar = new SaveBar(say, () => void this.#days?.autosave.saveNow());
    this.#saving = context.may.days ? this.#bar.element : readOnlyBar(say);
    this.#open = button("table", say("open_production"), () =>
      this.#openOrder(),
    );
    this.#link = button("link", say("month_link"), () => void this.#openLink());
    this.#links.export.append(icon("file-spreadsheet"), label(say("export")));
    this.#links.print.append(icon("printer"), label(say("print")));
    this.append(
      h(
        "div",
        { class: "month-tools" },
        this.#open,
        this.#link,
        h(
          "div",
          { class: "month-actions" },
          ...(context.may.days ? undoButtons(this.#grid, say) : []),
          this.#links.export,
          this.#links.print,
        ),
      ),
      this.#notices,
      this.#grid,
      h(
        "p",
        { class: "month-legend" },
        ...this.#choices.map((choice) =>
          h(
            "span",
            { class: choice.className ?? "" },
            h(
              "span",
              { class: "fn-grid-icon", "aria-hidden": "true" },
              choice.icon ?? "",
            ),
            ` ${choice.short} = ${choice.label}`,
          ),
        ),
      ),
    );
    this.#listenToGrid();
    void keepLayout(this.#grid, "contracts.month.days");
  }

  /** Says how the saving stands; the page places it. */
  get saveBar(): HTMLElement {
    return this.#saving;
  }

  get unsaved(): number {
    return this.#days?.autosave.unsaved ?? 0;
  }

  async leave(): Promise<boolean> {
    if (!this.#days) return true;
    if (!this.#grid.commitEdit()) return false;
    if (await this.#days.autosave.flush()) return true;
    return mayLeaveUnsaved(this.unsaved, this.#context.say);
  }

  wake(): void {
    this.#days?.autosave.wake();
  }

  flush(): void {
    void this.#days?.autosave.flush();
  }

  /** Shows a month of a site; whoever calls has left the one before. @returns its orders, null when they cannot be read. */
  async show(address: DaysAddress): Promise<readonly OrderJson[] | null> {
    const turn = ++this.#turn;
    this.#drop();
    this.setAttribute("aria-busy", "true");
    try {
      const orders = await readOrders(address);
      if (turn !== this.#turn) return null;
      this.#load(address, orders);
      return orders;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (turn === this.#turn) {
        this.#grid.setRows([]);
        this.#notices.append(whyNotLoaded(problem, this.#context.say));
      }
      return null;
    } finally {
      if (turn === this.#turn) this.removeAttribute("aria-busy");
    }
  }

  disconnectedCallback(): void {
    this.#drop();
  }

  #drop(): void {
    this.#days?.autosave.stop();
    this.#days?.stopListening();
    this.#days = null;
    this.#notices.replaceChildren();
    this.#conflicts?.remove();
    this.#conflicts = null;
  }

  #load(address: DaysAddress, orders: readonly OrderJson[]): void {
    const { culture, today, user } = this.#context;
    const calendar = new MonthCalendar(
      address.year,
      address.month,
      culture,
      today,
    );
    const query = `id_sitio=${address.site}&mes=${address.month}&anio=${address.year}`;
    this.#links.export.href = `/api/contracts/days.xlsx?${query}`;
    this.#links.print.href = `/contracts/print-days?${query}`;
    this.#grid.columns = this.#columns(calendar);
    const autosave = new Autosave({
      grid: this.#grid,
      drafts: new CellDrafts(
        `faena:days:${user}:${address.site}:${calendar.id}`,
      ),
      send: (changes) => this.#send(changes),
      changed: (status) => {
        this.#bar.show(status);
        if (status.unsaved === 0) this.#offerConflicts([]);
      },
      conflicted: (conflicts) => this.#offerConflicts(conflicts),
    });
    const reread = () => void this.#reread();
    this.#days = {
      address,
      calendar,
      orders,
      autosave,
      stopListening: listen(
        [`contracts:days:${address.site}:${calendar.id}`],
        reread,
        reread,
      ),
    };
    this.#grid.setRows(orders.map((order) => this.#row(order, calendar)));
    const restored = autosave.restore();
    if (restored > 0)
      this.#say("info", this.#context.say("restored", { n: restored }));
    this.#point();
    const first = orders[0];
    if (first) standOnToday(this.#grid, String(first.id_ot), calendar);
  }

  #columns(calendar: MonthCalendar): GridColumn[] {
    const { say, may } = this.#context;
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
    const { say, culture } = this.#context;
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
      const outside = blocked.has(day)
        ? say("blocked_validity_of", { validity })
        : reason;
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
    return (
      this.#choices.find((choice) => choice.value === operating)?.short ?? ""
    );
  }

  // ---- editing -----------------------------------------------------------------------------------------------------

  #listenToGrid(): void {
    const grid = this.#grid;
    grid.addEventListener("cell-edited", () => this.#days?.autosave.edited());
    grid.addEventListener("grid-selection", () => this.#point());
    grid.addEventListener("grid-open", ({ detail }) => this.#follow(detail));
    grid.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const active = grid.selection.active;
      if (
        !active ||
        event.shiftKey ||
        event.ctrlKey ||
        !target?.closest(".month-order, .month-link")
      )
        return;
      if (target.closest(".fn-grid-th")) return;
      this.#follow(active);
    });
    grid.addEventListener("focusout", () => {
      if (document.hasFocus() && !grid.contains(document.activeElement))
        this.flush();
    });
  }

  #follow({ columnId }: CellRef): void {
    if (columnId === "ot") this.#openOrder();
    if (columnId === "archivo") void this.#openLink();
  }

  #active(): OrderJson | undefined {
    const id = this.#grid.selection.active?.rowId;
    return this.#days?.orders.find((order) => String(order.id_ot) === id);
  }

  #point(): void {
    const order = this.#active();
    const { say, culture } = this.#context;
    this.#open.disabled = this.#link.disabled = !order;
    this.#grid.statusText = order
      ? `${order.ot} · ${say("validity", { from: shortDate(order.inicio_v, culture), to: shortDate(order.fin_v, culture) })}`
      : "";
  }

  #openOrder(): void {
    const order = this.#active();
    if (order)
      this.dispatchEvent(
        new CustomEvent("order-chosen", { detail: order.id_ot }),
      );
  }

  async #openLink(): Promise<void> {
    const order = this.#active();
    const days = this.#days;
    if (!order || !days) return;
    const saved = await monthLinkDialog(
      order,
      days.address,
      days.calendar.name,
      this.#context,
    );
    if (saved === null || days !== this.#days) return;
    days.orders = days.orders.map((each) =>
      each === order ? { ...order, archivo: saved } : each,
    );
    this.#grid.updateCells([
      {
        rowId: String(order.id_ot),
        columnId: "archivo",
        value: saved,
        display: this.#context.say("link_open"),
      },
    ]);
  }

  // ---- saving ------------------------------------------------------------------------------------------------------

  async #send(changes: readonly PendingChange[]): Promise<SaveResult> {
    const days = this.#days;
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
    if (days !== this.#days) return;
    this.dispatchEvent(new CustomEvent("days-saved"));
    this.#grid.updateCells(
      saved.map(({ rowId, columnId, value, previous }) => {
        const keepsSignature =
          value !== null &&
          previous !== null &&
          signatures.has(previous) &&
          !signatures.has(value);
        const underneath =
          value !== null &&
          previous !== null &&
          signatures.has(value) &&
          !signatures.has(previous);
        const short = (label: string | null) =>
          this.#choices.find((choice) => choice.value === label)?.short ?? "";
        if (keepsSignature)
          return { rowId, columnId, value: previous, note: short(value) };
        if (underneath) return { rowId, columnId, note: short(previous) };
        return value === null
          ? { rowId, columnId, note: "" }
          : { rowId, columnId };
      }),
    );
  }

  async #reread(): Promise<void> {
    const days = this.#days;
    if (!days) return;
    try {
      const orders = await readOrders(days.address);
      if (days !== this.#days) return;
      const same =
        JSON.stringify(orders.map((order) => order.id_ot)) ===
        JSON.stringify(days.orders.map((order) => order.id_ot));
      days.orders = orders;
      const rows = orders.map((order) => this.#row(order, days.calendar));
      if (!same) this.#grid.setRows(rows, { keepPending: true });
      else {
        this.#grid.updateCells(
          rows.flatMap((row) =>
            Object.entries(row.cells).map(([columnId, cell]) => ({
              rowId: row.id,
              columnId,
              ...(typeof cell === "object" && cell !== null
                ? cell
                : { value: cell }),
            })),
          ),
          { who: "", when: new Date().toISOString() },
        );
      }
      days.autosave.edited();
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
    }
  }

  #offerConflicts(conflicts: readonly CellConflict[]): void {
    this.#conflicts?.remove();
    this.#conflicts = null;
    if (conflicts.length === 0) return;
    const { say } = this.#context;
    const shown = (value: string | null) =>
      this.#choices.find((choice) => choice.value === value)?.label ?? "";
    const rows = conflicts.map((conflict) => ({
      ...conflict,
      row:
        this.#days?.orders.find(
          (order) => String(order.id_ot) === conflict.rowId,
        )?.ot ?? conflict.rowId,
      column: this.#days?.calendar.short(dayOf(conflict.columnId)) ?? "",
      mine: shown(this.#grid.cellValue(conflict.rowId, conflict.columnId)),
      theirs: shown(conflict.theirs),
    }));
    const ask = async () => {
      const chosen = await conflictDialog(rows, say);
      if (!chosen) return;
      for (const { cell, choice } of chosen)
        this.#grid.resolveConflict(cell, choice);
      this.#offerConflicts([]);
    };
    this.#conflicts = button(
      "alert-triangle",
      say("conflict_choose", { n: conflicts.length }),
      () => void ask(),
    );
    this.#bar.element.append(this.#conflicts);
    if (!this.#grid.editing) queueMicrotask(() => void ask());
  }

  #say(tone: Tone, title: string): void {
    this.#notices.append(notice(tone, title, [], this.#context.say));
  }
}

interface DayCell {
  readonly id_ot: number;
  readonly dia: number;
}

async function readOrders({
  site,
  year,
  month,
}: DaysAddress): Promise<readonly OrderJson[]> {
  const { reportes_diarios } = await api.get<{
    reportes_diarios: readonly OrderJson[];
  }>(
    `/api/produccion/ots_por_sitio_grid?id_sitio=${site}&mes=${month}&anio=${year}`,
  );
  return reportes_diarios;
}

function refused(
  changes: readonly PendingChange[],
  problem: ProblemError,
): SaveResult {
  if (
    problem.code === "days_changed" &&
    Array.isArray(problem.body["conflictos"])
  ) {
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
  const ofOrder = (id: string) =>
    changes.filter((change) => change.rowId === id);
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
