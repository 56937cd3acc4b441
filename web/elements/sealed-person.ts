// Who acts at a station: what is typed, and how it is sealed so that only the server reads it.

export interface StationPerson {
  readonly id: number;
  readonly name: string;
}

/** The server's public key, as `GET /api/session/station` gives it. */
export type SealingKey = Readonly<{ kty: string; n: string; e: string; alg: string }>;

export const shortestPin = 4;
export const longestPin = 8;

/** What is typed after one more key: a digit, Backspace or Delete. */
export function typed(pin: string, key: string): string {
  if (/^[0-9]$/.test(key)) return pin.length < longestPin ? pin + key : pin;
  if (key === "Backspace") return pin.slice(0, -1);
  return key === "Delete" ? "" : pin;
}

/** The value of the header `Faena-Person`: good for the act of this fact and for no other. */
export async function seal(key: SealingKey, person: number, pin: string, fact: string): Promise<string> {
  const algorithm = { name: "RSA-OAEP", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("jwk", { ...key }, algorithm, false, ["encrypt"]);
  const text = new TextEncoder().encode(JSON.stringify({ person, pin, fact }));
  const box = await crypto.subtle.encrypt(algorithm, imported, text);
  const letters = [...new Uint8Array(box)].map((byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whoever acted last comes first; those who never did keep their order. */
export function latestFirst(people: readonly StationPerson[], recent: readonly number[]): StationPerson[] {
  const place = (person: StationPerson) => {
    const found = recent.indexOf(person.id);
    return found < 0 ? recent.length : found;
  };
  return [...people].sort((one, other) => place(one) - place(other));
}

const pinRefusals = new Set(["pin_wrong", "pin_closed", "pin_station_closed", "person_unknown", "seal_unreadable"]);

/** Whether a fact was refused for its signature alone: signed anew it may be taken. */
export function isPinRefusal(code: string): boolean {
  return pinRefusals.has(code);
}
