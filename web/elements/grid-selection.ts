/** A place on the grid: the index of a seen row and of a seen column. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of places, edges included. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Direction = "up" | "down" | "left" | "right";

/** What a cursor needs to know about the land it moves over. */
export interface Terrain {
  /** Rows a cursor can stand on, pinned totals included. */
  readonly rows: number;
  /** Rows without the pinned totals. */
  readonly bodyRows: number;
  readonly columns: number;
  readonly frozenColumns: number;
  readonly pageRows: number;
  filled(row: number, column: number): boolean;
  /** Subtotal and total rows: jumps look through them and typing passes over them. */
  passive(row: number): boolean;
}

/** The active cell and the rectangle around it, moved the way Excel moves them. */
export class GridSelection {
  active: Place = { row: 0, column: 0 };
  anchor: Place = this.active;
  head: Place = this.active;
  /** Column where a run of Tabs began: Enter returns there on the next row. */
  #tabStart: number | null = null;

  get area(): Area {
    return areaOf(this.anchor, this.head);
  }

  get isSingle(): boolean {
    return this.anchor.row === this.head.row && this.anchor.column === this.head.column;
  }

  contains(row: number, column: number): boolean {
    return within(this.area, row, column);
  }

  moveTo(place: Place): void {
    this.active = this.anchor = this.head = place;
    this.#tabStart = null;
  }

  extendTo(place: Place): void {
    this.anchor = this.active;
    this.head = place;
    this.#tabStart = null;
  }

  select(area: Area, active: Place = { row: area.top, column: area.left }): void {
    this.active = active;
    this.anchor = { row: area.top, column: area.left };
    this.head = { row: area.bottom, column: area.right };
    this.#tabStart = null;
  }

  step(direction: Direction, jump: boolean, extend: boolean, land: Terrain): void {
    const from = extend ? this.head : this.active;
    this.#go(jump ? jumpFrom(from, direction, land) : stepFrom(from, direction, land), extend);
  }

  page(direction: "up" | "down", extend: boolean, land: Terrain): void {
    const from = extend ? this.head : this.active;
    const row = direction === "up" ? from.row - land.pageRows : from.row + land.pageRows;
    this.#go({ row: clamp(row, land.bodyRows), column: from.column }, extend);
  }

  /** As with frozen panes in Excel: the first column that scrolls, and from there the very first. */
  home(far: boolean, extend: boolean, land: Terrain): void {
    const from = extend ? this.head : this.active;
    const row = far ? 0 : from.row;
    const home = Math.min(land.frozenColumns, land.columns - 1);
    const there = from.column === home && from.row === row;
    this.#go({ row, column: there || from.column < home ? 0 : home }, extend);
  }

  end(far: boolean, extend: boolean, land: Terrain): void {
    const from = extend ? this.head : this.active;
    this.#go({ row: far ? clamp(land.bodyRows - 1, land.bodyRows) : from.row, column: land.columns - 1 }, extend);
  }

  /** Enter goes down, or through the selection column by column. */
  enter(back: boolean, land: Terrain): void {
    if (!this.isSingle) {
      this.#cycle(back, "down", land);
      return;
    }
    const column = this.#tabStart ?? this.active.column;
    this.moveTo({ row: nextActive(this.active.row, back ? -1 : 1, land), column });
  }

  /** Tab goes right, or through the selection row by row. False at the edge of the grid: there it leaves. */
  tab(back: boolean, land: Terrain): boolean {
    if (!this.isSingle) {
      this.#cycle(back, "right", land);
      return true;
    }
    const start = this.#tabStart ?? this.active.column;
    const column = this.active.column + (back ? -1 : 1);
    if (column >= 0 && column < land.columns) {
      this.moveTo({ row: this.active.row, column });
    } else {
      const row = nextActive(this.active.row, back ? -1 : 1, land);
      if (row === this.active.row) return false;
      this.moveTo({ row, column: back ? land.columns - 1 : Math.min(land.frozenColumns, land.columns - 1) });
    }
    if (!back) this.#tabStart = start;
    return true;
  }

  /** Keeps everything inside after rows or columns went away. */
  fit(rows: number, columns: number): void {
    const inside = (place: Place): Place => ({ row: clamp(place.row, rows), column: clamp(place.column, columns) });
    this.active = inside(this.active);
    this.anchor = inside(this.anchor);
    this.head = inside(this.head);
  }

  #go(place: Place, extend: boolean): void {
    if (extend) {
      this.head = place;
      this.#tabStart = null;
    } else this.moveTo(place);
  }

  #cycle(back: boolean, along: "down" | "right", land: Terrain): void {
    const { top, bottom, left, right } = this.area;
    const rows: number[] = [];
    for (let row = top; row <= bottom; row++) if (!land.passive(row)) rows.push(row);
    if (rows.length === 0) return;
    const columns = right - left + 1;
    const count = rows.length * columns;
    const row = Math.max(0, rows.indexOf(this.active.row));
    const column = this.active.column - left;
    const at = along === "right" ? row * columns + column : column * rows.length + row;
    const next = (at + (back ? count - 1 : 1)) % count;
    const [rowAt, columnAt] =
      along === "right"
        ? [Math.floor(next / columns), next % columns]
        : [next % rows.length, Math.floor(next / rows.length)];
    this.active = { row: rows[rowAt] ?? top, column: left + columnAt };
  }
}

export function areaOf(a: Place, b: Place): Area {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export function within({ top, bottom, left, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

function clamp(value: number, size: number): number {
  return Math.max(0, Math.min(value, size - 1));
}

function nextActive(row: number, step: 1 | -1, land: Terrain): number {
  for (let next = row + step; next >= 0 && next < land.bodyRows; next += step) if (!land.passive(next)) return next;
  return row;
}

const steps: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
};

function stepFrom(from: Place, direction: Direction, land: Terrain): Place {
  const [rows, columns] = steps[direction];
  return { row: clamp(from.row + rows, land.rows), column: clamp(from.column + columns, land.columns) };
}

// Ctrl+arrow: to the end of the filled run, or over the gap to the next filled cell, or to the edge.
function jumpFrom(from: Place, direction: Direction, land: Terrain): Place {
  const [rows, columns] = steps[direction];
  const inside = (place: Place) =>
    place.row >= 0 && place.row < land.bodyRows && place.column >= 0 && place.column < land.columns;
  const next = (place: Place): Place | null => {
    let to = place;
    do to = { row: to.row + rows, column: to.column + columns };
    while (rows !== 0 && inside(to) && land.passive(to.row));
    return inside(to) ? to : null;
  };
  const filled = (place: Place) => land.filled(place.row, place.column);

  let at = from;
  let ahead = next(at);
  if (!ahead) return at;
  if (filled(at) && filled(ahead)) {
    while (ahead && filled(ahead)) {
      at = ahead;
      ahead = next(at);
    }
    return at;
  }
  while (ahead) {
    at = ahead;
    if (filled(at)) return at;
    ahead = next(at);
  }
  return at;
}
