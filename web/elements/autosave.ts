import type { DraftStore } from "./cell-drafts";
import type { CellRef, PendingChange, SavedCell } from "./grid-types";
import { groupBy } from "./group-by";
import { ProblemError } from "./http";

/** A cell the server would not take, and its reason in the person's language. */
export interface FailedCell extends CellRef {
  readonly message: string;
}

/** A cell that somebody else changed since it was read. */
export interface CellConflict extends CellRef {
  readonly theirs: string | null;
  readonly who: string;
  readonly when: string;
  readonly version?: string | number;
}

/** What became of a batch. Cells it does not name were refused together with the named ones and are sent again. */
export interface SaveResult {
  readonly saved?: readonly SavedCell[];
  readonly failed?: readonly FailedCell[];
  /** Not taken, and not worth keeping: they get the server's value back. */
  readonly discarded?: readonly CellRef[];
  readonly conflicts?: readonly CellConflict[];
  /** Run when the grid has been told all this. */
  readonly after?: () => void;
}

/** The part of `<data-grid>` that saving needs. */
export interface SavingGrid {
  pendingChanges(): PendingChange[];
  unsavedChanges(): PendingChange[];
  restorePending(drafts: readonly PendingChange[]): void;
  markSaving(cells: readonly CellRef[]): void;
  markSaved(cells: readonly SavedCell[]): void;
  markFailed(cells: readonly CellRef[], message: string): void;
  markConflict(
    rowId: string,
    columnId: string,
    serverValue: string | null,
    who: string,
    when: string,
    version?: string | number,
  ): void;
  retryFailed(cells?: readonly CellRef[]): void;
  discardChanges(cells: readonly CellRef[]): void;
}

/** How the saving stands: `offline` tries again by itself, `signed_out` waits for a session, `held` for the person. */
export type SavePhase = "saved" | "pending" | "saving" | "offline" | "signed_out" | "held";

export interface SaveStatus {
  readonly phase: SavePhase;
  /** Cells the server does not have, whatever the reason. */
  readonly unsaved: number;
}

export interface AutosaveOptions {
  readonly grid: SavingGrid;
  readonly drafts: DraftStore;
  /** Sends one batch; what it throws decides whether it is tried again. */
  send(changes: readonly PendingChange[]): Promise<SaveResult>;
  changed(status: SaveStatus): void;
  /** Told when a batch was refused because of somebody else's changes. */
  conflicted?(conflicts: readonly CellConflict[]): void;
}

export const idlePause = 600;
const firstRetry = 2_000;
const longestRetry = 60_000;
const mostCells = 5_000;

/**
 * Saves a grid by itself: changed cells only, together after a pause, one request at a time. What is not saved yet is kept
 * on the device, and a lost network or an ended session only delays it.
 */
export class Autosave {
  readonly #options: AutosaveOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drain: Promise<void> | null = null;
  #urgent = false;
  #sending = false;
  #obstacle: "offline" | "signed_out" | null = null;
  #retry = firstRetry;
  #stopped = false;

  constructor(options: AutosaveOptions) {
    this.#options = options;
  }

  get unsaved(): number {
    return this.#options.grid.unsavedChanges().length;
  }

  /** Puts back what an earlier visit could not save, and saves it. @returns how many cells that were. */
  restore(): number {
    const kept = this.#options.drafts.read();
    if (kept.length > 0) this.#options.grid.restorePending(kept);
    this.edited();
    return this.unsaved;
  }

  /** Something was typed: it is kept at once and sent after a pause. */
  edited(): void {
    this.#keep();
    if (!this.#obstacle) this.#schedule(idlePause);
    this.#tell();
  }

  /** Saves now, also what had failed. @returns whether the server has everything. */
  saveNow(): Promise<boolean> {
    this.#options.grid.retryFailed();
    return this.flush();
  }

  /** Saves what is pending without waiting for the pause. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#urgent = true;
    await this.#run();
    return this.unsaved === 0;
  }

  /** The network or the person is back. */
  wake(): void {
    if (this.#obstacle) void this.flush();
  }

  /** The grid shows another sheet now: answers still on their way are none of its business. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped = true;
  }

  /** One request at a time: a save under way is joined, and followed by the next. */
  #run(): Promise<void> {
    this.#drain ??= this.#send().finally(() => {
      this.#drain = null;
    });
    return this.#drain;
  }

  async #send(): Promise<void> {
    for (;;) {
      const changes = this.#options.grid.pendingChanges().slice(0, mostCells);
      if (changes.length === 0 || this.#stopped) break;
      const again = await this.#sendBatch(changes);
      if (this.#obstacle || !(again || this.#urgent)) break;
    }
    this.#urgent = false;
    if (this.#stopped) return;
    if (!this.#obstacle && this.#options.grid.pendingChanges().length > 0) this.#schedule(idlePause);
    this.#tell();
  }

  /** @returns whether cells of this batch must be sent again at once. */
  async #sendBatch(changes: readonly PendingChange[]): Promise<boolean> {
    const { grid } = this.#options;
    grid.markSaving(changes);
    this.#sending = true;
    this.#tell("saving");
    try {
      const result = await this.#options.send(changes);
      if (this.#stopped) return false;
      this.#clear();
      return this.#take(changes, result);
    } catch (problem) {
      if (this.#stopped) return false;
      if (!(problem instanceof ProblemError)) {
        grid.markFailed(changes, String(problem));
        throw problem;
      }
      this.#stumble(changes, problem);
      return false;
    } finally {
      this.#sending = false;
      if (!this.#stopped) this.#keep();
    }
  }

  #take(changes: readonly PendingChange[], result: SaveResult): boolean {
    const { grid } = this.#options;
    const { saved = [], failed = [], discarded = [], conflicts = [] } = result;
    grid.markSaved(saved);
    for (const [message, cells] of groupBy(failed, (cell) => cell.message)) grid.markFailed(cells, message);
    for (const { rowId, columnId, theirs, who, when, version } of conflicts) {
      grid.markConflict(rowId, columnId, theirs, who, when, version);
    }
    grid.discardChanges(discarded);
    const named = new Set([...saved, ...failed, ...discarded, ...conflicts].map(keyOf));
    const others = changes.filter((change) => !named.has(keyOf(change)));
    // An answer that names no cell of its batch would be asked for again for ever.
    if (named.size > 0) this.#release(others);
    else grid.markFailed(others, "");
    if (conflicts.length > 0) this.#options.conflicted?.(conflicts);
    result.after?.();
    return others.length > 0;
  }

  #stumble(changes: readonly PendingChange[], problem: ProblemError): void {
    if (problem.status === 401) {
      this.#release(changes);
      this.#obstacle = "signed_out";
    } else if (problem.status === 0 || problem.status === 408 || problem.status === 429 || problem.status >= 500) {
      this.#release(changes);
      this.#obstacle = "offline";
      this.#schedule(problem.retryAfter === null ? this.#retry : problem.retryAfter * 1_000);
      this.#retry = Math.min(this.#retry * 2, longestRetry);
    } else {
      this.#clear();
      this.#options.grid.markFailed(changes, problem.message);
    }
  }

  #clear(): void {
    this.#obstacle = null;
    this.#retry = firstRetry;
  }

  #release(cells: readonly CellRef[]): void {
    this.#options.grid.markFailed(cells, "");
    this.#options.grid.retryFailed(cells);
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#run(), pause);
  }

  #keep(): void {
    this.#options.drafts.write(this.#options.grid.unsavedChanges());
  }

  #tell(phase?: SavePhase): void {
    const unsaved = this.unsaved;
    const waiting = this.#options.grid.pendingChanges().length > 0;
    this.#options.changed({
      unsaved,
      phase:
        phase ??
        (unsaved === 0 ? "saved" : (this.#obstacle ?? (waiting ? "pending" : this.#sending ? "saving" : "held"))),
    });
  }
}

function keyOf({ rowId, columnId }: CellRef): string {
  return `${rowId}\n${columnId}`;
}
