import { describe, expect, it } from "vitest";
import { pages, ReasonTree, type Reason } from "./reason-tree";

function reason(id: number, parentId: number | null = null, lineIds: readonly number[] = []): Reason {
  return {
    id,
    parentId,
    lineIds,
    code: `R${id}`,
    name: `Reason ${id}`,
    color: "#54565a",
    icon: "tool",
    requiresNote: false,
  };
}

describe("the reasons of a line", () => {
  const all = [reason(1), reason(2), reason(11, 1), reason(12, 1, [7]), reason(111, 11), reason(112, 11)];

  it("are those of every line and its own", () => {
    expect(new ReasonTree(all, 7).below(1).map((one) => one.id)).toEqual([11, 12]);
    expect(new ReasonTree(all, 8).below(1).map((one) => one.id)).toEqual([11]);
  });

  it("explain a stop where they are leaves or main ones, not in between", () => {
    const tree = new ReasonTree(all, 7);
    expect(all.filter((one) => tree.mayExplain(one)).map((one) => one.id)).toEqual([1, 2, 12, 111, 112]);
  });

  it("know their way from the top", () => {
    expect(new ReasonTree(all, 7).path(112).map((one) => one.id)).toEqual([1, 11, 112]);
    expect(new ReasonTree(all, 7).path(null)).toEqual([]);
  });

  it("forget among the latest what the line may no longer choose", () => {
    expect(new ReasonTree(all, 8).recent([12, 111, 99, 11, 2], 4).map((one) => one.id)).toEqual([111, 2]);
  });
});

describe("a level of tiles", () => {
  it.each([
    [8, [8]],
    [9, [7, 2]],
    [15, [7, 7, 1]],
    [0, [0]],
  ])("of %i is cut so that no screen has more than eight", (count, sizes) => {
    const cut = pages(Array.from({ length: count }, (_, index) => index));
    expect(cut.map((page) => page.length)).toEqual(sizes);
    expect(cut.flat()).toHaveLength(count);
  });
});
