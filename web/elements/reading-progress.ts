import { define } from "./element";
import { api, ProblemError } from "./http";

const firstPause = 400;
const longestPause = 3_000;

/**
 * `<reading-progress href="/api/…/readings/7"><progress max="100"></progress></reading-progress>`: follows a file that is being read or
 * taken in, and shows the page anew when that has ended.
 */
class ReadingProgress extends HTMLElement {
  #pause = firstPause;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#timer = setTimeout(() => void this.#look(), this.#pause);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      const { state, progress } = await api.get<{ state: string; progress: number }>(this.getAttribute("href") ?? "");
      if (state !== "reading" && state !== "applying") {
        location.reload();
        return;
      }
      const bar = this.querySelector("progress");
      if (bar) bar.value = progress;
    } catch (problem) {
      // The reading goes on without us; we ask again, and the page says that it may be left.
      if (!(problem instanceof ProblemError)) throw problem;
    }
    this.#pause = Math.min(this.#pause * 1.5, longestPause);
    if (this.isConnected) this.#timer = setTimeout(() => void this.#look(), this.#pause);
  }
}

define("reading-progress", ReadingProgress);
