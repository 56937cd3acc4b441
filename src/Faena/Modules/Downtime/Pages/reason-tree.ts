// The reasons a line may choose from, level by level, never more on the screen than a hand can aim at.
import type { ReasonStep } from "./stop";

export interface Reason extends ReasonStep {
  readonly parentId: number | null;
  readonly requiresNote: boolean;
  /** The lines it is for; empty for all. */
  readonly lineIds: readonly number[];
}

export const mostTiles = 8;

export class ReasonTree {
  readonly #reasons: ReadonlyMap<number, Reason>;
  readonly #children = new Map<number | null, Reason[]>();

  /** @param all those in use, in their order. */
  constructor(all: readonly Reason[], line: number) {
    const here = all.filter((reason) => reason.lineIds.length === 0 || reason.lineIds.includes(line));
    this.#reasons = new Map(here.map((reason) => [reason.id, reason]));
    for (const reason of here) {
      const siblings = this.#children.get(reason.parentId) ?? [];
      siblings.push(reason);
      this.#children.set(reason.parentId, siblings);
    }
  }

  get isEmpty(): boolean {
    return this.#reasons.size === 0;
  }

  find(id: number | null): Reason | null {
    return id === null ? null : (this.#reasons.get(id) ?? null);
  }

  below(parent: number | null): readonly Reason[] {
    return this.#children.get(parent) ?? [];
  }

  isLeaf(reason: Reason): boolean {
    return this.below(reason.id).length === 0;
  }

  /** A leaf, or a main reason where nobody knows better. */
  mayExplain(reason: Reason): boolean {
    return this.isLeaf(reason) || reason.parentId === null;
  }

  path(id: number | null): readonly Reason[] {
    const path: Reason[] = [];
    for (let step = this.find(id); step; step = this.find(step.parentId)) path.unshift(step);
    return path;
  }

  /** Those that still may be chosen, the latest first. */
  recent(ids: readonly number[], most: number): readonly Reason[] {
    return ids
      .map((id) => this.find(id))
      .filter((reason): reason is Reason => reason !== null && this.mayExplain(reason))
      .slice(0, most);
  }
}

/** A level cut into pages: where one page does not hold it, each leaves a place for the way to the next. */
export function pages<T>(level: readonly T[], size = mostTiles): readonly (readonly T[])[] {
  if (level.length <= size) return [level];
  const cut: T[][] = [];
  for (let from = 0; from < level.length; from += size - 1) cut.push(level.slice(from, from + size - 1));
  return cut;
}
