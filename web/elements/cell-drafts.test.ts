import { beforeEach, expect, it, vi } from "vitest";
import { CellDrafts } from "./cell-drafts";

const change = (rowId: string, value: string) => ({ rowId, columnId: "d1", value, previous: null });
const stored = () => JSON.parse(localStorage.getItem("sheet") ?? "[]") as unknown;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

it("keeps cells until they are saved", () => {
  const drafts = new CellDrafts("sheet");
  drafts.write([change("1", "5")]);
  expect(new CellDrafts("sheet").read()).toEqual([change("1", "5")]);
  drafts.write([]);
  expect(localStorage.getItem("sheet")).toBeNull();
});

it("leaves alone what another window keeps of the same sheet", () => {
  const one = new CellDrafts("sheet");
  const other = new CellDrafts("sheet");
  one.write([change("1", "5")]);
  other.write([change("2", "7")]);
  one.write([]);
  expect(stored()).toEqual([change("2", "7")]);
});

it("reads nothing from a spoilt entry", () => {
  localStorage.setItem("sheet", "{");
  expect(new CellDrafts("sheet").read()).toEqual([]);
});

it("goes on when the storage is full", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  expect(() => new CellDrafts("sheet").write([change("1", "5")])).not.toThrow();
});
