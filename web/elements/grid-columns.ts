import type { ColumnLayout, GridColumn, GridLayout } from "./grid-types";

const narrowest = 32;
const widest = 900;

/** The host's columns in the person's order, widths and choice. Frozen columns always stand first. */
export class GridColumns {
  #all: readonly GridColumn[] = [];
  #byId = new Map<string, GridColumn>();
  #order: string[] = [];
  #widths = new Map<string, number>();
  #hidden = new Set<string>();
  #seen: readonly GridColumn[] = [];

  set(columns: readonly GridColumn[]): void {
    const layout = this.#all.length > 0 ? this.layout : null;
    this.#all = columns;
    this.#byId = new Map(columns.map((column) => [column.id, column]));
    // New columns of the same grid (another month) keep what the person arranged.
    if (layout) this.arrange(layout);
    else this.reset();
  }

  get all(): readonly GridColumn[] {
    return this.#all;
  }

  get byId(): ReadonlyMap<string, GridColumn> {
    return this.#byId;
  }

  /** Columns on the screen, left to right. */
  get seen(): readonly GridColumn[] {
    return this.#seen;
  }

  /** Every column in the person's order, hidden ones too. */
  get ordered(): readonly GridColumn[] {
    return this.#order.flatMap((id) => this.#byId.get(id) ?? []);
  }

  get layout(): GridLayout {
    return {
      columns: this.#order.map((id): ColumnLayout => ({
        id,
        width: this.#widths.get(id) ?? narrowest,
        ...(this.#hidden.has(id) ? { hidden: true } : {}),
      })),
    };
  }

  reset(): void {
    this.#order = this.#all.map((column) => column.id);
    this.#widths = new Map(this.#all.map((column) => [column.id, column.width]));
    this.#hidden = new Set(this.#all.filter((column) => column.hidden).map((column) => column.id));
    this.#show();
  }

  arrange(layout: GridLayout): void {
    this.reset();
    const known = layout.columns.filter((column) => this.#byId.has(column.id));
    const named = new Set(known.map((column) => column.id));
    for (const column of known) {
      this.#widths.set(column.id, within(column.width));
      if (column.hidden) this.#hidden.add(column.id);
      else this.#hidden.delete(column.id);
    }
    // A column the layout does not know (the 31st of a longer month) stands where the host puts it: after its neighbour.
    const order = [...named];
    this.#order.forEach((id, at) => {
      if (!named.has(id)) order.splice(at === 0 ? 0 : order.indexOf(this.#order[at - 1] ?? "") + 1, 0, id);
    });
    this.#order = order;
    this.#show();
  }

  width(id: string): number {
    return this.#widths.get(id) ?? narrowest;
  }

  resize(id: string, width: number): void {
    this.#widths.set(id, within(width));
  }

  isHidden(id: string): boolean {
    return this.#hidden.has(id);
  }

  /** The last seen column cannot be hidden: there would be no header left to bring the others back. */
  setHidden(id: string, hidden: boolean): void {
    if (hidden && this.#seen.length > 1) this.#hidden.add(id);
    if (!hidden) this.#hidden.delete(id);
    this.#show();
  }

  /** One place left or right among the seen columns of its own part, frozen or not. */
  move(id: string, step: 1 | -1): boolean {
    const at = this.#seen.findIndex((column) => column.id === id);
    const neighbour = this.#seen[at + step];
    return neighbour ? this.place(id, neighbour.id, step > 0) : false;
  }

  /** Puts a column before or after another one of the same part. */
  place(id: string, target: string, after: boolean): boolean {
    const [moved, other] = [this.#byId.get(id), this.#byId.get(target)];
    if (id === target || !moved || !other || !!moved.frozen !== !!other.frozen) return false;
    this.#order = this.#order.filter((each) => each !== id);
    this.#order.splice(this.#order.indexOf(target) + (after ? 1 : 0), 0, id);
    this.#show();
    return true;
  }

  /** How many columns stay put. On a narrow screen only as many as leave room for the rest. */
  frozenWithin(viewport: number): number {
    const room = viewport > 0 ? viewport * 0.6 : Infinity;
    let used = 0;
    let count = 0;
    for (const column of this.#seen) {
      used += this.width(column.id);
      if (!column.frozen || used > room) break;
      count++;
    }
    return count;
  }

  #show(): void {
    const shown = this.ordered.filter((column) => !this.#hidden.has(column.id));
    this.#seen = [...shown.filter((column) => column.frozen), ...shown.filter((column) => !column.frozen)];
  }
}

function within(width: number): number {
  return Math.round(Math.max(narrowest, Math.min(widest, width)));
}
