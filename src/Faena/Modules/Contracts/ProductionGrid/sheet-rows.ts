// How the month sheet's figures become rows and cells of the grid.
import { addDecimals, formatDecimal, fromScaled } from "@web/elements/decimal";
import type { CellInput, CellRef, CellUpdate, ChangedBy, GridCell, GridColumn, GridRow } from "@web/elements/data-grid";
import { columnOf, dayOf, type MonthCalendar } from "./month-calendar";
import type { SheetContext } from "./month-context";
import type { Annex, SheetJson, SheetLine, SheetModel, Split } from "./sheet-model";

export const totalRow = "total";
export const annexRow = (key: string) => `annex ${key}`;

const roomOfCell = 13;
/** Keeps the first line of a cell that only has a second one. */
const blank = "\u00a0";

const excess = "EXCEDENTE";
const authorised = "AUTORIZADO";

export function sheetColumns({ say }: SheetContext, calendar: MonthCalendar, canEdit: boolean): GridColumn[] {
  const fixed = (id: string, width: number, more: Partial<GridColumn> = {}): GridColumn => ({
    id,
    title: say(`column_${id}`),
    kind: "text",
    width,
    frozen: true,
    ...more,
  });
  const figure = (id: string, width: number, more: Partial<GridColumn> = {}): GridColumn => ({
    id,
    title: say(`column_${id}`),
    kind: "number",
    width,
    ...more,
  });
  return [
    fixed("partida", 92, { rowHeader: true, className: "month-code" }),
    fixed("concepto", 204, { className: "month-concept" }),
    fixed("anexo", 66),
    fixed("unidad", 78),
    figure("vol", 124, { frozen: true, tooltip: say("column_vol_hint") }),
    ...calendar.columns(() => ({
      kind: "number",
      width: 84,
      editable: canEdit,
      min: "0",
      className: "month-day",
    })),
    figure("mes", 112, { tooltip: say("column_mes_hint") }),
    figure("mn", 132, { decimals: 2 }),
    figure("usd", 120, { decimals: 2 }),
    {
      id: "estatus",
      title: say("column_estatus"),
      kind: "choice",
      width: 128,
      choices: [
        {
          value: excess,
          label: say("status_excess"),
          icon: "▲",
          className: "month-excess",
        },
        {
          value: authorised,
          label: say("status_authorised"),
          icon: "✓",
          className: "month-authorised",
        },
      ],
    },
  ];
}

/** Turns the model into rows and, after an edit, into the few cells that differ. */
export class SheetRows {
  readonly #money: Map<string, { mn: string; usd: string }>;
  /** Lines whose money is not the server's any more. */
  readonly #waiting = new Set<string>();
  /** Cells that somebody else changed while the sheet was open. */
  readonly #foreign: Map<string, ChangedBy>;

  /** @param earlier The same sheet as it was read before. */
  constructor(
    private readonly context: SheetContext,
    private readonly calendar: MonthCalendar,
    private readonly sheet: SheetJson,
    private readonly model: SheetModel,
    earlier?: SheetRows,
  ) {
    this.#foreign = earlier ? earlier.#foreign : new Map();
    this.#money = new Map(sheet.lineas.map((line) => [String(line.id), { mn: line.monto_mn, usd: line.monto_usd }]));
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  rows(): GridRow[] {
    const blocked = this.#blockedDays();
    return [
      ...this.model.annexes.flatMap((annex): GridRow[] => [
        {
          id: annexRow(annex.key),
          kind: "group",
          cells: this.#annexCells(annex),
        },
        ...annex.lines.map((line) => this.#lineRow(line, blocked)),
      ]),
      { id: totalRow, kind: "total", cells: this.#totalCells() },
    ];
  }

  /** The cells that follow from a changed volume: its line's, its annex's and the total's. */
  after(lines: readonly SheetLine[], days: readonly number[]): CellUpdate[] {
    const annexes = this.model.annexes.filter((annex) => lines.some((line) => line.json.anexo === annex.key));
    return [
      ...lines.flatMap((line) => updates(line.id, this.#lineFigures(line))),
      ...annexes.flatMap((annex) => updates(annexRow(annex.key), this.#annexCells(annex, days))),
      ...updates(totalRow, this.#totalCells(days)),
    ];
  }

  markForeign(cells: readonly CellRef[], by: ChangedBy): void {
    for (const cell of cells) this.#foreign.set(`${cell.rowId} ${cell.columnId}`, by);
  }

  unmarkForeign(cell: CellRef): void {
    this.#foreign.delete(`${cell.rowId} ${cell.columnId}`);
  }

  /** The lines' money is being asked for. */
  wait(lineIds: Iterable<string>): void {
    for (const id of lineIds) this.#waiting.add(id);
  }

  money(lineId: string, mn: string, usd: string): void {
    this.#money.set(lineId, { mn, usd });
  }

  /** The money shown is the server's again, but for lines that were typed into since. */
  settle(stillPending: ReadonlySet<string>): readonly SheetLine[] {
    const settled = [...this.#waiting].filter((id) => !stillPending.has(id));
    for (const id of settled) this.#waiting.delete(id);
    return settled.flatMap((id) => this.model.line(id) ?? []);
  }

  /** What a day cell says beside its value; `value` may be what is being typed. */
  describe(lineId: string, columnId: string, value: string | null): Partial<GridCell> | null {
    const day = dayOf(columnId);
    const line = day > 0 ? this.model.line(lineId) : undefined;
    if (!line) return null;
    const { say } = this.context;
    if (value !== this.model.volume(lineId, day)) {
      const seen = this.model.preview(lineId, day, value);
      return {
        message: [this.#splitText(seen), this.#remainder(seen.remaining, line.json.pool_volumen)]
          .filter(Boolean)
          .join(" · "),
      };
    }
    const planned = line.planned.get(day);
    const foreign = this.#foreign.has(`${lineId} ${columnId}`);
    if (value === null && planned === undefined && !foreign) return null;
    const split = this.model.split(lineId, day);
    const proved = line.proved.has(day);
    const isDone = split.excess === 0n && value !== null && planned !== undefined && split.authorised >= planned;
    const note =
      split.excess > 0n
        ? this.#splitNote(split)
        : planned === undefined
          ? ""
          : say("planned_short", { n: this.#text(planned) });
    return {
      // The plan keeps its line where nothing is entered yet.
      ...(value === null ? { display: blank } : {}),
      note: proved ? `◆ ${note}` : note,
      className: [
        split.excess > 0n && "fn-excess",
        isDone && "fn-done",
        proved && "month-proved",
        foreign && "month-foreign",
      ]
        .filter(Boolean)
        .join(" "),
    };
  }

  /** The sentence of the status line for one day of one line. */
  explain(lineId: string, day: number): string {
    const line = this.model.line(lineId);
    if (!line) return "";
    const { say } = this.context;
    const planned = line.planned.get(day) ?? 0n;
    const done = this.model.done(line, day);
    const split = this.model.split(lineId, day);
    const by = this.#foreign.get(`${lineId} ${columnOf(day)}`);
    const difference = done.TE + done.CMA - planned;
    return [
      say("explain_plan", { n: this.#text(planned) }),
      say("explain_done", {
        te: this.#text(done.TE),
        cma: this.#text(done.CMA),
      }),
      planned > 0n &&
        say("explain_difference", {
          n: (difference > 0n ? "+" : "") + this.#text(difference),
        }),
      split.excess > 0n && this.#splitText(split),
      line.proved.has(day) && say("proved"),
      by && say("changed_by", { who: by.who, when: this.#time(by.when) }),
      this.#remainder(this.model.remaining(lineId), line.json.pool_volumen),
    ]
      .filter((part) => part !== false && part !== undefined)
      .join(" · ");
  }

  #time(when: string): string {
    return new Intl.DateTimeFormat(this.context.culture, {
      dateStyle: "short",
      timeStyle: "short",
    }).format(new Date(when));
  }

  #remainder(remaining: bigint, total: string): string {
    const over = remaining < 0n;
    return this.context.say(over ? "over_of" : "left_of", {
      n: this.#text(over ? -remaining : remaining),
      total: this.#plain(total),
    });
  }

  #splitText({ authorised, excess }: { readonly authorised: bigint; readonly excess: bigint }): string {
    if (excess === 0n) return "";
    return authorised === 0n
      ? this.context.say("all_excess", { excess: this.#text(excess) })
      : this.context.say("part_excess", {
          authorised: this.#text(authorised),
          excess: this.#text(excess),
        });
  }

  // A cell has room for about a dozen characters; the whole split stands in the status line.
  #splitNote(split: Split): string {
    const whole = this.#splitText(split);
    return whole.length <= roomOfCell ? whole : this.context.say("all_excess", { excess: this.#text(split.excess) });
  }

  #lineRow(line: SheetLine, blocked: ReadonlyMap<number, GridCell>): GridRow {
    const { json } = line;
    const cells: Record<string, CellInput> = {
      partida: json.codigo,
      concepto: json.arrastrada ? { value: json.concepto, tooltip: this.context.say("carried_over") } : json.concepto,
      anexo: json.anexo,
      unidad: json.unidad,
      ...this.#lineFigures(line),
    };
    for (const [day, cell] of blocked) cells[columnOf(day)] = cell;
    for (const [day, value, version] of json.celdas) {
      cells[columnOf(day)] = { ...blocked.get(day), value, version };
    }
    return {
      id: line.id,
      label: `${json.codigo} ${json.concepto.slice(0, 60)}`,
      cells,
      ...(json.arrastrada ? { className: "month-carried" } : {}),
    };
  }

  #lineFigures(line: SheetLine): Record<string, CellInput> {
    const remaining = this.model.remaining(line.id);
    return {
      vol: {
        value: line.json.autorizado,
        note:
          remaining < 0n
            ? this.context.say("over_short", { n: this.#text(-remaining) })
            : this.context.say("left_short", { n: this.#text(remaining) }),
        className: remaining < 0n ? "month-over" : "",
      },
      mes: fromScaled(this.model.month(line)),
      ...this.#moneyCells([line]),
      estatus: this.model.hasExcess(line.id) ? excess : authorised,
    };
  }

  #annexCells({ key, lines }: Annex, days?: readonly number[]): Record<string, CellInput> {
    const { say } = this.context;
    return {
      partida: key,
      concepto: say(lines.length === 1 ? "annex_total_one" : "annex_total", {
        annex: key,
        n: lines.length,
      }),
      vol: fromScaled(this.model.authorisedOf(lines)),
      ...this.#sums(lines, days),
    };
  }

  #totalCells(days?: readonly number[]): Record<string, CellInput> {
    return {
      partida: this.context.say("total"),
      ...this.#sums(this.model.lines, days),
    };
  }

  #sums(lines: readonly SheetLine[], days?: readonly number[]): Record<string, CellInput> {
    const cells: Record<string, CellInput> = {};
    for (const day of days ?? Array.from({ length: this.calendar.days }, (_, index) => index + 1)) {
      const volume = this.model.dayOf(lines, day);
      const planned = this.model.plannedOf(lines, day);
      cells[columnOf(day)] = {
        value: volume === 0n ? null : fromScaled(volume),
        ...(volume === 0n ? { display: blank } : {}),
        note: planned === 0n ? "" : this.context.say("planned_short", { n: this.#text(planned) }),
      };
    }
    return {
      ...cells,
      mes: fromScaled(this.model.monthOf(lines)),
      ...this.#moneyCells(lines),
    };
  }

  #moneyCells(lines: readonly SheetLine[]): Record<string, GridCell> {
    const waits = lines.some((line) => this.#waiting.has(line.id));
    const cell = (currency: "mn" | "usd"): GridCell => ({
      value: addDecimals("0", ...lines.map((line) => this.#money.get(line.id)?.[currency] ?? "0")),
      className: waits ? "month-waiting" : "",
      tooltip: waits ? this.context.say("money_waiting") : "",
    });
    return { mn: cell("mn"), usd: cell("usd") };
  }

  #blockedDays(): ReadonlyMap<number, GridCell> {
    const closed = new Set(this.sheet.dias_cerrados);
    const { say } = this.context;
    return new Map(
      this.sheet.dias_bloqueados.map((day) => [
        day,
        {
          value: null,
          blocked: say(closed.has(day) ? "blocked_closed" : "blocked_validity"),
        },
      ]),
    );
  }

  #text(scaled: bigint): string {
    return this.#plain(fromScaled(scaled));
  }

  #plain(value: string): string {
    return formatDecimal(value, this.context.culture);
  }
}

function updates(rowId: string, cells: Readonly<Record<string, CellInput>>): CellUpdate[] {
  return Object.entries(cells).map(([columnId, cell]) => ({
    rowId,
    columnId,
    ...(typeof cell === "object" && cell !== null ? cell : { value: cell }),
  }));
}
