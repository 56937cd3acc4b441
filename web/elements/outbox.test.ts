// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "./http";
import { Outbox, type Fact, type NewFact, type OutboxChange, type OutboxStore, type Sent } from "./outbox";

/** What the device keeps; it outlives the page. */
class Memory implements OutboxStore {
  kept: Fact[] = [];
  answers: Sent[] = [];
  #seq = 0;

  facts = () => Promise.resolve([...this.kept]);
  next = (seq: number, most: number) => Promise.resolve(this.kept.filter((one) => one.seq > seq).slice(0, most));
  find = (id: string) => Promise.resolve(this.kept.find((one) => one.id === id) ?? null);
  sent = (id: string) => Promise.resolve(this.answers.find((one) => one.id === id) ?? null);
  sentSince = (at: string) => Promise.resolve(this.answers.filter((one) => one.at >= at));
  async add(fact: Omit<Fact, "seq">): Promise<number> {
    this.kept.push({ ...fact, seq: ++this.#seq });
    return this.#seq;
  }
  async change(fact: Fact): Promise<void> {
    this.kept = this.kept.map((one) => (one.seq === fact.seq ? fact : one));
  }
  async remove(id: string): Promise<void> {
    this.kept = this.kept.filter((one) => one.id !== id);
  }
  async finish(sent: Sent): Promise<void> {
    this.answers.push(sent);
    await this.remove(sent.id);
  }
}

const noNetwork = () => new ProblemError(0, { code: "offline" }, "no network");
const refusal = (status: number, code: string) =>
  new ProblemError(status, { code, title: `refused: ${code}`, errors: { peso_kg: ["Too heavy."] } }, "");

/** A server that knows each id once, whatever the network does. */
class Server {
  got: string[] = [];
  known = new Set<string>();
  down: ProblemError | null = null;
  refuses = new Map<string, ProblemError>();
  losesAnswerOf: string | null = null;

  send = async ({ url, body }: { readonly url: string; readonly body: string }): Promise<unknown> => {
    if (this.down) throw this.down;
    const refused = this.refuses.get(body);
    if (refused) throw refused;
    this.got.push(`${url} ${body}`);
    this.known.add(body);
    if (this.losesAnswerOf === body) {
      this.losesAnswerOf = null;
      throw noNetwork();
    }
    return { id: this.known.size, "ID Registro": 40 + this.known.size };
  };
}

function fact(id: string, more: Partial<NewFact> = {}): NewFact {
  const own = { method: "POST", url: "/api/facts", body: id, after: null, topic: "t", label: id, page: "/p" };
  return { id, ...own, ...more };
}

function device(by = "ana", store = new Memory(), server = new Server()) {
  return { store, server, box: new Outbox(store, by, { send: server.send }) };
}

describe("the outbox", () => {
  it("sends at once while there is a network, and keeps nothing", async () => {
    const { box, store, server } = device();
    expect(await box.post(fact("a"))).toMatchObject({ state: "sent", answer: { id: 1 } });
    expect(store.kept).toEqual([]);
    expect(server.got).toEqual(["/api/facts a"]);
  });

  it("keeps facts without network and sends them later, in their order, from another page too", async () => {
    const { box, store, server } = device();
    server.down = noNetwork();
    for (const id of ["a", "b", "c"]) expect(await box.post(fact(id))).toMatchObject({ state: "waiting" });
    expect(box.problem?.status).toBe(0);

    server.down = null;
    const afterReload = new Outbox(store, "ana", { send: server.send });
    await afterReload.flush();
    expect(server.got).toEqual(["/api/facts a", "/api/facts b", "/api/facts c"]);
    expect(await afterReload.facts()).toEqual([]);
    expect(afterReload.problem).toBeNull();
  });

  it("sends again under the same id when the answer was lost", async () => {
    const { box, server } = device();
    server.losesAnswerOf = "a";
    expect(await box.post(fact("a"))).toMatchObject({ state: "waiting" });
    await box.flush();
    expect(server.got).toEqual(["/api/facts a", "/api/facts a"]);
    expect(server.known.size).toBe(1);
    expect(await box.facts()).toEqual([]);
  });

  it("sends nothing twice when two ask at once", async () => {
    const { box, server } = device();
    server.down = noNetwork();
    await box.post(fact("a"));
    server.down = null;
    await Promise.all([box.flush(), box.flush(), box.post(fact("b"))]);
    expect(server.got).toEqual(["/api/facts a", "/api/facts b"]);
  });

  it("keeps what the server refuses, with its reason, and goes on with the others", async () => {
    const { box, store, server } = device();
    server.refuses.set("a", refusal(409, "ORDER_CLOSED"));
    expect(await box.post(fact("a"))).toMatchObject({ state: "refused", problem: { code: "ORDER_CLOSED" } });
    expect(await box.post(fact("b"))).toMatchObject({ state: "sent" });
    expect(store.kept).toMatchObject([
      {
        id: "a",
        refusal: { code: "ORDER_CLOSED", message: "refused: ORDER_CLOSED", errors: { peso_kg: ["Too heavy."] } },
      },
    ]);
    await box.flush();
    expect(server.got).toEqual(["/api/facts b"]);
  });

  it("sends a refused fact again once a person put it right, and drops it once they discard it", async () => {
    const { box, server } = device();
    server.refuses.set("heavy", refusal(422, "invalid_fields"));
    await box.post(fact("a", { body: "heavy" }));
    expect(await box.correct("a", { body: "light" })).toMatchObject({ state: "sent" });
    await box.post(fact("b", { body: "heavy" }));
    await box.discard("b");
    expect(await box.facts()).toEqual([]);
    expect(server.got).toEqual(["/api/facts light"]);
  });

  it("fills in what the server answered to the fact before", async () => {
    const { box, server } = device();
    server.down = noNetwork();
    await box.post(fact("sheet"));
    await box.post(fact("bale", { url: "/api/sheets/{ID Registro}/bales", after: "sheet" }));
    server.down = null;
    await box.flush();
    await box.post(fact("late", { url: "/api/sheets/{ID Registro}/bales", after: "sheet" }));
    expect(server.got).toEqual(["/api/facts sheet", "/api/sheets/41/bales bale", "/api/sheets/41/bales late"]);
  });

  it("holds a fact back while the one before it is refused, and says so when that one is discarded", async () => {
    const { box, store, server } = device();
    server.down = noNetwork();
    await box.post(fact("sheet"));
    await box.post(fact("bale", { after: "sheet" }));
    server.down = null;
    server.refuses.set("sheet", refusal(409, "SHIFT_OVERLAP"));
    await box.flush();
    expect(store.kept).toMatchObject([
      { id: "sheet", refusal: { code: "SHIFT_OVERLAP" } },
      { id: "bale", refusal: null },
    ]);

    await box.discard("sheet");
    await box.flush();
    expect(store.kept).toMatchObject([{ id: "bale", refusal: { code: "forerunner_discarded" } }]);
    expect(server.got).toEqual([]);
  });

  it.each([401, 408, 429, 503])("waits and stops at a %i, which is no answer to the fact", async (status) => {
    const { box, store, server } = device();
    server.down = refusal(status, "later");
    await box.post(fact("a"));
    await box.post(fact("b"));
    expect(store.kept).toMatchObject([
      { id: "a", refusal: null },
      { id: "b", refusal: null },
    ]);
    expect(box.problem?.status).toBe(status);
  });

  it("lets a fact on which the server fails again and again stand aside, and tries it for ever", async () => {
    const { box, store, server } = device();
    server.refuses.set("a", refusal(500, "internal"));
    await box.post(fact("a"));
    for (let i = 0; i < 40; i++) await box.flush();
    expect(await box.post(fact("b"))).toMatchObject({ state: "sent" });
    expect(store.kept).toMatchObject([{ id: "a", refusal: null }]);
    expect(box.problem?.code).toBe("internal");

    server.refuses.clear();
    await box.flush();
    expect(server.got).toEqual(["/api/facts b", "/api/facts a"]);
    expect(box.problem).toBeNull();
  });

  it.each([500, 502, 503])("waits behind a %i of whatever lies between, however often it comes", async (status) => {
    const { box, store, server } = device();
    server.down = new ProblemError(status, {}, "bad gateway");
    for (const id of ["a", "b"]) await box.post(fact(id));
    for (let i = 0; i < 40; i++) await box.flush();
    expect(store.kept).toMatchObject([
      { id: "a", refusal: null },
      { id: "b", refusal: null },
    ]);
  });

  describe("over a network that answers for us", () => {
    afterEach(() => vi.unstubAllGlobals());

    const html = { "Content-Type": "text/html" };
    const json = { "Content-Type": "application/json" };
    const ours = { ...json, Faena: "1" };

    it.each<[string, () => Response]>([
      ["a portal's page", () => new Response("<html>Accept our terms</html>", { headers: html })],
      ["an empty 200", () => new Response("")],
      ["an empty 204", () => new Response(null, { status: 204 })],
      ["a proxy's word", () => new Response('{"status":"ok"}', { headers: json })],
      ["a proxy's refusal", () => new Response('{"code":"denied"}', { status: 403, headers: json })],
      ["a proxy's page for what it does not know", () => new Response("Not found", { status: 404, headers: html })],
      ["an answer of ours that lacks the number", () => new Response('{"status":"ok"}', { headers: ours })],
      ["an empty answer of ours where a number is due", () => new Response(null, { status: 204, headers: ours })],
      ["a refusal of ours that says no reason", () => new Response("", { status: 400, headers: { Faena: "1" } })],
    ])("keeps a fact to which %s was answered, and sends it when the server answers", async (_, answer) => {
      const store = new Memory();
      const box = new Outbox(store, "ana");
      vi.stubGlobal("fetch", () => Promise.resolve(answer()));
      expect(await box.post(fact("a", { expects: ["id"] }))).toMatchObject({ state: "waiting" });
      for (let i = 0; i < 10; i++) await box.flush();
      expect(store.kept).toMatchObject([{ id: "a", refusal: null }]);
      expect(box.problem).not.toBeNull();

      vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"id":7}', { status: 201, headers: ours })));
      await box.flush();
      expect(store.kept).toEqual([]);
      expect(store.answers).toMatchObject([{ id: "a", answer: { id: 7 } }]);
    });

    it("files what our server refuses with its reason", async () => {
      const store = new Memory();
      const box = new Outbox(store, "ana");
      const refused = { status: 409, headers: { ...ours, "Content-Type": "application/problem+json" } };
      vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"title":"Closed.","code":"CLOSED"}', refused)));
      expect(await box.post(fact("a"))).toMatchObject({ state: "refused", problem: { code: "CLOSED" } });
      expect(store.kept).toMatchObject([{ id: "a", refusal: { code: "CLOSED", message: "Closed." } }]);
    });

    it("takes our empty answer where none is due", async () => {
      const box = new Outbox(new Memory(), "ana");
      vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204, headers: { Faena: "1" } })));
      expect(await box.post(fact("a", { method: "DELETE", expects: [] }))).toMatchObject({ state: "sent" });
    });
  });

  it("sends what somebody else wrote only when the person says so", async () => {
    const { box, store, server } = device("ana");
    server.down = noNetwork();
    await box.post(fact("a"));
    server.down = null;
    const next = new Outbox(store, "luis", { send: server.send });
    await next.flush();
    expect(server.got).toEqual([]);
    await next.post(fact("b"));
    expect(server.got).toEqual(["/api/facts b"]);
    await next.adopt();
    expect(server.got).toEqual(["/api/facts b", "/api/facts a"]);
  });

  it("lets whoever corrects another's fact send it in their own name", async () => {
    const { box, store, server } = device("ana");
    server.refuses.set("heavy", refusal(422, "invalid_fields"));
    await box.post(fact("a", { body: "heavy" }));
    const next = new Outbox(store, "luis", { send: server.send });
    expect(await next.correct("a", { body: "light" })).toMatchObject({ state: "sent" });
  });

  it("sends at once, or says why not, on a device that keeps nothing", async () => {
    const { box, store, server } = device();
    store.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    expect(await box.post(fact("a"))).toMatchObject({ state: "sent" });
    server.down = noNetwork();
    expect(await box.post(fact("b"))).toMatchObject({ state: "refused", problem: { status: 0 } });
  });

  describe("on a device that keeps nothing", () => {
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));

    function fullDevice() {
      const { box, store, server } = device();
      const add = store.add.bind(store);
      store.add = full;
      return { box, store, server, empty: () => (store.add = add) };
    }

    it("holds what was done on the page, in its order, until it can be sent", async () => {
      const { box, server } = fullDevice();
      server.down = noNetwork();
      await box.post(fact("sheet"));
      const bale = fact("bale", { url: "/api/sheets/{ID Registro}/bales", after: "sheet" });
      expect(await box.post(bale)).toMatchObject({ state: "refused", problem: { code: "not_recorded" } });
      expect(await box.facts()).toMatchObject([
        { id: "sheet", unkept: true },
        { id: "bale", unkept: true },
      ]);
      server.down = null;
      await box.flush();
      expect(server.got).toEqual(["/api/facts sheet", "/api/sheets/41/bales bale"]);
      expect(await box.facts()).toEqual([]);
      expect(box.problem).toBeNull();
    });

    it("keeps it as soon as there is room, before what is done then", async () => {
      const { box, store, server, empty } = fullDevice();
      server.down = noNetwork();
      await box.post(fact("a"));
      empty();
      await box.post(fact("b"));
      expect(store.kept).toMatchObject([{ id: "a" }, { id: "b" }]);
      expect(store.kept.every((one) => one.unkept === undefined)).toBe(true);
      expect(box.unkept).toEqual([]);
    });

    it("corrects and discards what only the page has", async () => {
      const { box, server } = fullDevice();
      server.refuses.set("heavy", refusal(422, "invalid_fields"));
      expect(await box.post(fact("a", { body: "heavy" }))).toMatchObject({ problem: { code: "invalid_fields" } });
      expect(await box.correct("a", { body: "light" })).toMatchObject({ state: "sent" });
      await box.post(fact("b", { body: "heavy" }));
      await box.discard("b");
      expect(await box.facts()).toEqual([]);
    });

    it("shows and sends it where the device cannot even be read", async () => {
      const { box, store, server } = fullDevice();
      const closed = () => Promise.reject(new DOMException("closed", "InvalidStateError"));
      Object.assign(store, { facts: closed, next: closed, find: closed, sent: closed, finish: closed });
      server.down = noNetwork();
      await box.post(fact("a"));
      expect(await box.facts()).toMatchObject([{ id: "a", unkept: true }]);
      server.down = null;
      expect(await box.post(fact("b"))).toMatchObject({ state: "sent" });
      expect(server.got).toEqual(["/api/facts a", "/api/facts b"]);
    });

    it("sends nothing twice because the answer could not be noted", async () => {
      const { box, store, server } = device();
      store.finish = full;
      const remove = store.remove.bind(store);
      store.remove = full;
      expect(await box.post(fact("a"))).toMatchObject({ state: "sent" });
      await box.flush();
      expect(server.got).toEqual(["/api/facts a"]);
      store.remove = remove;
      await box.flush();
      expect(store.kept).toEqual([]);
    });

    it("says that a correction was not recorded, and leaves what was", async () => {
      const { box, store, server } = device();
      server.refuses.set("heavy", refusal(422, "invalid_fields"));
      await box.post(fact("a", { body: "heavy" }));
      store.change = full;
      expect(await box.correct("a", { body: "light" })).toMatchObject({ problem: { code: "not_recorded" } });
      expect(store.kept).toMatchObject([{ id: "a", body: "heavy", refusal: { code: "invalid_fields" } }]);
    });
  });

  it("changes nothing that another window is sending", async () => {
    const { box, store, server } = device();
    server.down = noNetwork();
    await box.post(fact("a"));
    server.down = null;
    const turns: string[] = [];
    const lock: { held: Promise<unknown> } = { held: Promise.resolve() };
    const alone = (name: string) => (work: () => Promise<void>) => {
      const turn = lock.held.then(() => turns.push(name)).then(work);
      lock.held = turn.catch(() => undefined);
      return turn;
    };
    const one = new Outbox(store, "ana", { send: server.send, alone: alone("one") });
    const other = new Outbox(store, "ana", { send: server.send, alone: alone("other") });
    await Promise.all([one.flush(), other.discard("a")]);
    expect(turns).toEqual(["one", "other"]);
    expect(server.got).toEqual(["/api/facts a"]);
  });

  it("fills in what the answer before says, in addresses and headers, and says its id with each", async () => {
    const { store } = device();
    const sent: unknown[] = [];
    const box = new Outbox(store, "ana", {
      send: async (one) => {
        sent.push(one);
        return { id: "a/1", etag: '"7"' };
      },
    });
    await box.post(fact("a"));
    await box.post(fact("b", { after: "a", url: "/x/{id}", headers: { "If-Match": "{etag}" } }));
    expect(sent.at(-1)).toEqual({
      id: "b",
      method: "POST",
      url: "/x/a%2F1",
      body: "b",
      headers: { "If-Match": '"7"' },
    });
  });

  it("remembers what arrived lately, by its topic", async () => {
    const { box } = device();
    await box.post(fact("a", { topic: "line:7:a" }));
    await box.post(fact("b", { topic: "line:8:b" }));
    expect((await box.sentSince("2000-01-01", "line:7:")).map((sent) => sent.id)).toEqual(["a"]);
    expect(await box.sentSince("2999-01-01", "line:7:")).toEqual([]);
  });

  it("tells whoever listens that something waits, and then what became of it", async () => {
    const { box } = device();
    const told: (string | undefined)[] = [];
    box.addEventListener("change", (event) => told.push((event as OutboxChange).sent?.id));
    await box.post(fact("a"));
    expect(told).toEqual([undefined, "a"]);
  });

  it("knows what waits without reading the device again for each tap", async () => {
    const { box, store, server } = device();
    server.down = noNetwork();
    let readings = 0;
    const { facts } = store;
    store.facts = () => (readings++, facts());
    for (const id of ["a", "b", "c", "d"]) {
      await box.post(fact(id));
      expect(await box.facts()).toEqual(store.kept);
    }
    await box.discard("b");
    server.down = null;
    server.refuses.set("c", refusal(409, "used"));
    await box.flush();
    expect((await box.facts()).map((one) => one.id)).toEqual(["c"]);
    expect(await box.facts()).toEqual(store.kept);
    await box.correct("c", { body: "c2" });
    expect(await box.facts()).toEqual([]);
    expect(readings).toBe(1);
  });

  it("sees what another window of the device writes", async () => {
    const store = new Memory();
    const windows: { onmessage: ((event: MessageEvent) => unknown) | null; postMessage(): void } = {
      onmessage: null,
      postMessage: () => undefined,
    };
    const seeing = new Outbox(store, "ana", { send: () => Promise.reject(noNetwork()), windows });
    expect(await seeing.facts()).toEqual([]);
    let elsewhere = false;
    seeing.addEventListener("change", (event) => (elsewhere = (event as OutboxChange).elsewhere));
    await store.add({ ...fact("a"), by: "ana", at: "2026-01-01", attempts: 0, refusal: null });
    windows.onmessage?.(new MessageEvent("message"));
    expect(elsewhere).toBe(true);
    expect((await seeing.facts()).map((one) => one.id)).toEqual(["a"]);
  });

  it("goes on once a device that failed works again", async () => {
    const { store, server } = device();
    let fails = true;
    const work = async (turn: () => Promise<void>) => {
      if (fails) throw new Error("no lock");
      await turn();
    };
    const box = new Outbox(store, "ana", { send: server.send, alone: work });
    await expect(box.post(fact("a"))).rejects.toThrow("no lock");
    const { facts } = store;
    store.facts = () => Promise.reject(new Error("no store"));
    await expect(box.facts()).rejects.toThrow("no store");
    store.facts = facts;
    expect((await box.facts()).map((one) => one.id)).toEqual(["a"]);
    fails = false;
    await box.flush();
    expect(server.got).toEqual(["/api/facts a"]);
    expect(await box.facts()).toEqual([]);
  });

  it("asks a network that hangs once for all who wait for it", async () => {
    let asked = 0;
    let hangs: (problem: unknown) => void = () => undefined;
    const store = new Memory();
    const box = new Outbox(store, "ana", {
      send: () => new Promise((_, failed) => ((hangs = failed), asked++)),
    });
    const first = box.post(fact("a"));
    await expect.poll(() => asked).toBe(1);
    const posts = [first, ...["b", "c", "d", "e"].map((id) => box.post(fact(id)))];
    hangs(noNetwork());
    await expect.poll(() => asked).toBe(2);
    hangs(noNetwork());
    for (const outcome of await Promise.all(posts)) expect(outcome.state).toBe("waiting");
    expect(asked).toBe(2);
  });
});
