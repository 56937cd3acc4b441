// What a device or a tab remembers for people. A store that is full, forbidden or spoilt never stops a page: nothing is remembered then.

export class Memory {
  // Where it is forbidden there is none, or asking for it throws.
  readonly #store: () => Storage | null;

  constructor(store: () => Storage | null) {
    this.#store = store;
  }

  text(key: string): string | null {
    return this.#tried(() => this.#store()?.getItem(key) ?? null);
  }

  /** What was kept as JSON; null where that is nothing or no longer readable. Older versions of us may have kept another shape. */
  json(key: string): unknown {
    return this.#tried(() => JSON.parse(this.text(key) ?? "null") as unknown);
  }

  /** @returns whether it is remembered now. */
  keep(key: string, value: string): boolean {
    const kept = this.#tried(() => {
      const store = this.#store();
      store?.setItem(key, value);
      return store !== null;
    });
    return kept ?? false;
  }

  keepJson(key: string, value: unknown): boolean {
    return this.keep(key, JSON.stringify(value));
  }

  forget(key: string): void {
    this.#tried(() => this.#store()?.removeItem(key));
  }

  /** What was left for the next page, once. */
  takeJson(key: string): unknown {
    const left = this.json(key);
    this.forget(key);
    return left;
  }

  #tried<T>(work: () => T): T | null {
    try {
      return work();
    } catch (failure) {
      if (failure instanceof DOMException || failure instanceof SyntaxError) return null;
      throw failure;
    }
  }
}

/** Remembered on this device, in all its windows. */
export const device = new Memory(() => localStorage);

/** Remembered in this tab, from one page to the next. */
export const tab = new Memory(() => sessionStorage);
