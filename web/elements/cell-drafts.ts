import type { PendingChange } from "./grid-types";
import { device } from "./memory";

/** Where cells that are not saved yet are kept. */
export interface DraftStore {
  read(): readonly PendingChange[];
  write(changes: readonly PendingChange[]): void;
}

/**
 * Keeps unsaved cells of one sheet on the device, under a key that names person and sheet. Two windows may show the same
 * sheet: each replaces only what it wrote itself.
 */
export class CellDrafts implements DraftStore {
  readonly #key: string;
  #mine = new Set<string>();

  constructor(key: string) {
    this.#key = key;
  }

  read(): readonly PendingChange[] {
    const kept = this.#stored();
    this.#mine = new Set(kept.map(cellOf));
    return kept;
  }

  write(changes: readonly PendingChange[]): void {
    if (changes.length === 0 && this.#mine.size === 0) return;
    const now = new Set(changes.map(cellOf));
    const others = this.#stored().filter((kept) => !this.#mine.has(cellOf(kept)) && !now.has(cellOf(kept)));
    this.#mine = now;
    const all = [...others, ...changes];
    // Where the device keeps nothing, the cells are still saved from the page.
    if (all.length === 0) device.forget(this.#key);
    else device.keepJson(this.#key, all);
  }

  #stored(): readonly PendingChange[] {
    const kept = device.json(this.#key);
    return Array.isArray(kept) ? (kept as PendingChange[]) : [];
  }
}

function cellOf({ rowId, columnId }: PendingChange): string {
  return `${rowId}\n${columnId}`;
}
