/** Notes so close to each other are one read: a save that touches several topics, a colleague who types fast. */
export const together = 200;

/**
 * Reads again what others changed. Whoever asks while a read is waiting or under way gets the next one: there are never two at once, and
 * none is missed.
 */
export class ReadAgain {
  readonly #read: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReading = false;
  #isWanted = false;
  #stopped = false;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** Something changed. */
  readonly soon = (): void => {
    if (this.#stopped || this.#isWanted) return;
    this.#isWanted = true;
    if (!this.#isReading) this.#timer = setTimeout(() => void this.#run(), together);
  };

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#isWanted = false;
    this.#isReading = true;
    try {
      await this.#read();
    } finally {
      this.#isReading = false;
      if (this.#isWanted && !this.#stopped) this.#timer = setTimeout(() => void this.#run(), together);
    }
  }
}
