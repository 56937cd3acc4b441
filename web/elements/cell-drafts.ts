import type { PendingChange } from "./grid-types";

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
    try {
      if (all.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(all));
    } catch {
      // A full or forbidden storage must not stop the typing; the cells are still saved from the page.
    }
  }

  #stored(): readonly PendingChange[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? (kept as PendingChange[]) : [];
    } catch {
      return [];
    }
  }
}

function cellOf({ rowId, columnId }: PendingChange): string {
  return `${rowId}\n${columnId}`;
}
