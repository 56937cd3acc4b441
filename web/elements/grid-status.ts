import { make } from "./grid-dom";
import type { TextBook } from "./grid-texts";

/** The numbers the status line counts. */
export interface StatusCounts {
  readonly shown: number;
  readonly all: number;
  readonly filtered: boolean;
  readonly unsaved: number;
  readonly failed: number;
  readonly conflicts: number;
}

/** The line under the grid: rows, what is not saved, the selection's sum, the active cell's reason, the host's text. */
export class GridStatus {
  readonly element = make("div", "fn-grid-status");
  readonly #rows = make("span");
  readonly #clear = make("button", "fn-grid-button", { type: "button", hidden: "" });
  readonly #unsaved = make("span", "fn-grid-unsaved", { hidden: "" });
  readonly #failed = make("button", "fn-grid-button fn-grid-failed", { type: "button", hidden: "" });
  readonly #conflicts = make("button", "fn-grid-button fn-grid-conflicts", { type: "button", hidden: "" });
  readonly #message = make("span", "fn-grid-message", { role: "status" });
  readonly #host = make("span", "fn-grid-host", { role: "status" });
  #said: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly texts: TextBook,
    actions: { clearFilters(): void; nextFailed(): void; nextConflict(): void },
  ) {
    this.#clear.addEventListener("click", () => actions.clearFilters());
    this.#failed.addEventListener("click", () => actions.nextFailed());
    this.#conflicts.addEventListener("click", () => actions.nextConflict());
    const [rows, clear, unsaved] = [this.#rows, this.#clear, this.#unsaved];
    this.element.append(rows, clear, unsaved, this.#failed, this.#conflicts, this.#message, this.#host);
  }

  count({ shown, all, filtered, unsaved, failed, conflicts }: StatusCounts): void {
    write(this.#rows, this.texts.say("rows_shown", { shown, all }));
    write(this.#clear, this.texts.say("clear_filters"));
    this.#clear.hidden = !filtered;
    const counted = (element: HTMLElement, count: number, key: "unsaved" | "failed" | "conflicts") => {
      element.hidden = count === 0;
      write(element, this.texts.say(key, { count }));
    };
    counted(this.#unsaved, unsaved, "unsaved");
    counted(this.#failed, failed, "failed");
    counted(this.#conflicts, conflicts, "conflicts");
  }

  host(text: string): void {
    write(this.#host, text);
  }

  /** Said at once: a refusal or an answer to a key. */
  say(text: string): void {
    clearTimeout(this.#said);
    write(this.#message, text);
  }

  /** Said after a pause, so that a screen reader is not flooded while arrows are held down. */
  saySoon(text: () => string | Promise<string>): void {
    clearTimeout(this.#said);
    const turn = setTimeout(() => void this.#sayNow(turn, text), 120);
    this.#said = turn;
  }

  async #sayNow(turn: ReturnType<typeof setTimeout>, text: () => string | Promise<string>): Promise<void> {
    const said = await text();
    if (this.#said === turn) write(this.#message, said);
  }
}

// A live region speaks whenever its text is set, even to the same words.
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
