import type { SheetPage } from "@web/elements/live-sheet";

/** What both grids of the month sheet know about the page: its words, the person and the day. */
export interface SheetContext extends SheetPage {
  readonly user: string;
  /** ISO date at the installation. */
  readonly today: string;
  readonly may: {
    readonly days: boolean;
    readonly production: boolean;
    readonly link: boolean;
    readonly addLine: boolean;
  };
}

/** An order as the daily grid's reading lists it. */
export interface OrderJson {
  readonly id_ot: number;
  readonly ot: string;
  readonly desc: string;
  readonly inicio_v: string | null;
  readonly fin_v: string | null;
  readonly archivo: string;
  readonly mes_cerrado: boolean;
  readonly dias_bloqueados: readonly number[];
  readonly operativos: Readonly<Record<string, string>>;
  readonly [day: `dia${number}`]: string | null;
}
