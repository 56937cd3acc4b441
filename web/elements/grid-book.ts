import { GridHistory, type HistoryMove } from "./grid-history";
import { GridLedger } from "./grid-ledger";
import { GridModel, type RowRecord } from "./grid-model";
import type {
  CellChange,
  CellRef,
  CellUpdate,
  ChangedBy,
  EditSource,
  GridCell,
  GridColumn,
  GridRow,
  PendingChange,
  SavedCell,
} from "./grid-types";
import { sameValue } from "./grid-values";

/** Why a cell may not be written; `detail` is the host's own sentence where it gave one. */
export interface Barrier {
  readonly reason: "read_only" | "blocked" | "conflict";
  readonly detail?: string;
}

/** A cell an undo could not give back, and what stands there now. */
export interface Refusal extends CellRef {
  readonly current: string | null;
  readonly by?: ChangedBy;
  readonly blocked?: string;
}

/** What an undo or redo did. */
export interface UndoOutcome {
  readonly changes: readonly CellChange[];
  readonly refused: readonly Refusal[];
}

/** The rows with everything that may happen to their values: writing, undoing, saving, meeting somebody else's change. */
export class GridBook {
  readonly model = new GridModel();
  readonly history = new GridHistory();
  readonly ledger = new GridLedger((columnId, a, b) => sameValue(this.columns.get(columnId), a, b));
  columns: ReadonlyMap<string, GridColumn> = new Map();
  readOnly = false;
  #foreign = new Map<string, ChangedBy>();

  setRows(rows: readonly GridRow[], keepPending: boolean): void {
    const drafts = keepPending ? this.unsavedChanges() : [];
    this.model.setRows(rows);
    this.ledger.clear();
    this.#foreign.clear();
    if (keepPending) this.restore(drafts);
    else this.history.clear();
  }

  value(rowId: string, columnId: string): string | null {
    return this.model.row(rowId)?.value(columnId) ?? null;
  }

  /** Null when the cell may be written. */
  barrier(row: RowRecord, column: GridColumn): Barrier | null {
    const detail = row.detail(column.id);
    if (row.kind !== "data" || this.readOnly || !column.editable || detail?.readOnly) return { reason: "read_only" };
    if (detail?.blocked !== undefined) return { reason: "blocked", detail: detail.blocked };
    return this.ledger.conflict(row.id, column.id) ? { reason: "conflict" } : null;
  }

  /** Writes one gesture. Cells that already hold the value are left out. */
  write(source: EditSource, wanted: readonly CellChange[]): readonly CellChange[] {
    const changes = wanted.filter((change) => !this.#same(change.columnId, change.before, change.after));
    for (const change of changes) this.#put(change);
    this.history.push({ source, changes });
    return changes;
  }

  undo(): UndoOutcome | null {
    return this.#finish(this.history.undo((change) => this.#mayReturn(change)));
  }

  redo(): UndoOutcome | null {
    return this.#finish(this.history.redo((change) => this.#mayReturn(change)));
  }

  /** Takes what the server says. `by` marks a change made by somebody else, which an undo must not run over. */
  update(updates: readonly CellUpdate[], by?: ChangedBy): void {
    for (const update of updates) {
      const row = this.model.row(update.rowId);
      if (!row) continue;
      const { rowId: _, columnId, ...members } = update;
      row.write(columnId, "value" in members ? this.#meet(row, update, members, by) : members);
      if (members.version !== undefined) this.ledger.setVersion(update, members.version);
    }
  }

  pendingChanges(failedToo: boolean): PendingChange[] {
    return this.ledger.pending(this.#valueOf, failedToo ? ["pending", "failed"] : ["pending"]);
  }

  unsavedChanges(): PendingChange[] {
    return this.ledger.unsaved(this.#valueOf);
  }

  /** Gives cells back the value the server has. */
  discard(cells: readonly CellRef[]): void {
    for (const cell of cells) {
      const known = this.ledger.drop(cell);
      if (known) this.model.row(cell.rowId)?.write(cell.columnId, known);
    }
  }

  markSaving(cells: readonly CellRef[]): void {
    this.ledger.saving(cells, this.#valueOf);
  }

  markSaved(cells: readonly SavedCell[]): void {
    this.ledger.saved(cells, this.#valueOf);
    for (const { rowId, columnId, version } of cells) {
      if (version !== undefined) this.model.row(rowId)?.write(columnId, { version });
    }
  }

  markFailed(cells: readonly CellRef[], message: string): void {
    this.ledger.failed(cells, message, this.#valueOf);
  }

  markConflict(cell: CellRef, serverValue: string | null, by: ChangedBy, version?: string | number): void {
    const conflict = { ...by, value: serverValue, ...(version === undefined ? {} : { version }) };
    this.ledger.conflicted(cell, this.#valueOf(cell), conflict);
  }

  /** Keeps one of the two values of a conflict; answers what the grid now holds. */
  resolve(cell: CellRef, choice: "mine" | "theirs"): CellChange | null {
    const row = this.model.row(cell.rowId);
    const conflict = this.ledger.conflict(cell.rowId, cell.columnId);
    if (!row || !conflict) return null;
    const kept = choice === "mine" ? row.value(cell.columnId) : conflict.value;
    this.ledger.resolve(cell, kept);
    row.write(cell.columnId, {
      value: kept,
      ...(conflict.version === undefined ? {} : { version: conflict.version }),
    });
    if (choice === "theirs") this.#foreign.set(keyOf(cell), conflict);
    return { rowId: cell.rowId, columnId: cell.columnId, before: conflict.value, after: kept };
  }

  /** Puts drafts back over freshly loaded rows; where the server moved on meanwhile both values are kept. */
  restore(drafts: readonly PendingChange[]): void {
    for (const draft of drafts) {
      const row = this.model.row(draft.rowId);
      const column = this.columns.get(draft.columnId);
      if (!row || !column) continue;
      const current = row.value(draft.columnId);
      if (this.#same(draft.columnId, current, draft.value)) continue;
      const barrier = this.barrier(row, column);
      this.#put({ rowId: draft.rowId, columnId: draft.columnId, before: current, after: draft.value });
      if (barrier) this.ledger.failed([draft], barrier.detail ?? "", this.#valueOf);
      else if (!this.#same(draft.columnId, current, draft.previous)) {
        this.ledger.conflicted(draft, draft.value, { value: current, who: "", when: "" });
      }
    }
  }

  #meet(row: RowRecord, update: CellUpdate, members: Partial<GridCell>, by?: ChangedBy): Partial<GridCell> {
    const current = row.value(update.columnId);
    const incoming = members.value ?? null;
    const { value: _, ...others } = members;
    if (!this.ledger.isDirty(row.id, update.columnId)) {
      if (by && !this.#same(update.columnId, current, incoming)) this.#foreign.set(keyOf(update), by);
      return members;
    }
    if (this.#same(update.columnId, current, incoming)) this.ledger.agreed(update);
    else if (!this.ledger.knows(update, incoming)) {
      const version = members.version === undefined ? {} : { version: members.version };
      this.ledger.conflicted(update, current, { value: incoming, who: "", when: "", ...by, ...version });
    }
    return others;
  }

  #put({ rowId, columnId, before, after }: CellChange): void {
    const row = this.model.row(rowId);
    if (!row) return;
    this.ledger.edited({ rowId, columnId }, before, after, row.detail(columnId)?.version);
    row.write(columnId, { value: after });
    this.#foreign.delete(keyOf({ rowId, columnId }));
  }

  #mayReturn(change: CellChange): boolean {
    const row = this.model.row(change.rowId);
    const column = this.columns.get(change.columnId);
    if (!row || !column || this.barrier(row, column)) return false;
    return this.#same(change.columnId, row.value(change.columnId), change.after);
  }

  #finish(move: HistoryMove | null): UndoOutcome | null {
    if (!move) return null;
    for (const change of move.changes) this.#put(change);
    return { changes: move.changes, refused: move.refused.map((change) => this.#refusal(change)) };
  }

  #refusal({ rowId, columnId }: CellRef): Refusal {
    const by = this.ledger.conflict(rowId, columnId) ?? this.#foreign.get(keyOf({ rowId, columnId }));
    const blocked = this.model.row(rowId)?.detail(columnId)?.blocked;
    return {
      rowId,
      columnId,
      current: this.value(rowId, columnId),
      ...(by ? { by: { who: by.who, when: by.when } } : {}),
      ...(blocked === undefined ? {} : { blocked }),
    };
  }

  #same(columnId: string, a: string | null, b: string | null): boolean {
    return sameValue(this.columns.get(columnId), a, b);
  }

  readonly #valueOf = ({ rowId, columnId }: CellRef): string | null => this.value(rowId, columnId);
}

function keyOf({ rowId, columnId }: CellRef): string {
  return `${rowId}\n${columnId}`;
}
