import type { Tone } from "./alert";
import { Autosave, type CellConflict, type SaveResult } from "./autosave";
import { CellDrafts } from "./cell-drafts";
import { conflictDialog, type ConflictRow } from "./conflict-dialog";
import "./data-grid";
import "./live-sheet.css";
import type { Culture, DataGrid, GridTexts, PendingChange } from "./data-grid";
import { h, icon, type Say } from "./element";
import { ProblemError } from "./http";
import { ReadAgain } from "./read-again";
import { SaveBar } from "./save-bar";
import {
  button,
  keepLayout,
  label,
  mayLeaveUnsaved,
  notice,
  readOnlyBar,
  undoButtons,
  whyNotLoaded,
} from "./sheet-parts";
import { listen } from "./sse";

/** What every live sheet knows about its page: its words and how numbers are written. */
export interface SheetPage {
  readonly say: Say;
  readonly gridTexts: Partial<GridTexts>;
  readonly culture: Culture;
}

/** What is on the screen of a sheet, and what happens to it behind the screen. */
export interface LoadedSheet {
  readonly autosave: Autosave;
  readonly live: LiveReading;
}

/** How a sheet learns what others changed. */
export interface LiveReading {
  /** Reads now what may be different. */
  soon(): void;
  stop(): void;
}

/** What distinguishes a sheet before anything is loaded. */
export interface SheetKind {
  readonly label: string;
  readonly className: string;
  /** The name its columns are kept under. */
  readonly layout: string;
  readonly mayEdit: boolean;
}

/**
 * What every sheet does that several people edit at once: it loads, saves by itself, lets a person choose where two have changed one cell,
 * follows what others save, and is left only with everything saved or on purpose. A sheet of its own says what is read, how it is
 * shown, and how a batch of cells is sent.
 */
export abstract class LiveSheet<Page extends SheetPage, Loaded extends LoadedSheet> extends HTMLElement {
  protected page!: Page;
  protected grid!: DataGrid;
  protected loaded: Loaded | null = null;
  protected readonly notices = h("div", { class: "sheet-notices" });
  protected readonly links = {
    export: h("a", { class: "btn" }),
    print: h("a", { class: "btn" }),
  };
  #bar!: SaveBar;
  #saving!: HTMLElement;
  #mayEdit = false;
  #turn = 0;
  #conflicts: HTMLButtonElement | null = null;

  /** Builds the element; once, before it is shown. */
  abstract set context(page: Page);

  protected start(page: Page, kind: SheetKind): void {
    const { say } = page;
    this.page = page;
    this.#mayEdit = kind.mayEdit;
    this.grid = h("data-grid", { class: kind.className });
    this.grid.texts = page.gridTexts;
    this.grid.culture = page.culture;
    this.grid.label = kind.label;
    this.grid.rowLines = 2;
    this.#bar = new SaveBar(say, () => void this.loaded?.autosave.saveNow());
    this.#saving = kind.mayEdit ? this.#bar.element : readOnlyBar(say);
    this.links.export.append(icon("file-spreadsheet"), label(say("export")));
    this.links.print.append(icon("printer"), label(say("print")));
    this.grid.addEventListener("focusout", () => {
      if (document.hasFocus() && !this.grid.contains(document.activeElement)) this.flush();
    });
    void keepLayout(this.grid, kind.layout);
  }

  /** The line over the grid: what is chosen on the left, what can be done on the right. */
  protected tools(chosen: readonly HTMLElement[], actions: readonly HTMLElement[] = []): HTMLElement {
    return h(
      "div",
      { class: "sheet-tools" },
      ...chosen,
      h(
        "div",
        { class: "sheet-actions" },
        ...(this.#mayEdit ? undoButtons(this.grid, this.page.say) : []),
        ...actions,
        this.links.export,
        this.links.print,
      ),
    );
  }

  /** Says how the saving stands; the page places it. */
  get saveBar(): HTMLElement {
    return this.#saving;
  }

  get unsaved(): number {
    return this.loaded?.autosave.unsaved ?? 0;
  }

  /** Saves what is pending; asks where that is not possible. @returns whether the grid may be left. */
  async leave(): Promise<boolean> {
    if (!this.loaded) return true;
    if (!this.grid.commitEdit()) return false;
    if (await this.loaded.autosave.flush()) return true;
    return mayLeaveUnsaved(this.unsaved, this.page.say);
  }

  wake(): void {
    this.loaded?.autosave.wake();
  }

  flush(): void {
    void this.loaded?.autosave.flush();
  }

  disconnectedCallback(): void {
    this.drop();
  }

  protected drop(): void {
    this.loaded?.autosave.stop();
    this.loaded?.live.stop();
    this.loaded = null;
    this.notices.replaceChildren();
    this.#takeBackConflicts();
  }

  /**
   * Reads and shows something else than before; what was asked for later wins.
   * @returns what was read; null when it could not be, or something else was asked for meanwhile.
   */
  protected async replace<Read>(read: () => Promise<Read>, show: (answer: Read) => void): Promise<Read | null> {
    const turn = ++this.#turn;
    this.drop();
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await read();
      if (turn !== this.#turn) return null;
      show(answer);
      return answer;
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      if (turn === this.#turn) this.refused(problem);
      return null;
    } finally {
      if (turn === this.#turn) this.removeAttribute("aria-busy");
    }
  }

  // What stood here before must not stand under the head of what was asked for.
  protected refused(problem: ProblemError): void {
    this.grid.setRows([]);
    this.grid.statusText = "";
    this.notices.append(whyNotLoaded(problem, this.page.say));
  }

  /** @param drafts - the name under which this device keeps what is not saved. */
  protected autosave(drafts: string, send: (changes: readonly PendingChange[]) => Promise<SaveResult>): Autosave {
    return new Autosave({
      grid: this.grid,
      drafts: new CellDrafts(drafts),
      send,
      changed: (status) => {
        this.#bar.show(status);
        if (status.unsaved === 0) this.#takeBackConflicts();
      },
      conflicted: (conflicts) => this.#offerConflicts(conflicts),
    });
  }

  /**
   * Follows what others change under the topics.
   * @param read - asks what is different; `isShown` tells after each answer whether the sheet it was asked for still stands.
   */
  protected follow(topics: readonly string[], read: (isShown: () => boolean) => Promise<void>): LiveReading {
    const again = new ReadAgain(async () => {
      try {
        await read(() => this.loaded?.live === live);
      } catch (problem) {
        // The line to the server is down; the next note or the reconnection asks again.
        if (!(problem instanceof ProblemError)) throw problem;
      }
    });
    const stopListening = listen(topics, again.soon, again.soon);
    const live: LiveReading = {
      soon: again.soon,
      stop: () => {
        again.stop();
        stopListening();
      },
    };
    return live;
  }

  /** A cell that two people changed, in words. */
  protected abstract describe(conflict: CellConflict): ConflictRow;

  #offerConflicts(conflicts: readonly CellConflict[]): void {
    this.#takeBackConflicts();
    const { say } = this.page;
    const cells = conflicts.map((conflict) => this.describe(conflict));
    const ask = async () => {
      const chosen = await conflictDialog(cells, say);
      if (!chosen) return;
      for (const { cell, choice } of chosen) this.grid.resolveConflict(cell, choice);
      this.#takeBackConflicts();
    };
    this.#conflicts = button("alert-triangle", say("conflict_choose", { n: conflicts.length }), () => void ask());
    this.#bar.element.append(this.#conflicts);
    // Nobody is interrupted in the middle of a number.
    if (!this.grid.editing) queueMicrotask(() => void ask());
  }

  #takeBackConflicts(): void {
    this.#conflicts?.remove();
    this.#conflicts = null;
  }

  protected tell(tone: Tone, title: string, details: readonly string[] = []): void {
    this.notices.append(notice(tone, title, details, this.page.say));
  }
}
