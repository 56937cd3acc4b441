// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FacilityClock, ServerClock } from "../../src/Faena/Modules/Downtime/Pages/facility-clock";
import { keepNumbers, takeNumberHere } from "../../src/Faena/Modules/Molding/SheetPads/Pages/device-numbers";
import { CellDrafts } from "./cell-drafts";
import { Draft } from "./draft";
import { device, Memory, tab } from "./memory";
import { toastOnNextPage } from "./toast";

const sources = import.meta.glob<string>(["../**/*.ts", "../../src/Faena/**/*.ts", "!../**/node_modules/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const ofPages = Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts"));

const using = (word: RegExp) =>
  ofPages
    .filter(([, text]) => word.test(text))
    .map(([path]) => path)
    .sort();

describe("one way to do it", () => {
  it("nothing but this file touches the browser's storage", () => {
    expect(ofPages.length).toBeGreaterThan(100);
    expect(using(/\b(local|session)Storage\b/)).toEqual(["./memory.ts"]);
  });

  it("nothing but the one way to our API, and the worker that keeps pages, asks the network", () => {
    expect(using(/\bfetch\(|\bXMLHttpRequest\b|\bsendBeacon\b/)).toEqual(["../worker/offline.ts", "./http.ts"].sort());
  });
});

describe("what a device remembers", () => {
  beforeEach(() => localStorage.clear());

  it("is there on the next page, and once where it was left for that one", () => {
    expect(device.keepJson("a", { n: 1 })).toBe(true);
    expect(device.json("a")).toEqual({ n: 1 });
    device.forget("a");
    expect(device.text("a")).toBeNull();
    tab.keepJson("note", "hello");
    expect([tab.takeJson("note"), tab.takeJson("note")]).toEqual(["hello", null]);
  });

  it("is nothing where somebody spoilt it", () => {
    localStorage.setItem("a", "{");
    expect(device.json("a")).toBeNull();
  });

  it.each<[string, () => Storage | null]>([
    ["full or closed to us", () => storeThrowing("SecurityError")],
    [
      "forbidden",
      () => {
        throw new DOMException("Access is denied.", "SecurityError");
      },
    ],
    ["not there", () => null],
  ])("is nothing in a store that is %s", (_, store) => {
    const memory = new Memory(store);
    expect(memory.keep("a", "1")).toBe(false);
    expect(memory.text("a")).toBeNull();
    expect(memory.takeJson("a")).toBeNull();
  });
});

function storeThrowing(name: string): Storage {
  const fail = () => {
    throw new DOMException(name, name);
  };
  return { length: 0, clear: fail, key: fail, getItem: fail, setItem: fail, removeItem: fail };
}

describe("pages on a device that remembers nothing", () => {
  beforeEach(() => {
    for (const store of ["localStorage", "sessionStorage"]) vi.stubGlobal(store, storeThrowing("SecurityError"));
  });
  afterEach(() => vi.unstubAllGlobals());

  it("go on", () => {
    const form = document.createElement("form");
    const draft = new Draft(form, "x");
    expect(draft.restore()).toBe(false);
    draft.keep();
    draft.drop();
    new CellDrafts("sheet").write([{ rowId: "1", columnId: "d1", value: "5", previous: null }]);
    const clock = new ServerClock();
    clock.learn(Date.now(), Date.now(), Date.now());
    expect(new FacilityClock("UTC", "en").time(clock.now())).toMatch(/:/);
    toastOnNextPage("saved");
  });

  it("hand out no number of a pad that they cannot cross out", () => {
    vi.unstubAllGlobals();
    keepNumbers("7", ["A-1"]);
    const kept = localStorage.getItem("sheet-numbers:7");
    vi.stubGlobal("localStorage", {
      getItem: () => kept,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
    expect(takeNumberHere("7")).toBeNull();
  });
});
