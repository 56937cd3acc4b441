import { compareDecimals, toScaled } from "./decimal";
import { compileFilter, type FilterTest } from "./grid-filter";
import type { CellInput, Culture, GridCell, GridColumn, GridFilter, GridRow, GridSort, RowKind } from "./grid-types";
import { shownText } from "./grid-values";

/** A row as the grid keeps it. Its cells are the host's until the first write copies them. */
export class RowRecord {
  #cells: Record<string, CellInput>;
  #owned = false;

  constructor(
    readonly id: string,
    readonly kind: RowKind,
    readonly label: string | undefined,
    readonly className: string | undefined,
    readonly group: RowRecord | null,
    cells: Readonly<Record<string, CellInput>>,
  ) {
    this.#cells = cells;
  }

  value(columnId: string): string | null {
    const cell = this.#cells[columnId];
    return typeof cell === "object" && cell !== null ? cell.value : (cell ?? null);
  }

  /** The cell with all it says; plain values are not wrapped, so that drawing allocates nothing for them. */
  input(columnId: string): CellInput {
    return this.#cells[columnId] ?? null;
  }

  detail(columnId: string): GridCell | null {
    const cell = this.#cells[columnId];
    return typeof cell === "object" ? cell : null;
  }

  write(columnId: string, members: Partial<GridCell>): void {
    if (!this.#owned) {
      this.#cells = { ...this.#cells };
      this.#owned = true;
    }
    const detail = this.detail(columnId);
    if (detail) {
      // What was shown instead of the old value says nothing about the new one.
      const { display: _, ...rest } = detail;
      this.#cells[columnId] = { ...("value" in members ? rest : detail), ...members };
    } else if ("value" in members && Object.keys(members).length === 1) this.#cells[columnId] = members.value ?? null;
    else this.#cells[columnId] = { value: this.value(columnId), ...members };
  }
}

/** The rows, and which of them are seen in which order. */
export class GridModel {
  #rows: readonly RowRecord[] = [];
  #byId = new Map<string, RowRecord>();
  #view: readonly RowRecord[] = [];
  #totals: readonly RowRecord[] = [];
  #place = new Map<string, number>();

  setRows(rows: readonly GridRow[]): void {
    const body: RowRecord[] = [];
    const totals: RowRecord[] = [];
    this.#byId = new Map();
    let group: RowRecord | null = null;
    for (const row of rows) {
      const kind = row.kind ?? "data";
      const record: RowRecord = new RowRecord(
        row.id,
        kind,
        row.label,
        row.className,
        kind === "data" ? group : null,
        row.cells,
      );
      if (this.#byId.has(row.id)) throw new Error(`two rows have the id ${row.id}`);
      this.#byId.set(row.id, record);
      if (kind === "group") group = record;
      (kind === "total" ? totals : body).push(record);
    }
    this.#rows = body;
    this.#totals = totals;
    this.#show(body);
  }

  row(id: string): RowRecord | undefined {
    return this.#byId.get(id);
  }

  /** Seen rows without the pinned totals. */
  get view(): readonly RowRecord[] {
    return this.#view;
  }

  get totals(): readonly RowRecord[] {
    return this.#totals;
  }

  /** Number of rows a cursor can stand on: the seen ones and the totals under them. */
  get reach(): number {
    return this.#view.length + this.#totals.length;
  }

  get size(): number {
    return this.#rows.length;
  }

  at(index: number): RowRecord | undefined {
    return index < this.#view.length ? this.#view[index] : this.#totals[index - this.#view.length];
  }

  indexOf(rowId: string): number {
    return this.#place.get(rowId) ?? -1;
  }

  visibleDataIds(): string[] {
    return this.#view.filter((row) => row.kind === "data").map((row) => row.id);
  }

  dataCount(): { shown: number; all: number } {
    const count = (rows: readonly RowRecord[]) => rows.reduce((sum, row) => sum + (row.kind === "data" ? 1 : 0), 0);
    return { shown: count(this.#view), all: count(this.#rows) };
  }

  /** Filters and sorts anew. A filter that makes no sense for its column lets everything through. */
  arrange(
    columns: readonly GridColumn[],
    filters: Readonly<Record<string, GridFilter>>,
    sort: GridSort | null,
    culture: Culture,
  ): void {
    const tests = columns.flatMap((column) => {
      const filter = filters[column.id];
      const test: FilterTest = filter === undefined ? null : compileFilter(column, filter);
      return test ? [{ id: column.id, test }] : [];
    });
    const sorted = columns.find((column) => column.id === sort?.columnId);
    if (tests.length === 0 && (!sort || !sorted)) {
      this.#show(this.#rows);
      return;
    }
    const passes = (row: RowRecord) => tests.every(({ id, test }) => test(row.value(id)));
    const shown: RowRecord[] = [];
    for (const section of this.#sections()) {
      const rows = tests.length === 0 ? section.rows : section.rows.filter(passes);
      if (section.group && (rows.length > 0 || tests.length === 0)) shown.push(section.group);
      for (const row of sort && sorted ? inOrder(rows, sorted, sort, culture) : rows) shown.push(row);
    }
    this.#show(shown);
  }

  #sections(): { group: RowRecord | null; rows: RowRecord[] }[] {
    const sections: { group: RowRecord | null; rows: RowRecord[] }[] = [{ group: null, rows: [] }];
    for (const row of this.#rows) {
      if (row.kind === "group") sections.push({ group: row, rows: [] });
      else sections.at(-1)?.rows.push(row);
    }
    return sections;
  }

  #show(rows: readonly RowRecord[]): void {
    this.#view = rows;
    this.#place = new Map();
    rows.forEach((row, index) => this.#place.set(row.id, index));
    this.#totals.forEach((row, index) => this.#place.set(row.id, rows.length + index));
  }
}

function inOrder(rows: readonly RowRecord[], column: GridColumn, sort: GridSort, culture: Culture): RowRecord[] {
  const turn = sort.direction === "ascending" ? 1 : -1;
  const compare = comparison(column, culture);
  const keyed = rows.map((row) => ({ row, key: sortKey(column, row.value(column.id), culture) }));
  // Empty cells stay last in both directions, as in Excel.
  keyed.sort((a, b) =>
    a.key === null || b.key === null ? Number(a.key === null) - Number(b.key === null) : turn * compare(a.key, b.key),
  );
  return keyed.map(({ row }) => row);
}

type SortKey = string | bigint;

const sortDigits = 12;

function sortKey(column: GridColumn, value: string | null, culture: Culture): SortKey | null {
  if (value === null || value === "") return null;
  if (column.kind !== "number") return column.kind === "choice" ? shownText(column, value, culture) : value;
  try {
    return toScaled(value, sortDigits);
  } catch {
    return value;
  }
}

function comparison(column: GridColumn, culture: Culture): (a: SortKey, b: SortKey) => number {
  // Numeric: the line 2.2 stands before 2.10.
  const collator = new Intl.Collator(culture, { numeric: column.kind === "text" });
  return (a, b) => {
    if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
    if (column.kind === "number" && typeof a === "string" && typeof b === "string") {
      try {
        return compareDecimals(a, b);
      } catch {
        return collator.compare(a, b);
      }
    }
    return collator.compare(String(a), String(b));
  };
}
