// Numbers of a pad that this device set aside: nobody else gets them, so they are taken without network too.

const key = (pad: string) => `sheet-numbers:${pad}`;

export function numbersHere(pad: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(pad)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function keepNumbers(pad: string, numbers: readonly string[]): void {
  localStorage.setItem(key(pad), JSON.stringify([...numbersHere(pad), ...numbers]));
}

/** The next of them; null when there is none. */
export function takeNumberHere(pad: string): string | null {
  const [next, ...rest] = numbersHere(pad);
  if (next === undefined) return null;
  localStorage.setItem(key(pad), JSON.stringify(rest));
  return next;
}
