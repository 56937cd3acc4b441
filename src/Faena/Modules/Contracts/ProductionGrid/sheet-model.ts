// The month sheet's arithmetic in the browser, so that sums and excess follow the typing. It counts exactly as
// MonthSheet.cs does, in integers scaled by 10^6; what the server answers to a save is the truth.
import { fromScaled, toScaled } from "@web/elements/decimal";
import { groupBy } from "@web/elements/group-by";

export type TimeType = "TE" | "CMA";

/** Money of one kind: pesos, dollars, and both in pesos at the order's rate. */
export interface MoneyJson {
  readonly mn: string;
  readonly usd: string;
  readonly homologado: string;
}

export type TotalName = "aut" | "ejec" | "acum" | "ejec_familia" | "resta";

export interface LineJson {
  readonly id: number;
  readonly anexo: string;
  readonly codigo: string;
  readonly concepto: string;
  readonly unidad: string;
  readonly autorizado: string;
  readonly pool: number;
  readonly pool_volumen: string;
  readonly inicial: string;
  readonly pu_mn: string;
  readonly pu_usd: string;
  readonly acumulado: string;
  readonly monto_mn: string;
  readonly monto_usd: string;
  readonly cuenta: boolean;
  readonly arrastrada?: true;
  /** Day, volume, version. */
  readonly celdas: readonly (readonly [number, string, number])[];
  /** Day, time type, site, volume. */
  readonly otras?: readonly (readonly [number, TimeType, number, string])[];
  readonly probados?: readonly number[];
  /** Day, planned volume. */
  readonly plan?: readonly (readonly [number, string])[];
}

/** What `GET /api/contracts/month-sheet` answers. */
export interface SheetJson {
  /** From here on the changes are asked for. */
  readonly version: number;
  readonly orden: {
    readonly familia: number;
    readonly ot: string;
    readonly activa: boolean;
    readonly mes_cerrado: boolean;
    readonly archivo: string;
    readonly tipo_cambio: string;
  };
  readonly dias_bloqueados: readonly number[];
  readonly dias_cerrados: readonly number[];
  readonly lineas: readonly LineJson[];
  readonly totales: Readonly<Record<TotalName, MoneyJson>>;
}

/** A volume, and how much of it is over what is authorised. */
export interface Split {
  readonly authorised: bigint;
  readonly excess: bigint;
}

interface OtherRecord {
  readonly day: number;
  readonly type: TimeType;
  readonly site: number;
  readonly volume: bigint;
}

/** A line with its days as they stand on the screen. */
export class SheetLine {
  readonly id: string;
  readonly json: LineJson;
  readonly volumes = new Map<number, bigint>();
  readonly planned: ReadonlyMap<number, bigint>;
  readonly proved: ReadonlySet<number>;
  readonly opening: bigint;
  readonly others: readonly OtherRecord[];
  readonly excess = new Map<number, bigint>();

  constructor(json: LineJson) {
    this.id = String(json.id);
    this.json = json;
    for (const [day, volume] of json.celdas) this.volumes.set(day, toScaled(volume));
    this.planned = new Map((json.plan ?? []).map(([day, volume]) => [day, toScaled(volume)]));
    this.proved = new Set(json.probados ?? []);
    this.opening = toScaled(json.inicial);
    this.others = (json.otras ?? []).map(([day, type, site, volume]) => ({
      day,
      type,
      site,
      volume: toScaled(volume),
    }));
  }
}

interface Pool {
  readonly lines: readonly SheetLine[];
  readonly authorised: bigint;
  counted: boolean;
  remaining: bigint;
}

/** Lines of one annex, in the sheet's order. */
export interface Annex {
  readonly key: string;
  readonly lines: readonly SheetLine[];
}

const none = 0n;

/** One month of an order at one site and time type, with everything that is typed but not saved yet. */
export class SheetModel {
  readonly lines: readonly SheetLine[];
  readonly annexes: readonly Annex[];
  readonly #byId: ReadonlyMap<string, SheetLine>;
  readonly #pools: ReadonlyMap<number, Pool>;
  readonly #site: number;
  readonly #type: TimeType;

  constructor(sheet: SheetJson, site: number, type: TimeType) {
    this.#site = site;
    this.#type = type;
    this.lines = sheet.lineas.map((line) => new SheetLine(line));
    this.#byId = new Map(this.lines.map((line) => [line.id, line]));
    this.annexes = [...groupBy(this.lines, (line) => line.json.anexo)].map(([key, lines]) => ({ key, lines }));
    this.#pools = new Map(
      [...groupBy(this.lines, (line) => line.json.pool)].map(([id, lines]) => [
        id,
        {
          lines,
          authorised: toScaled(lines[0]?.json.pool_volumen ?? "0"),
          counted: false,
          remaining: none,
        },
      ]),
    );
  }

  line(id: string): SheetLine | undefined {
    return this.#byId.get(id);
  }

  volume(id: string, day: number): string | null {
    return text(this.#byId.get(id)?.volumes.get(day));
  }

  /** Writes a volume as typed; null clears the day. @returns the lines whose excess may differ now. */
  write(id: string, day: number, value: string | null): readonly SheetLine[] {
    const line = this.#byId.get(id);
    const pool = line && this.#pools.get(line.json.pool);
    if (!line || !pool) return [];
    put(line.volumes, day, value);
    pool.counted = false;
    return pool.lines;
  }

  split(id: string, day: number): Split {
    const line = this.#byId.get(id);
    if (!line) return { authorised: none, excess: none };
    this.#count(line.json.pool);
    const excess = line.excess.get(day) ?? none;
    return { authorised: (line.volumes.get(day) ?? none) - excess, excess };
  }

  /** What is left of the line's authorised volume, after every record up to the end of the month; negative is excess. */
  remaining(id: string): bigint {
    const line = this.#byId.get(id);
    return line ? this.#count(line.json.pool).remaining : none;
  }

  /** The split and the remainder as they would be with another volume in one cell. */
  preview(id: string, day: number, value: string | null): Split & { readonly remaining: bigint } {
    const before = this.volume(id, day);
    this.write(id, day, value);
    const seen = { ...this.split(id, day), remaining: this.remaining(id) };
    this.write(id, day, before);
    return seen;
  }

  hasExcess(id: string): boolean {
    const line = this.#byId.get(id);
    if (!line) return false;
    this.#count(line.json.pool);
    return [...line.excess.values()].some((excess) => excess > none);
  }

  /** TE and CMA of one day at this site. */
  done(line: SheetLine, day: number): Readonly<Record<TimeType, bigint>> {
    const own = line.volumes.get(day) ?? none;
    const other = sum(
      line.others.filter((each) => this.#isOtherTypeHere(each) && each.day === day),
      (each) => each.volume,
    );
    return this.#type === "TE" ? { TE: own, CMA: other } : { TE: other, CMA: own };
  }

  /** What the line produced this month at this site, both time types. */
  month(line: SheetLine): bigint {
    const other = sum(
      line.others.filter((each) => this.#isOtherTypeHere(each)),
      (each) => each.volume,
    );
    return sum([...line.volumes.values()], (volume) => volume) + other;
  }

  dayOf(lines: readonly SheetLine[], day: number): bigint {
    return sum(lines, (line) => line.volumes.get(day) ?? none);
  }

  plannedOf(lines: readonly SheetLine[], day: number): bigint {
    return sum(lines, (line) => line.planned.get(day) ?? none);
  }

  monthOf(lines: readonly SheetLine[]): bigint {
    return sum(lines, (line) => this.month(line));
  }

  /** Authorised volume of several lines; lines that share a quantity count it once. */
  authorisedOf(lines: readonly SheetLine[]): bigint {
    const pools = new Set<number>();
    return sum(lines, (line) => {
      if (pools.has(line.json.pool)) return none;
      pools.add(line.json.pool);
      return toScaled(line.json.autorizado);
    });
  }

  #isOtherTypeHere(record: OtherRecord): boolean {
    return record.site === this.#site && record.type !== this.#type;
  }

  // By date, TE before CMA, site, line: the running total that passes the authorised volume is excess from there on.
  #count(id: number): Pool {
    const pool = this.#pools.get(id);
    if (!pool) throw new RangeError(`no pool ${id}`);
    if (pool.counted) return pool;
    const records = pool.lines.flatMap((line) => [
      ...line.others.map((other) => ({ ...other, line, own: false })),
      ...[...line.volumes].map(([day, volume]) => ({
        day,
        type: this.#type,
        site: this.#site,
        volume,
        line,
        own: true,
      })),
    ]);
    records.sort(
      (a, b) =>
        a.day - b.day ||
        Number(a.type === "CMA") - Number(b.type === "CMA") ||
        a.site - b.site ||
        a.line.json.id - b.line.json.id,
    );
    let running = sum(pool.lines, (line) => line.opening);
    for (const line of pool.lines) line.excess.clear();
    for (const { day, volume, line, own } of records) {
      running += volume;
      const over = running - pool.authorised;
      if (own && over > none) line.excess.set(day, over < volume ? over : volume);
    }
    pool.remaining = pool.authorised - running;
    pool.counted = true;
    return pool;
  }
}

function put(volumes: Map<number, bigint>, day: number, value: string | null): void {
  const volume = value === null ? none : toScaled(value);
  if (volume === none) volumes.delete(day);
  else volumes.set(day, volume);
}

function text(volume: bigint | undefined): string | null {
  return volume === undefined ? null : fromScaled(volume);
}

function sum<T>(items: readonly T[], amount: (item: T) => bigint): bigint {
  let total = none;
  for (const item of items) total += amount(item);
  return total;
}
