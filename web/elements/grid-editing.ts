import { ChoiceList, type ChoiceExit } from "./grid-choices";
import type { RowRecord } from "./grid-model";
import { buildConflict } from "./grid-panels";
import type { Place } from "./grid-selection";
import type { GridStage } from "./grid-stage";
import type { CellChange, CellRef, EditSource, GridColumn, RefusalReason } from "./grid-types";
import { editedText, readText } from "./grid-values";

/** Where the cursor goes when an edit is done. */
export type Leave = "stay" | "down" | "up" | "right" | "left";

/** Editing one cell: the text field, the choice list and the choice between two values of a conflict. */
export class GridEditing {
  constructor(private readonly stage: GridStage) {
    const { viewport } = stage.renderer;
    viewport.addEventListener("input", () => this.#typed());
    viewport.addEventListener("focusout", (event) => this.#left(event));
  }

  /**
   * Opens the active cell. `typed` is the key that replaces its content: the text field lets the browser insert it,
   * so that accents and input methods work; null keeps the content.
   */
  start(typed: string | null): void {
    const place = this.stage.selection.active;
    const cell = this.stage.at(place);
    if (!cell) return;
    const barrier = this.stage.book.barrier(cell.row, cell.column);
    if (barrier?.reason === "conflict") {
      this.openConflict(place);
    } else if (barrier) {
      const reason = barrier.detail ?? this.stage.texts.refusal(barrier.reason);
      this.stage.say(reason);
      this.stage.renderer.reveal(place);
      this.stage.tip.show(reason, this.stage.renderer.cell(place), "info");
    } else if (cell.column.kind === "choice") this.#openChoices(place, cell.row, cell.column, typed);
    else this.#openField(place, cell.row, cell.column, typed);
  }

  /** Writes one gesture and draws it. */
  apply(source: EditSource, wanted: readonly CellChange[]): void {
    this.write(source, wanted);
    this.stage.refresh();
  }

  /** Writes one gesture and tells the host, whose own figures are then drawn in the same pass. */
  write(source: EditSource, wanted: readonly CellChange[]): void {
    const changes = this.stage.book.write(source, wanted);
    if (changes.length > 0) this.stage.emit("cell-edited", { source, changes });
  }

  /** Takes what was typed. False when it cannot be taken: the field stays open and says why. */
  commit(leave: Leave = "stay", focus = true): boolean {
    const { editor, book } = this.stage;
    const ref = editor.ref;
    const row = ref && book.model.row(ref.rowId);
    const column = ref && this.stage.columns.byId.get(ref.columnId);
    if (!ref || !row || !column) {
      this.cancel(focus);
      return true;
    }
    if (editor.isChanged) {
      const read = readText(column, editor.text);
      const barrier = book.barrier(row, column);
      if (!read.ok || barrier) {
        const text = read.ok ? (barrier?.detail ?? "") : this.reason(column, read.reason);
        editor.setInvalid(true);
        this.stage.tip.show(text, editor.field, "error");
        this.stage.say(text);
        return false;
      }
      const before = row.value(column.id);
      editor.close();
      this.apply("edit", [{ ...ref, before, after: read.value }]);
    } else editor.close();
    this.#leave(leave, focus);
    return true;
  }

  cancel(focus = true): void {
    this.stage.editor.close();
    this.stage.tip.hide();
    this.#leave("stay", focus);
  }

  /** The sentence for a refusal, with the limits it speaks of. */
  reason(column: GridColumn | undefined, reason: RefusalReason): string {
    return this.stage.texts.refusal(reason, {
      min: column?.min ?? "",
      max: column?.max ?? "",
      digits: column?.maxIntegerDigits ?? 9,
      decimals: column?.maxDecimals ?? 6,
      length: column?.maxLength ?? "",
    });
  }

  openConflict(place: Place): void {
    const cell = this.stage.at(place);
    const anchor = this.stage.renderer.cell(place);
    const conflict = cell && this.stage.book.ledger.conflict(cell.row.id, cell.column.id);
    if (!cell || !anchor || !conflict) return;
    const { row, column } = cell;
    const dialog = buildConflict(
      this.stage.cellName(row, column),
      this.stage.shown(column, row.value(column.id)),
      this.stage.shown(column, conflict.value),
      conflict,
      this.stage.time(conflict.when),
      this.stage.texts,
      (choice) => {
        this.stage.popup.close();
        this.resolve({ rowId: row.id, columnId: column.id }, choice);
        this.stage.focusActive();
      },
    );
    this.stage.openPopup(dialog, anchor, (byOutside) => {
      if (!byOutside) this.stage.focusActive();
    });
    dialog.querySelector("button")?.focus();
  }

  /** Keeps one of the two values of a conflict. */
  resolve(ref: CellRef, choice: "mine" | "theirs"): void {
    const change = this.stage.book.resolve(ref, choice);
    if (!change) return;
    this.stage.emit("grid-conflict-resolved", { ...ref, choice, value: change.after, previous: change.before });
    this.stage.emit("cell-edited", { source: "conflict", changes: [change] });
    this.stage.refreshSoon();
  }

  #openField(place: Place, row: RowRecord, column: GridColumn, typed: string | null): void {
    const { editor, renderer, selection, tip } = this.stage;
    renderer.reveal(place);
    const cell = renderer.cell(place);
    if (!cell) return;
    tip.hide();
    editor.arrowsMove = typed !== null;
    const text = typed === null ? editedText(column, row.value(column.id), this.stage.faces.culture) : "";
    const label = this.stage.cellName(row, column);
    editor.open(cell, column, place, { rowId: row.id, columnId: column.id }, text, label, tip.element.id);
    if (!selection.contains(place.row, place.column)) selection.moveTo(place);
    this.stage.refresh();
  }

  #openChoices(place: Place, row: RowRecord, column: GridColumn, typed: string | null): void {
    const { texts, renderer } = this.stage;
    renderer.reveal(place);
    const anchor = renderer.cell(place);
    if (!anchor) return;
    const before = row.value(column.id);
    const take = (value: string | null | undefined) => {
      if (value !== undefined) {
        this.apply("edit", [{ rowId: row.id, columnId: column.id, before, after: value }]);
      }
    };
    const exit = ({ value, key }: ChoiceExit) => {
      taken = true;
      this.stage.popup.close();
      take(value);
      const leaves: Readonly<Record<ChoiceExit["key"], Leave>> = {
        Enter: "down",
        Tab: "right",
        "Shift+Tab": "left",
        Escape: "stay",
        pointer: "stay",
      };
      this.#leave(leaves[key], true);
    };
    let taken = false;
    const list = new ChoiceList(
      column,
      before,
      texts.say("choice_label", { row: this.stage.rowLabel(row), column: column.title }),
      texts.say("choice_empty"),
      exit,
    );
    this.stage.openPopup(list.element, anchor, (byOutside) => {
      // Clicking elsewhere takes what the letters or arrows had reached, as leaving a cell does in Excel.
      if (byOutside && !taken) take(list.pointed);
      if (!byOutside) this.stage.focusActive();
    });
    list.focus();
    if (typed !== null) list.type(typed);
  }

  #leave(leave: Leave, focus: boolean): void {
    const { selection, land } = this.stage;
    if (leave === "stay") {
      this.stage.refresh();
      if (focus) this.stage.focusActive();
      return;
    }
    if (leave === "down" || leave === "up") selection.enter(leave === "up", land);
    else selection.tab(leave === "left", land);
    this.stage.moved(focus);
  }

  #typed(): void {
    const { editor, book, columns, faces, tip } = this.stage;
    const ref = editor.ref;
    const row = ref && book.model.row(ref.rowId);
    const column = ref && columns.byId.get(ref.columnId);
    if (!ref || !row || !column || !editor.place) return;
    this.stage.renderer.reveal(editor.place);
    editor.fit();
    editor.setInvalid(false);
    const read = readText(column, editor.text);
    if (!read.ok) {
      tip.hide();
      return;
    }
    this.stage.emit("grid-typing", { ...ref, value: read.value });
    const live = faces.describe?.(ref.rowId, ref.columnId, read.value);
    tip.show([live?.display, live?.message].filter(Boolean).join(": "), editor.field, "info");
  }

  // Going to another window keeps the field as it is; going elsewhere on the page takes what was typed if it can be.
  #left(event: FocusEvent): void {
    const { editor } = this.stage;
    if (!editor.isOpen || event.target !== editor.field || !document.hasFocus()) return;
    this.commit("stay", false);
  }
}
