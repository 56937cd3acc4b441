import type { DataGrid, GridColumn } from "@web/elements/data-grid";

/** A calendar month and how its days are written in the person's culture. */
export class MonthCalendar {
  readonly days: number;
  readonly #long: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #initial: Intl.DateTimeFormat;

  constructor(
    readonly year: number,
    readonly month: number,
    private readonly culture: string,
    private readonly today: string,
  ) {
    this.days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    // Days are dates, not instants: a time zone would only shift them.
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(culture, { ...options, timeZone: "UTC" });
    this.#long = format({ weekday: "long", day: "numeric", month: "long" });
    this.#short = format({ day: "numeric", month: "short" });
    this.#initial = format({ weekday: "narrow" });
  }

  get id(): string {
    return `${this.year}-${String(this.month).padStart(2, "0")}`;
  }

  get name(): string {
    return new Intl.DateTimeFormat(this.culture, {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(this.#date(1));
  }

  /** Today's day, null in another month. */
  get todaysDay(): number | null {
    return this.today.startsWith(`${this.id}-`) ? Number(this.today.slice(8)) : null;
  }

  long(day: number): string {
    return this.#long.format(this.#date(day));
  }

  short(day: number): string {
    return this.#short.format(this.#date(day));
  }

  /** The columns `d1`…`d31` of the days the month has, weekends shaded and today marked. */
  columns(column: (day: number) => Omit<GridColumn, "id" | "title">): GridColumn[] {
    return Array.from({ length: this.days }, (_, index) => {
      const day = index + 1;
      const date = this.#date(day);
      const given = column(day);
      const marks = [
        [0, 6].includes(date.getUTCDay()) && "fn-weekend",
        date.toISOString().startsWith(this.today) && "fn-today",
      ].filter((mark) => mark !== false);
      return {
        tooltip: this.long(day),
        headerClass: ["month-day-head", ...marks].join(" "),
        ...given,
        id: columnOf(day),
        title: `${this.#initial.format(date)} ${day}`,
        className: [given.className, ...marks].filter(Boolean).join(" "),
      };
    });
  }

  #date(day: number): Date {
    return new Date(Date.UTC(this.year, this.month - 1, day));
  }
}

export function columnOf(day: number): string {
  return `d${day}`;
}

/** The day of a column, 0 where the column is none. */
export function dayOf(columnId: string): number {
  return /^d\d+$/.test(columnId) ? Number(columnId.slice(1)) : 0;
}

/** "2025-03-05" in the person's short form. */
export function shortDate(iso: string | null, culture: string): string {
  if (iso === null) return "…";
  return new Intl.DateTimeFormat(culture, {
    day: "2-digit",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${iso}T00:00:00Z`));
}

/** Puts the cursor where the day's work is, unless the person is busy elsewhere on the page. */
export function standOnToday(grid: DataGrid, rowId: string, calendar: MonthCalendar): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  grid.focusCell(rowId, columnOf(calendar.todaysDay ?? 1));
}
