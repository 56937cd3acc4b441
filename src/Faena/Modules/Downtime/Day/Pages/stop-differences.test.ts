import { describe, expect, it } from "vitest";
import type { Said } from "../../Pages/stop";
import { differences, merged } from "./stop-differences";

const theirs: Said = { reasonId: 4, startedAt: 1000, endedAt: 2000, crewSize: 2, note: "belt", jobNumber: "" };
const mine: Said = { ...theirs, endedAt: null, note: "belt torn" };
const words = {
  stop: "10:00–10:30",
  who: "Ana",
  when: "10:40",
  label: (field: string) => field,
  value: (field: keyof Said, said: Said) => String(said[field] ?? "runs"),
};

describe("two people say two things of one stop", () => {
  it("names the fields in which they differ, and only those", () => {
    const rows = differences(mine, theirs, words);
    expect(rows.map((row) => [row.columnId, row.mine, row.theirs])).toEqual([
      ["endedAt", "runs", "2000"],
      ["note", "belt torn", "belt"],
    ]);
    expect(differences(theirs, { ...theirs }, words)).toEqual([]);
  });

  it("keeps what is stored except where mine was chosen", () => {
    expect(merged(mine, theirs, ["note"])).toEqual({ ...theirs, note: "belt torn" });
    expect(merged(mine, theirs, [])).toEqual(theirs);
  });
});
