// The clock on the wall of a facility, whatever the device's own says and wherever it thinks it is.
import { device } from "@web/elements/memory";

const day = 24 * 3600 * 1000;

/** Reads and writes wall times such as `2026-11-21T14:05` of one time zone. */
export class FacilityClock {
  readonly #parts: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;

  constructor(zone: string, locale?: string) {
    const timeZone = zone;
    this.#parts = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    this.#time = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" });
    this.#date = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", day: "numeric", month: "short" });
  }

  /** The minute on the wall, as a form's field takes it. */
  wall(at: number): string {
    return this.#read(at).slice(0, 16);
  }

  /** Hour and minute, for people. */
  time(at: number): string {
    return this.#time.format(at);
  }

  date(at: number): string {
    return this.#date.format(at);
  }

  /** The instants at which the wall shows this: one, none where the clock skips it, two where it repeats it. */
  passes(wall: string): readonly number[] {
    const asUtc = Date.parse(`${wall}Z`);
    if (Number.isNaN(asUtc)) return [];
    const wanted = wall.length === 16 ? `${wall}:00` : wall;
    const offsets = [asUtc - day, asUtc, asUtc + day].map((near) => Date.parse(`${this.#read(near)}Z`) - near);
    return [...new Set(offsets)]
      .map((offset) => asUtc - offset)
      .filter((at) => this.#read(at) === wanted)
      .sort((a, b) => a - b);
  }

  #read(at: number): string {
    // Whole seconds: the parts have no others.
    const parts = new Map(
      this.#parts.formatToParts(Math.floor(at / 1000) * 1000).map((part) => [part.type, part.value]),
    );
    const of = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
    return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}`;
  }
}

const offsetKey = "faena-clock";
// What took longer on its way says too little of the moment between.
const quick = 2_000;
const jitter = 500;

function keptOffset(): number | null {
  const kept = device.text(offsetKey);
  return kept === null || !Number.isFinite(Number(kept)) ? null : Number(kept);
}

/** The server's time, as far as this device knows it: its own clock may be hours off, and a stop must not be. */
export class ServerClock {
  #offset: number | null = keptOffset();

  now(): number {
    return Date.now() + (this.#offset ?? 0);
  }

  /** An answer said what time it was; it was on its way between the two moments of our own clock. */
  learn(serverNow: number, sentAt: number, receivedAt: number): void {
    const offset = Math.round(serverNow - (sentAt + receivedAt) / 2);
    const isSure = receivedAt - sentAt < quick;
    if (this.#offset !== null && (!isSure || Math.abs(offset - this.#offset) < jitter)) return;
    this.#offset = offset;
    device.keep(offsetKey, String(offset));
  }
}

/** `1 h 05 min`, below an hour `7 min`, and below a minute its seconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** `0:07:12`, for what runs under one's eyes. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
