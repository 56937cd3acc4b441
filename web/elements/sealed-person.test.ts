import { describe, expect, it } from "vitest";
import { isPinRefusal, latestFirst, seal, typed, type SealingKey } from "./sealed-person";

const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };

/** Made once: that takes its time. */
const keys = (async () => {
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ["encrypt", "decrypt"],
  );
  const { kty, n, e, alg } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  return { shown: { kty, n, e, alg } as SealingKey, secret: pair.privateKey };
})();

async function opened(box: string, secret: CryptoKey): Promise<unknown> {
  const bytes = Uint8Array.from(Buffer.from(box, "base64url"));
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, secret, bytes)));
}

describe("seal", () => {
  it("is read with the other half of the key, and only says who, what was typed and for which fact", async () => {
    const { shown, secret } = await keys;
    const fact = "6f0d3c9e-2d1b-4f0e-9a51-5f6a1c1c7d11";

    const box = await seal(shown, 9_007_199_254_740_991, "73914682", fact);

    expect(box).toMatch(/^[\w-]{512}$/);
    expect(await opened(box, secret)).toEqual({ person: 9_007_199_254_740_991, pin: "73914682", fact });
  });

  it("never looks the same twice", async () => {
    const { shown } = await keys;
    expect(await seal(shown, 1, "2580", "f")).not.toBe(await seal(shown, 1, "2580", "f"));
  });
});

describe("typed", () => {
  it.each([
    ["", "7", "7"],
    ["12", "0", "120"],
    ["12345678", "9", "12345678"],
    ["123", "Backspace", "12"],
    ["", "Backspace", ""],
    ["123", "Delete", ""],
    ["12", "a", "12"],
    ["12", "Enter", "12"],
    ["12", "٣", "12"],
  ])("%s and %s make %s", (pin, key, next) => expect(typed(pin, key)).toBe(next));
});

describe("latestFirst", () => {
  const people = [
    { id: 1, name: "Ana" },
    { id: 2, name: "Beto" },
    { id: 3, name: "Carla" },
    { id: 4, name: "Diego" },
  ];

  it("puts whoever acted last first and leaves the others as they are", () => {
    expect(latestFirst(people, [3, 99, 2]).map((person) => person.id)).toEqual([3, 2, 1, 4]);
    expect(latestFirst(people, []).map((person) => person.id)).toEqual([1, 2, 3, 4]);
  });
});

describe("isPinRefusal", () => {
  it.each([
    ["pin_wrong", true],
    ["pin_closed", true],
    ["pin_station_closed", true],
    ["person_unknown", true],
    ["seal_unreadable", true],
    ["not_allowed", false],
    ["overlap", false],
  ])("%s: %s", (code, expected) => expect(isPinRefusal(code)).toBe(expected));
});
