import type { CellChange, EditSource } from "./grid-types";

/** What one gesture changed; it is undone as a whole. */
export interface HistoryStep {
  readonly source: EditSource;
  readonly changes: readonly CellChange[];
}

/** The outcome of an undo or redo: what to write now and which cells may no longer be touched. */
export interface HistoryMove {
  readonly source: EditSource;
  readonly changes: readonly CellChange[];
  readonly refused: readonly CellChange[];
}

const limit = 500;

/** One stack for edit, paste, fill, clear and cut. It outlives saves: an undo is simply a new change. */
export class GridHistory {
  #done: HistoryStep[] = [];
  #undone: HistoryStep[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  push(step: HistoryStep): void {
    if (step.changes.length === 0) return;
    this.#done.push(step);
    if (this.#done.length > limit) this.#done.shift();
    this.#undone = [];
  }

  /** `mayReturn` says whether the cell still holds what the step left there and may be written. */
  undo(mayReturn: (change: CellChange) => boolean): HistoryMove | null {
    return this.#move(this.#done, this.#undone, (change) => change, mayReturn);
  }

  redo(mayReturn: (change: CellChange) => boolean): HistoryMove | null {
    return this.#move(this.#undone, this.#done, reversed, mayReturn);
  }

  // Steps are kept as they were first made; redo looks at them the other way round.
  #move(
    from: HistoryStep[],
    to: HistoryStep[],
    seen: (change: CellChange) => CellChange,
    mayReturn: (change: CellChange) => boolean,
  ): HistoryMove | null {
    const step = from.pop();
    if (!step) return null;
    const kept: CellChange[] = [];
    const refused: CellChange[] = [];
    for (const change of step.changes) {
      if (mayReturn(seen(change))) kept.push(change);
      else refused.push(seen(change));
    }
    if (kept.length > 0) to.push({ source: step.source, changes: kept });
    return { source: step.source, changes: kept.map((change) => reversed(seen(change))), refused };
  }
}

function reversed(change: CellChange): CellChange {
  return { ...change, before: change.after, after: change.before };
}
