import type { CellRef, CellState, ChangedBy, PendingChange, SavedCell } from "./grid-types";

/** Somebody else's value that met ours. */
export interface Conflict extends ChangedBy {
  readonly value: string | null;
  readonly version?: string | number;
}

interface Entry {
  /** Last value known from the server. */
  base: string | null;
  version: string | number | undefined;
  state: Exclude<CellState, "saved">;
  message: string | undefined;
  /** Set while a save is under way; typing meanwhile must not be taken for saved. */
  sent: { value: string | null } | undefined;
  conflict: Conflict | undefined;
}

type SameValue = (columnId: string, a: string | null, b: string | null) => boolean;

/** Which cells the server does not know yet, and how far each one is on its way there. */
export class GridLedger {
  #entries = new Map<string, Map<string, Entry>>();
  #saved = new Map<string, Set<string>>();

  constructor(private readonly same: SameValue) {}

  clear(): void {
    this.#entries.clear();
    this.#saved.clear();
  }

  edited(
    { rowId, columnId }: CellRef,
    before: string | null,
    after: string | null,
    version: string | number | undefined,
  ): void {
    this.#saved.get(rowId)?.delete(columnId);
    const entry = this.#entry(rowId, columnId) ?? this.#open(rowId, columnId, before, version);
    entry.message = undefined;
    entry.conflict = undefined;
    // Back to what the server has: nothing to send, unless another value is on its way there.
    if (!entry.sent && this.same(columnId, entry.base, after)) this.#close(rowId, columnId);
    else entry.state = "pending";
  }

  saving(cells: readonly CellRef[], valueOf: (cell: CellRef) => string | null): void {
    for (const cell of cells) {
      const entry = this.#entry(cell.rowId, cell.columnId);
      if (!entry || entry.state === "conflict") continue;
      entry.sent = { value: valueOf(cell) };
      entry.state = "saving";
      entry.message = undefined;
    }
  }

  saved(cells: readonly SavedCell[], valueOf: (cell: CellRef) => string | null): void {
    for (const cell of cells) {
      const entry = this.#entry(cell.rowId, cell.columnId);
      if (!entry) continue;
      entry.base = entry.sent ? entry.sent.value : valueOf(cell);
      entry.version = cell.version ?? entry.version;
      entry.sent = undefined;
      if (!this.same(cell.columnId, entry.base, valueOf(cell))) {
        entry.state = "pending";
        continue;
      }
      this.#close(cell.rowId, cell.columnId);
      const saved = this.#saved.get(cell.rowId) ?? new Set();
      this.#saved.set(cell.rowId, saved.add(cell.columnId));
    }
  }

  failed(cells: readonly CellRef[], message: string, valueOf: (cell: CellRef) => string | null): void {
    for (const cell of cells) {
      const entry = this.#entry(cell.rowId, cell.columnId);
      if (!entry || entry.state === "conflict") continue;
      const typedSince = entry.sent !== undefined && !this.same(cell.columnId, entry.sent.value, valueOf(cell));
      entry.sent = undefined;
      entry.state = typedSince ? "pending" : "failed";
      entry.message = typedSince ? undefined : message;
    }
  }

  retry(cells?: readonly CellRef[]): void {
    const wanted = cells && new Set(cells.map(({ rowId, columnId }) => `${rowId}\n${columnId}`));
    for (const [rowId, columnId, entry] of this.#all()) {
      if (entry.state === "failed" && (!wanted || wanted.has(`${rowId}\n${columnId}`))) {
        entry.state = "pending";
        entry.message = undefined;
      }
    }
  }

  /** Keeps the person's value and shows it beside the server's until they choose. */
  conflicted({ rowId, columnId }: CellRef, mine: string | null, conflict: Conflict): void {
    const entry = this.#entry(rowId, columnId) ?? this.#open(rowId, columnId, mine, undefined);
    entry.sent = undefined;
    entry.state = "conflict";
    entry.message = undefined;
    entry.conflict = conflict;
  }

  /** The server came to our value by another way: there is nothing left to send. */
  agreed({ rowId, columnId }: CellRef): void {
    this.#close(rowId, columnId);
  }

  /** The conflict's other value becomes the known one; what is then kept decides whether a save is due. */
  resolve({ rowId, columnId }: CellRef, kept: string | null): Conflict | undefined {
    const entry = this.#entry(rowId, columnId);
    const conflict = entry?.conflict;
    if (!entry || !conflict) return undefined;
    entry.base = conflict.value;
    entry.version = conflict.version ?? entry.version;
    entry.conflict = undefined;
    if (this.same(columnId, entry.base, kept)) this.#close(rowId, columnId);
    else entry.state = "pending";
    return conflict;
  }

  isDirty(rowId: string, columnId: string): boolean {
    return this.#entry(rowId, columnId) !== undefined;
  }

  /** Whether the server already has, or is being sent, this very value. */
  knows({ rowId, columnId }: CellRef, value: string | null): boolean {
    const entry = this.#entry(rowId, columnId);
    if (!entry) return false;
    return this.same(columnId, entry.base, value) || (!!entry.sent && this.same(columnId, entry.sent.value, value));
  }

  state(rowId: string, columnId: string): CellState | undefined {
    return this.#entry(rowId, columnId)?.state ?? (this.#saved.get(rowId)?.has(columnId) ? "saved" : undefined);
  }

  message(rowId: string, columnId: string): string | undefined {
    return this.#entry(rowId, columnId)?.message;
  }

  conflict(rowId: string, columnId: string): Conflict | undefined {
    return this.#entry(rowId, columnId)?.conflict;
  }

  setVersion({ rowId, columnId }: CellRef, version: string | number): void {
    const entry = this.#entry(rowId, columnId);
    if (entry) entry.version = version;
  }

  count(state: CellState): number {
    let count = 0;
    for (const [, , entry] of this.#all()) if (entry.state === state) count++;
    return count;
  }

  pending(valueOf: (cell: CellRef) => string | null, states: readonly CellState[] = ["pending"]): PendingChange[] {
    const changes: PendingChange[] = [];
    for (const [rowId, columnId, entry] of this.#all()) {
      // A cell typed again while its save is under way waits for that save: two saves of one cell may overtake each other.
      if (!states.includes(entry.state) || entry.sent) continue;
      changes.push({
        rowId,
        columnId,
        value: valueOf({ rowId, columnId }),
        previous: entry.base,
        ...(entry.version === undefined ? {} : { version: entry.version }),
      });
    }
    return changes;
  }

  /** All that would be lost with the page: also what is on its way, has failed or waits for a choice. */
  unsaved(valueOf: (cell: CellRef) => string | null): PendingChange[] {
    const changes: PendingChange[] = [];
    for (const [rowId, columnId, { base, version }] of this.#all()) {
      const value = valueOf({ rowId, columnId });
      changes.push({ rowId, columnId, value, previous: base, ...(version === undefined ? {} : { version }) });
    }
    return changes;
  }

  /** Forgets a change that was not saved; answers the value the server has, undefined where there was no change. */
  drop({ rowId, columnId }: CellRef): { readonly value: string | null } | undefined {
    const entry = this.#entry(rowId, columnId);
    if (!entry) return undefined;
    this.#close(rowId, columnId);
    return { value: entry.conflict ? entry.conflict.value : entry.base };
  }

  *#all(): Generator<[string, string, Entry]> {
    for (const [rowId, row] of this.#entries) for (const [columnId, entry] of row) yield [rowId, columnId, entry];
  }

  #entry(rowId: string, columnId: string): Entry | undefined {
    return this.#entries.get(rowId)?.get(columnId);
  }

  #open(rowId: string, columnId: string, base: string | null, version: string | number | undefined): Entry {
    const entry: Entry = { base, version, state: "pending", message: undefined, sent: undefined, conflict: undefined };
    const row = this.#entries.get(rowId) ?? new Map<string, Entry>();
    this.#entries.set(rowId, row.set(columnId, entry));
    return entry;
  }

  #close(rowId: string, columnId: string): void {
    const row = this.#entries.get(rowId);
    row?.delete(columnId);
    if (row?.size === 0) this.#entries.delete(rowId);
  }
}
