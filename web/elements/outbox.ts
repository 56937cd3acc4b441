// What people record without network waits here: kept on the device, sent in the order it was written, once each.
import { pageTexts } from "./element";
import { JsonText, offline, ProblemError, send } from "./http";

/** Something that happened and that the server does not know yet. Its id stands in its body too, so the server knows a repeat. */
export interface Fact {
  readonly id: string;
  /** The order of writing; the store gives it. */
  readonly seq: number;
  readonly method: string;
  /** May hold `{member}` of the answer to the fact it comes after. */
  readonly url: string;
  readonly body: string;
  /** Members that an answer to it has; none where nothing is answered. An answer without them is none. */
  readonly expects?: readonly string[];
  /** Sent along; may hold `{member}` as well. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The fact that must have arrived before this one can be sent. */
  readonly after: string | null;
  /** What screens look for: "sheets:OP-1". */
  readonly topic: string;
  /** What a list of waiting facts calls it. */
  readonly label: string;
  /** Where it was written and can be corrected; empty where there is nothing to correct but to try again. */
  readonly page: string;
  /** Who wrote it: nobody else's session sends it unless they say so. */
  readonly by: string;
  /** The person, where the session is a station's. */
  readonly who?: string;
  readonly at: string;
  readonly attempts: number;
  /** Why the server did not take it; such a fact waits for a person. */
  readonly refusal: Refusal | null;
  /** The device would not keep it: it is lost with this page. */
  readonly unkept?: true;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** The whole answer, for what it says beside. */
  readonly body?: Readonly<Record<string, unknown>>;
}

export type NewFact = Omit<Fact, "seq" | "by" | "at" | "attempts" | "refusal" | "unkept">;

/** A fact that arrived, and what the server said. */
export interface Sent {
  readonly id: string;
  readonly topic: string;
  readonly answer: unknown;
  readonly at: string;
}

/** Where facts are kept; each call is done wholly, or not at all and throws a DOMException. */
export interface OutboxStore {
  /** In the order of writing. */
  facts(): Promise<readonly Fact[]>;
  /** The first ones written after another. */
  next(seq: number, most: number): Promise<readonly Fact[]>;
  find(id: string): Promise<Fact | null>;
  /** Adds it behind all others; the same fact twice is one. @returns its place. */
  add(fact: Omit<Fact, "seq">): Promise<number>;
  /** Changes it in its place; a fact that is gone stays gone. */
  change(fact: Fact): Promise<void>;
  remove(id: string): Promise<void>;
  /** Takes it out and notes its answer. */
  finish(sent: Sent): Promise<void>;
  sent(id: string): Promise<Sent | null>;
  /** What arrived since, in the order of its arrival. */
  sentSince(at: string): Promise<readonly Sent[]>;
}

export type Outcome =
  | { readonly state: "sent"; readonly answer: unknown }
  | { readonly state: "waiting"; readonly problem: ProblemError | null }
  | { readonly state: "refused"; readonly problem: ProblemError };

type Sender = (
  fact: Pick<Fact, "id" | "method" | "url" | "body"> & { readonly headers: Readonly<Record<string, string>> },
) => Promise<unknown>;
/** Runs one at a time among all windows of the device. */
type Alone = (work: () => Promise<void>) => Promise<void>;
/** Where the windows of the device tell each other that something changed. */
type Windows = Pick<BroadcastChannel, "postMessage" | "onmessage">;

interface OutboxOptions {
  readonly send?: Sender;
  readonly alone?: Alone;
  readonly windows?: Windows;
}

/** What waits is no longer the same. */
export class OutboxChange extends Event {
  /** What arrived, where that is the change. */
  readonly sent: Sent | null;
  /** Whether another window did it: what arrived there is found by `sentSince`. */
  readonly elsewhere: boolean;

  constructor(sent: Sent | null, elsewhere: boolean) {
    super("change");
    this.sent = sent;
    this.elsewhere = elsewhere;
  }
}

/** A refusal for which nobody has to answer: the same thing may be taken later. */
const passing = new Set([401, 408, 425, 429]);
// A server that fails on one fact again and again must not hold up all those behind it: they pass, and it is tried again with them.
const mostFailures = 5;
const patience = 15_000;
const atATime = 20;

export class Outbox extends EventTarget {
  readonly #store: OutboxStore;
  readonly #by: string;
  readonly #send: Sender;
  readonly #alone: Alone;
  readonly #windows: Windows | null;
  /** As last read, and what we did since: reading a long queue for every tap would make the device slow. */
  #facts: Promise<readonly Fact[]> | null = null;
  #work: Promise<void> = Promise.resolve();
  #nextFlush: Promise<void> | null = null;
  #problem: ProblemError | null = null;
  #lastSent: Sent | null = null;
  /** What the device would not keep, in the order of writing; behind all that it does. */
  #unkept: readonly Fact[] = [];
  /** Answers that the device had no room to note. */
  readonly #unnoted = new Map<string, Sent>();
  readonly #refused = new Map<string, ProblemError>();

  constructor(store: OutboxStore, by: string, options: OutboxOptions = {}) {
    super();
    this.#store = store;
    this.#by = by;
    this.#send = options.send ?? sendOverNetwork;
    this.#alone = options.alone ?? ((work) => work());
    this.#windows = options.windows ?? null;
    if (this.#windows) this.#windows.onmessage = () => this.#changedElsewhere();
  }

  /** Why the last attempt stopped short; null when everything that could go went. */
  get problem(): ProblemError | null {
    return this.#problem;
  }

  /** What waits, in the order of writing. */
  async facts(): Promise<readonly Fact[]> {
    const kept = this.#facts ?? this.#know(this.#store.facts());
    if (this.#unkept.length === 0) return kept;
    // A device that keeps nothing may not be readable either; what is on this page shows all the same.
    return [...(await kept.catch(nothing)), ...this.#unkept];
  }

  /** What only this page has: the device would not keep it. */
  get unkept(): readonly Fact[] {
    return this.#unkept;
  }

  #know(facts: Promise<readonly Fact[]>): Promise<readonly Fact[]> {
    this.#facts = facts;
    // What could not be read is read again.
    facts.catch(() => {
      if (this.#facts === facts) this.#facts = null;
    });
    return facts;
  }

  async find(id: string): Promise<Fact | null> {
    return this.#unkept.find((fact) => fact.id === id) ?? this.#store.find(id);
  }

  /** What is said about one thing comes one after the other. */
  async sent(id: string): Promise<Sent | null> {
    if (this.#lastSent?.id === id) return this.#lastSent;
    return this.#unnoted.get(id) ?? this.#store.sent(id);
  }

  /** What arrived lately of these topics, for a page that opens without network and has not seen it arrive. */
  async sentSince(at: string, topic: string): Promise<readonly Sent[]> {
    // What an older version of us noted has no topic.
    return (await this.#store.sentSince(at)).filter((sent) => (sent.topic ?? "").startsWith(topic));
  }

  isMine(fact: Fact): boolean {
    return fact.by === this.#by;
  }

  /** Keeps the fact, then tries to send all that wait. */
  async post(fact: NewFact): Promise<Outcome> {
    await this.keep(fact);
    return this.outcomeOf(fact.id);
  }

  /** @returns whether the device has the fact now; otherwise only this page has it, and tries to keep or send it as long as it is open. */
  async keep(fact: NewFact): Promise<boolean> {
    const written = { ...fact, by: this.#by, at: new Date().toISOString(), attempts: 0, refusal: null };
    // What could not be kept before comes before.
    const isKept = this.#unkept.length === 0 && (await this.#add(written));
    if (!isKept) {
      this.#unkept = [...this.#unkept, { ...written, seq: Infinity, unkept: true }];
      this.#changed();
    }
    return isKept;
  }

  /** @returns whether the device, which may be full or forbid it, took the fact. */
  async #add(fact: Omit<Fact, "seq">): Promise<boolean> {
    const seq = await this.#store.add(fact).catch(orNull);
    if (seq === null) return false;
    this.#changed((facts) => (facts.some((one) => one.id === fact.id) ? facts : [...facts, { ...fact, seq }]));
    return true;
  }

  /** Sends a fact that was refused or waits with another body, in the name of whoever corrects it. It keeps its place. */
  async correct(id: string, change: Partial<Pick<Fact, "body" | "label" | "headers" | "who">> = {}): Promise<Outcome> {
    let isKept = true;
    await this.#inTurn(async () => {
      const fact = await this.find(id);
      if (!fact) return;
      const corrected = { ...fact, ...change, by: this.#by, attempts: 0, refusal: null };
      isKept = (await this.#change(corrected).then(() => true, orNull)) !== null;
    });
    return isKept ? this.outcomeOf(id) : { state: "refused", problem: notRecorded() };
  }

  /** Sends what somebody else wrote on this device as one's own. */
  async adopt(): Promise<void> {
    await this.#inTurn(async () => {
      for (const fact of await this.#store.facts()) {
        if (fact.by !== this.#by) await this.#change({ ...fact, by: this.#by });
      }
    });
    await this.flush();
  }

  async discard(id: string): Promise<void> {
    await this.#inTurn(async () => {
      if (!this.#letGo(id)) await this.#store.remove(id);
      this.#changed(without(id));
    });
  }

  /** Sends what waits, oldest first, until it is done or something holds it up. */
  flush(): Promise<void> {
    // Whoever asks while one is about to begin is served by that one: a network that hangs must not make them queue.
    if (this.#nextFlush) return this.#nextFlush;
    const begins = () => {
      if (this.#nextFlush === next) this.#nextFlush = null;
    };
    const next = this.#inTurn(() => {
      begins();
      return this.#sendAll();
    }).finally(begins);
    this.#nextFlush = next;
    return next;
  }

  /** One after the other, in all windows of the device, so that nothing is changed while it is on its way. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(() => this.#alone(work));
    this.#work = turn.catch(() => undefined);
    return turn;
  }

  /** Tries to send all that wait, and says what became of this one. */
  async outcomeOf(id: string): Promise<Outcome> {
    await this.flush();
    const held = this.#unkept.find((fact) => fact.id === id);
    const sent = held ? null : await this.sent(id);
    if (sent) return { state: "sent", answer: sent.answer };
    const problem = this.#refused.get(id);
    if (problem && (held ?? (await this.find(id)))?.refusal) return { state: "refused", problem };
    return held ? { state: "refused", problem: notRecorded() } : { state: "waiting", problem: this.#problem };
  }

  /** @returns whether it was one that only this page has. */
  #letGo(id: string): boolean {
    const others = this.#unkept.filter((fact) => fact.id !== id);
    const was = others.length < this.#unkept.length;
    this.#unkept = others;
    return was;
  }

  async #sendAll(): Promise<void> {
    const before = this.#problem;
    const problem = await this.#sendUntilHeldUp().catch(unusable);
    this.#problem = problem;
    if (before?.status !== problem?.status || before?.message !== problem?.message) this.#changed();
  }

  /** @returns what holds up the rest, or why something stands aside. */
  async #sendUntilHeldUp(): Promise<ProblemError | null> {
    await this.#keepTheUnkept();
    let passed: ProblemError | null = null;
    const unreadable = (failure: unknown) => (passed = unusable(failure));
    for await (const fact of this.#waiting(unreadable)) {
      const problem = fact.refusal || !this.isMine(fact) ? null : await this.#sendOne(fact);
      if (problem && !standsAside(fact, problem)) return problem;
      passed ??= problem;
    }
    return passed;
  }

  /** The oldest first: what the device keeps, then what only this page has, whether or not the device can be read. */
  async *#waiting(unreadable: (failure: unknown) => void): AsyncGenerator<Fact> {
    // A few at a time: a queue may be long, and is looked at with every fact that is added to it.
    let batch: readonly Fact[];
    let seq = 0;
    do {
      batch = await this.#store.next(seq, atATime).catch((failure: unknown) => (unreadable(failure), []));
      yield* batch;
      seq = batch.at(-1)?.seq ?? seq;
      // Whoever added one in the meantime asked for a turn of its own.
    } while (batch.length === atATime);
    yield* this.#unkept;
  }

  /** There may be room again. */
  async #keepTheUnkept(): Promise<void> {
    for (const { unkept: _, seq: __, ...fact } of this.#unkept) {
      if (!(await this.#add(fact))) return;
      this.#letGo(fact.id);
      this.#changed();
    }
  }

  /** @returns why it is not sent and must be tried again. */
  async #sendOne(fact: Fact): Promise<ProblemError | null> {
    const { after } = fact;
    const before = after === null ? null : await this.sent(after);
    if (after !== null && !before) {
      // Its forerunner waits for a person, or was discarded by one.
      if (!(await this.find(after))) await this.#refuse(fact, gone);
      return null;
    }
    const unnoted = this.#unnoted.get(fact.id);
    if (unnoted) {
      await this.#finish(unnoted);
      return null;
    }
    try {
      const answer = await this.#ask(fact, before);
      const sent = { id: fact.id, topic: fact.topic, answer, at: new Date().toISOString() };
      await this.#finish(sent);
      this.#lastSent = sent;
      this.#problem = null;
      this.#changed(without(fact.id), sent);
      return null;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (problem.isRefusal && !passing.has(problem.status)) {
        await this.#refuse(fact, problem);
        return null;
      }
      if (failsOnIt(problem)) await this.#change({ ...fact, attempts: fact.attempts + 1 });
      return problem;
    }
  }

  /** The answer to this very fact: one that lacks what it must have is none, whoever gave it. */
  async #ask(fact: NewFact, before: Sent | null): Promise<unknown> {
    const answer = await this.#send(filled(fact, before?.answer));
    const members = membersOf(answer);
    if (fact.expects?.some((name) => !(name in members))) throw offline();
    return answer;
  }

  /** Lets the fact go; an answer for which the device has no room is known as long as this page is open. */
  async #finish(sent: Sent): Promise<void> {
    this.#unnoted.set(sent.id, sent);
    const isNoted = (await this.#store.finish(sent).then(() => true, orNull)) !== null;
    const wasHere = this.#letGo(sent.id);
    if (isNoted) this.#unnoted.delete(sent.id);
    else if (!wasHere) await this.#store.remove(sent.id);
  }

  async #refuse(fact: Fact, problem: ProblemError): Promise<void> {
    this.#refused.set(fact.id, problem);
    const { code, message, errors, body } = problem;
    await this.#change({ ...fact, refusal: { code, message, errors, body } });
  }

  async #change(fact: Fact): Promise<void> {
    if (fact.unkept) this.#unkept = this.#unkept.map((one) => (one.id === fact.id ? fact : one));
    else await this.#store.change(fact);
    this.#changed((facts) => facts.map((one) => (one.id === fact.id ? fact : one)));
  }

  #changed(change: Change = (facts) => facts, sent: Sent | null = null): void {
    if (this.#facts) void this.#know(this.#facts.then(change));
    this.#windows?.postMessage("change");
    this.dispatchEvent(new OutboxChange(sent, false));
  }

  #changedElsewhere(): void {
    this.#facts = null;
    this.dispatchEvent(new OutboxChange(null, true));
  }
}

type Change = (facts: readonly Fact[]) => readonly Fact[];

const without =
  (id: string): Change =>
  (facts) =>
    facts.filter((one) => one.id !== id);

/** What a device does that cannot be written or read: full, closed or forbidden. Anything else is a mistake of ours. */
function unusable(failure: unknown): ProblemError {
  if (failure instanceof DOMException) return notRecorded();
  throw failure;
}

function orNull(failure: unknown): null {
  unusable(failure);
  return null;
}

function nothing(failure: unknown): readonly Fact[] {
  unusable(failure);
  return [];
}

/** Neither on the device nor at the server. */
export const notRecordedCode = "not_recorded";
const notRecorded = () => new ProblemError(0, { code: notRecordedCode }, pageTexts()("not_recorded"));

/** Our server itself fails, and not for being away: it may be this fact. */
const failsOnIt = (problem: ProblemError) => problem.isOurs && problem.status === 500;

const standsAside = (fact: Fact, problem: ProblemError) => failsOnIt(problem) && fact.attempts + 1 >= mostFailures;

function membersOf(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === "object" && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {};
}

const gone = new ProblemError(409, { code: "forerunner_discarded" }, "");

/** The fact with what the answer before it says in the places of `{member}`. */
function filled(fact: NewFact, answer: unknown): Parameters<Sender>[0] {
  const members = membersOf(answer);
  const fill = (text: string, as: (value: string) => string) =>
    text.replace(/\{([^}]+)\}/g, (_, name: string) => as(String(members[name] ?? "")));
  const headers = Object.entries(fact.headers ?? {}).map(([name, value]) => [name, fill(value, (text) => text)]);
  const { id, method, body } = fact;
  return { id, method, body, url: fill(fact.url, encodeURIComponent), headers: Object.fromEntries(headers) };
}

/** The server answers a key it has seen with what it answered first, so that a lost answer does nothing twice. */
function sendOverNetwork({ id, method, url, body, headers }: Parameters<Sender>[0]): Promise<unknown> {
  const sent = body === "" ? undefined : new JsonText(body);
  return send(method, url, sent, {
    signal: AbortSignal.timeout(patience),
    headers: { "Idempotency-Key": id, ...headers },
  });
}
