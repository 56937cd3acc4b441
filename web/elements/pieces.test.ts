// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { accepts, sizeOf } from "./file-drop";
import { filteredUrl } from "./url-filters";

describe("filteredUrl", () => {
  const filters = (values: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(values)) data.append(name, value);
    return data;
  };

  it("puts filters into the address and starts the paging over", () => {
    expect(filteredUrl("https://x/l?page=3&keep=1", filters({ q: " ot 1 " }))).toBe("https://x/l?keep=1&q=ot+1");
  });

  it("takes an emptied filter out", () => {
    expect(filteredUrl("https://x/l?q=a&status=open", filters({ q: "", status: "open" }))).toBe(
      "https://x/l?status=open",
    );
  });
});

describe("accepts", () => {
  it.each([
    [".xlsx,.csv", "Plan.XLSX", "", true],
    ["image/*", "a.png", "image/png", true],
    ["image/*", "a.pdf", "application/pdf", false],
    ["", "a.exe", "", true],
  ])("%s takes %s: %s %s", (accept, name, type, expected) => expect(accepts(accept, { name, type })).toBe(expected));
});

describe("sizeOf", () => {
  it.each([
    [999, "999 B"],
    [1_500, "1.5 kB"],
    [20_000_000, "20 MB"],
  ])("%d is %s", (bytes, text) => expect(sizeOf(bytes)).toBe(text));
});
