// Numbers of a pad that this device set aside: nobody else gets them, so they are taken without network too.
import { device } from "@web/elements/memory";

const key = (pad: string) => `sheet-numbers:${pad}`;

export function numbersHere(pad: string): readonly string[] {
  const kept = device.json(key(pad));
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
}

export function keepNumbers(pad: string, numbers: readonly string[]): void {
  device.keepJson(key(pad), [...numbersHere(pad), ...numbers]);
}

/** The next of them; null when there is none. */
export function takeNumberHere(pad: string): string | null {
  const [next, ...rest] = numbersHere(pad);
  if (next === undefined) return null;
  // One that cannot be crossed out would be given out twice.
  return device.keepJson(key(pad), rest) ? next : null;
}
