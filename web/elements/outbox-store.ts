import type { Fact, OutboxStore, Sent } from "./outbox";

const version = 1;
const keptFor = 30 * 24 * 3600 * 1000;

interface Stores {
  readonly facts: IDBObjectStore;
  readonly answers: IDBObjectStore;
}

/** There once the transaction is whole: a request, or what several make. */
interface Result<T> {
  readonly result: T;
}

/** The device's own store. Nothing of ours ever empties it: what waits here is on no other machine. */
export class IndexedStore implements OutboxStore {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | null = null;

  constructor(name = "faena-outbox") {
    this.#name = name;
  }

  async facts(): Promise<readonly Fact[]> {
    return this.#do("readonly", "relaxed", ({ facts }) => facts.getAll() as IDBRequest<Fact[]>);
  }

  async next(seq: number, most: number): Promise<readonly Fact[]> {
    const later = IDBKeyRange.lowerBound(seq, true);
    return this.#do("readonly", "relaxed", ({ facts }) => facts.getAll(later, most) as IDBRequest<Fact[]>);
  }

  async find(id: string): Promise<Fact | null> {
    const byId = ({ facts }: Stores) => facts.index("id").get(id) as IDBRequest<Fact | undefined>;
    return (await this.#do("readonly", "relaxed", byId)) ?? null;
  }

  async add(fact: Omit<Fact, "seq">): Promise<number> {
    return this.#do("readwrite", "strict", ({ facts }) => {
      const place = { result: 0 };
      const known = facts.index("id").getKey(fact.id) as IDBRequest<number | undefined>;
      known.onsuccess = () => {
        if (known.result !== undefined) place.result = known.result;
        else facts.add(fact).onsuccess = ({ target }) => (place.result = (target as IDBRequest<number>).result);
      };
      return place;
    });
  }

  async change(fact: Fact): Promise<void> {
    await this.#do("readwrite", "strict", ({ facts }) => {
      const key = facts.getKey(fact.seq);
      key.onsuccess = () => {
        if (key.result !== undefined) facts.put(fact);
      };
      return key;
    });
  }

  async remove(id: string): Promise<void> {
    await this.#do("readwrite", "strict", ({ facts }) => removeFrom(facts, id));
  }

  async finish(sent: Sent): Promise<void> {
    const old = new Date(Date.parse(sent.at) - keptFor).toISOString();
    // Forgotten in a power cut, the fact is sent again and answered as before.
    await this.#do("readwrite", "relaxed", ({ facts, answers }) => {
      answers.index("at").openCursor(IDBKeyRange.upperBound(old)).onsuccess = function () {
        this.result?.delete();
        this.result?.continue();
      };
      answers.put(sent);
      return removeFrom(facts, sent.id);
    });
  }

  async sent(id: string): Promise<Sent | null> {
    return (
      (await this.#do("readonly", "relaxed", ({ answers }) => answers.get(id) as IDBRequest<Sent | undefined>)) ?? null
    );
  }

  async sentSince(at: string): Promise<readonly Sent[]> {
    return this.#do(
      "readonly",
      "relaxed",
      ({ answers }) => answers.index("at").getAll(IDBKeyRange.lowerBound(at)) as IDBRequest<Sent[]>,
    );
  }

  /** One transaction; done when it is, with `strict`, on the disk. */
  async #do<T>(
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (stores: Stores) => Result<T>,
  ): Promise<T> {
    const opened = (this.#opened ??= this.#open());
    try {
      return await inOne(await opened, mode, durability, work);
    } catch (failure) {
      if (isFull(failure)) throw failure;
      // Closed behind our back, or never opened. What was asked was not done at all, so it may be asked again.
      this.#forget(opened);
      return inOne(await (this.#opened ??= this.#open()), mode, durability, work);
    }
  }

  #forget(opened: Promise<IDBDatabase>): void {
    if (this.#opened !== opened) return;
    this.#opened = null;
    opened.then(
      (database) => database.close(),
      // It never opened.
      () => undefined,
    );
  }

  #open(): Promise<IDBDatabase> {
    const opened = new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.#name, version);
      request.onupgradeneeded = () => {
        const facts = request.result.createObjectStore("facts", { keyPath: "seq", autoIncrement: true });
        facts.createIndex("id", "id", { unique: true });
        request.result.createObjectStore("answers", { keyPath: "id" }).createIndex("at", "at");
      };
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = database.onversionchange = () => this.#forget(opened);
        resolve(database);
      };
      request.onerror = () => reject(request.error ?? new DOMException("The device keeps nothing.", "UnknownError"));
    });
    return opened;
  }
}

/** The work's result once the device has kept it wholly. */
function inOne<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  durability: IDBTransactionDurability,
  work: (stores: Stores) => Result<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(["facts", "answers"], mode, { durability });
    const answer = work({ facts: transaction.objectStore("facts"), answers: transaction.objectStore("answers") });
    transaction.oncomplete = () => resolve(answer.result);
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException("The device's store gave up.", "AbortError"));
  });
}

function isFull(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === "QuotaExceededError";
}

function removeFrom(facts: IDBObjectStore, id: string): IDBRequest<IDBValidKey | undefined> {
  const key = facts.index("id").getKey(id);
  key.onsuccess = () => {
    if (key.result !== undefined) facts.delete(key.result);
  };
  return key;
}
