import { parseTsv, toTsv } from "./grid-clipboard";
import type { Refusal, UndoOutcome } from "./grid-book";
import type { GridEditing, Leave } from "./grid-editing";
import { commandOf, type Command } from "./grid-keyboard";
import { buildMenu, type MenuAction } from "./grid-menu";
import { buildRejection } from "./grid-panels";
import { copyBlock, planClear, planFill, planPaste, type BadCell, type Plan } from "./grid-plan";
import { GridPointer } from "./grid-pointer";
import type { Area, Place } from "./grid-selection";
import type { GridStage } from "./grid-stage";
import type { EditSource, RejectedCell, UndoRefusal } from "./grid-types";

/** Keys, clipboard and menus: what a person does to the grid, turned into plans and written in one piece. */
export class GridGestures {
  #panel: HTMLElement | null = null;
  /** Escape lets the next Tab leave the grid, so that nobody is caught in it. */
  #leaving = false;

  constructor(
    private readonly stage: GridStage,
    private readonly editing: GridEditing,
  ) {
    const { viewport } = stage.renderer;
    viewport.addEventListener("keydown", (event) => this.#key(event));
    viewport.addEventListener("dblclick", (event) => this.#doubleClick(event));
    viewport.addEventListener("contextmenu", (event) => this.#contextMenu(event));
    viewport.addEventListener("copy", (event) => this.#copy(event, false));
    viewport.addEventListener("cut", (event) => this.#copy(event, true));
    viewport.addEventListener("paste", (event) => this.#pasteEvent(event));
    new GridPointer(this.#pointerTarget());
  }

  // ---- keys ----------------------------------------------------------------------------------------------------

  #key(event: KeyboardEvent): void {
    const { editor, header } = this.stage;
    if (event.target === editor.field) {
      this.#editorKey(event);
      return;
    }
    const column = header.indexOf(event.target);
    if (column >= 0) {
      this.#headerKey(event, column);
      return;
    }
    const command = commandOf(event);
    if (!command || (event.target as Element).closest("input, textarea")) return;
    // The browser puts the character into the field that opens, which keeps accents and input methods working.
    const typing = command.name === "type" && this.#activeKind() !== "choice";
    const kept = this.#run(command, event.key);
    if (kept && !typing) event.preventDefault();
    if (typing && !editor.isOpen) event.preventDefault();
  }

  /** False when the browser should have the key after all. */
  #run(command: Command, key: string): boolean {
    const { selection, land } = this.stage;
    const leaving = this.#leaving;
    this.#leaving = false;
    switch (command.name) {
      case "step":
        if (command.direction === "up" && !command.jump && !command.extend && selection.active.row === 0) {
          this.stage.header.cell(selection.active.column)?.focus();
          return true;
        }
        selection.step(command.direction, command.jump, command.extend, land);
        break;
      case "page":
        selection.page(command.direction, command.extend, land);
        break;
      case "home":
        selection.home(command.far, command.extend, land);
        break;
      case "end":
        selection.end(command.far, command.extend, land);
        break;
      case "enter":
        if (this.#openInstead()) return true;
        selection.enter(command.back, land);
        break;
      case "tab":
        if (leaving || !selection.tab(command.back, land)) return false;
        break;
      case "select-all":
        selection.select({ top: 0, bottom: land.bodyRows - 1, left: 0, right: land.columns - 1 }, selection.active);
        break;
      case "select-row":
        selection.select({ ...selection.area, left: 0, right: land.columns - 1 }, selection.active);
        break;
      case "select-column":
        selection.select({ ...selection.area, top: 0, bottom: land.bodyRows - 1 }, selection.active);
        break;
      case "escape":
        this.#leaving = true;
        this.stage.tip.hide();
        this.#closePanel(false);
        return true;
      case "type":
        this.editing.start(key);
        return true;
      case "edit":
      case "open":
        this.editing.start(null);
        return true;
      case "clear":
        this.clear("clear");
        return true;
      case "undo":
        this.undo();
        return true;
      case "redo":
        this.redo();
        return true;
      case "fill-down":
      case "fill-right":
        this.#fillFromEdge(command.name === "fill-down");
        return true;
    }
    if (command.name.startsWith("select-")) this.stage.selected();
    else this.stage.moved();
    return true;
  }

  #editorKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { editor } = this.stage;
    const arrows: Readonly<Record<string, Leave>> = {
      ArrowUp: "up",
      ArrowDown: "down",
      ArrowLeft: "left",
      ArrowRight: "right",
    };
    const arrow = arrows[event.key];
    if (event.key === "Escape") this.editing.cancel();
    else if (event.key === "Enter" && event.altKey && editor.field instanceof HTMLTextAreaElement) {
      editor.field.setRangeText("\n", editor.field.selectionStart, editor.field.selectionEnd, "end");
    } else if (event.key === "Enter") this.editing.commit(event.shiftKey ? "up" : "down");
    else if (event.key === "Tab") this.editing.commit(event.shiftKey ? "left" : "right");
    else if (event.key === "F2") editor.arrowsMove = !editor.arrowsMove;
    else if (arrow && editor.arrowsMove && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      // An arrow moves one plain step; Enter's and Tab's turns at the edges are not for it.
      if (this.editing.commit("stay")) this.#run(stepCommand(arrow), event.key);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #headerKey(event: KeyboardEvent, column: number): void {
    if (event.target instanceof HTMLButtonElement) {
      if (event.key === "Escape") this.stage.header.cell(column)?.focus();
      return;
    }
    const last = this.stage.columns.seen.length - 1;
    const focus = (index: number) => {
      const to = Math.max(0, Math.min(index, last));
      this.stage.renderer.revealColumn(to);
      this.stage.header.cell(to)?.focus({ preventScroll: true });
    };
    switch (event.key) {
      case "ArrowLeft":
        focus(column - 1);
        break;
      case "ArrowRight":
        focus(column + 1);
        break;
      case "Home":
        focus(0);
        break;
      case "End":
        focus(last);
        break;
      case "ArrowDown":
        if (event.altKey) this.#openMenu(column);
        else {
          this.stage.selection.moveTo({ row: this.stage.selection.active.row, column });
          this.stage.moved();
        }
        break;
      case "Enter":
      case " ":
        this.#openMenu(column);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  #openInstead(): boolean {
    const cell = this.stage.at(this.stage.selection.active);
    if (!cell || !this.stage.selection.isSingle) return false;
    const barrier = this.stage.book.barrier(cell.row, cell.column);
    if (barrier?.reason === "conflict") {
      this.editing.openConflict(this.stage.selection.active);
      return true;
    }
    if (cell.column.kind === "choice" && !barrier) {
      this.editing.start(null);
      return true;
    }
    if (barrier) this.stage.emit("grid-open", { rowId: cell.row.id, columnId: cell.column.id });
    return false;
  }

  #activeKind(): string | undefined {
    return this.stage.at(this.stage.selection.active)?.column.kind;
  }

  // ---- clipboard, fill, clear ----------------------------------------------------------------------------------

  #copy(event: ClipboardEvent, cut: boolean): void {
    if (this.stage.editor.isOpen || !event.clipboardData || this.stage.header.indexOf(event.target) >= 0) return;
    event.preventDefault();
    const { area } = this.stage.selection;
    event.clipboardData.setData("text/plain", toTsv(copyBlock(area, this.stage.ground)));
    if (cut) this.clear("cut");
  }

  #pasteEvent(event: ClipboardEvent): void {
    if (this.stage.editor.isOpen || !event.clipboardData || this.stage.header.indexOf(event.target) >= 0) return;
    event.preventDefault();
    this.paste(event.clipboardData.getData("text/plain"));
  }

  /** All of it or nothing: one cell that cannot be taken refuses the whole paste and is listed with the others. */
  paste(text: string): void {
    if (text === "") return;
    this.#closePanel(false);
    const plan = planPaste(parseTsv(text), this.stage.selection.area, this.stage.ground);
    if (plan.bad.length > 0) this.#reject(plan.bad);
    else this.#carryOut("paste", plan);
  }

  clear(source: "clear" | "cut"): void {
    this.#carryOut(source, planClear(this.stage.selection.area, this.stage.ground));
  }

  /** `selected` is what stays selected; the source together with the target unless told. */
  fill(source: Area, target: Area, selected?: Area): void {
    const plan = planFill(source, target, this.stage.ground);
    this.#carryOut("fill", selected ? { ...plan, area: selected } : plan);
  }

  #fillFromEdge(down: boolean): void {
    const { area } = this.stage.selection;
    const ground = this.stage.ground;
    const isData = (row: number) => ground.rows[row]?.kind === "data";
    if (down) {
      let first = area.top;
      while (first < area.bottom && !isData(first)) first++;
      const several = first < area.bottom;
      // One row alone is filled from the row above it.
      let above = area.top - 1;
      while (!several && above >= 0 && !isData(above)) above--;
      const from = several ? first : above;
      if (from >= 0) this.fill({ ...area, top: from, bottom: from }, { ...area, top: from + 1 }, area);
    } else {
      const from = area.left < area.right ? area.left : area.left - 1;
      if (from >= 0) this.fill({ ...area, left: from, right: from }, { ...area, left: from + 1 }, area);
    }
  }

  #carryOut(source: EditSource, plan: Plan): void {
    const { selection, land } = this.stage;
    if (source === "paste" || source === "fill") {
      const { top, bottom, left, right } = plan.area;
      selection.select({ top, left, right, bottom: Math.min(bottom, land.rows - 1) });
    }
    this.editing.write(source, plan.changes);
    this.stage.moved();
    if (plan.leftAlone > 0) this.stage.say(this.stage.texts.say("cells_left_alone", { count: plan.leftAlone }));
  }

  #reject(bad: readonly BadCell[]): void {
    const { texts } = this.stage;
    const cells = bad.map(({ row, column, text, reason, detail }): RejectedCell => ({
      rowId: row?.id ?? null,
      columnId: column?.id ?? null,
      rowLabel: row ? this.stage.rowLabel(row) : texts.say("outside_grid"),
      columnTitle: column?.title ?? texts.say("outside_grid"),
      text,
      reason,
      message: detail ?? this.editing.reason(column, reason),
    }));
    this.stage.emit("grid-paste-rejected", { cells });
    const panel = buildRejection(
      cells,
      texts,
      ({ rowId, columnId }) => {
        if (rowId !== null && columnId !== null) this.stage.goTo({ rowId, columnId });
      },
      () => this.#closePanel(true),
    );
    this.#panel = panel;
    this.stage.status.element.before(panel);
    panel.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    panel.scrollIntoView?.({ block: "nearest" });
  }

  #closePanel(focus: boolean): void {
    this.#panel?.remove();
    this.#panel = null;
    if (focus) this.stage.focusActive();
  }

  // ---- undo ----------------------------------------------------------------------------------------------------

  undo(): void {
    this.#afterMove("undo", this.stage.book.undo());
  }

  redo(): void {
    this.#afterMove("redo", this.stage.book.redo());
  }

  #afterMove(source: "undo" | "redo", outcome: UndoOutcome | null): void {
    const { texts } = this.stage;
    if (!outcome) {
      this.stage.say(texts.say(source === "undo" ? "nothing_to_undo" : "nothing_to_redo"));
      return;
    }
    const { changes, refused } = outcome;
    if (changes.length > 0) this.stage.emit("cell-edited", { source, changes });
    const first = changes[0] ?? refused[0];
    if (!first || !this.stage.goTo(first)) this.stage.refresh();
    if (refused.length === 0) return;
    const cells = refused.map((refusal) => this.#refusal(refusal));
    this.stage.emit("grid-undo-refused", { source, cells });
    const told = cells[0];
    if (!told) return;
    const data = { cell: `${told.rowLabel}, ${told.columnTitle}`, count: cells.length };
    const verdict = texts.say(source === "undo" ? "undo_refused" : "redo_refused", data);
    const why = told.blocked
      ? texts.say("undo_refused_blocked", { ...data, reason: told.blocked })
      : texts.say("undo_refused_by", { ...data, who: told.who ?? "", when: this.stage.time(told.when ?? "") });
    this.stage.say(`${verdict} ${why}`);
  }

  #refusal({ rowId, columnId, current, by, blocked }: Refusal): UndoRefusal {
    const row = this.stage.book.model.row(rowId);
    const rowLabel = row ? this.stage.rowLabel(row) : rowId;
    const columnTitle = this.stage.columns.byId.get(columnId)?.title ?? columnId;
    return { rowId, columnId, rowLabel, columnTitle, current, ...by, ...(blocked === undefined ? {} : { blocked }) };
  }

  // ---- mouse and menus -----------------------------------------------------------------------------------------

  #pointerTarget(): ConstructorParameters<typeof GridPointer>[0] {
    const { stage } = this;
    const { selection, columns, renderer, header } = stage;
    return {
      renderer,
      header,
      area: () => selection.area,
      mayLeave: () => {
        if (!stage.editor.isOpen || this.editing.commit()) return true;
        stage.editor.field?.focus();
        return false;
      },
      select: (place, extend) => {
        if (extend) selection.extendTo(place);
        else selection.moveTo(place);
        stage.moved();
      },
      clicked: (place: Place) => this.editing.openConflict(place),
      selectColumns: (from, to) => {
        const { model } = stage.book;
        if (model.view.length === 0) return;
        const first = Math.floor(renderer.viewport.scrollTop / renderer.rowHeight);
        const area = { top: 0, bottom: model.view.length - 1, left: Math.min(from, to), right: Math.max(from, to) };
        selection.select(area, { row: Math.min(first, area.bottom), column: from });
        stage.selected();
      },
      previewFill: (target) => {
        stage.preview = target;
        stage.refresh();
      },
      fill: (target) => this.fill(selection.area, target),
      openMenu: (column) => this.#openMenu(column),
      resize: (column, width, done) => this.#resize(column, width, done),
      fit: (column) => this.#resize(column, renderer.fittingWidth(column), true),
      dropColumn: (column, target, after) => {
        const [moved, other] = [columns.seen[column], columns.seen[target]];
        if (moved && other && columns.place(moved.id, other.id, after)) stage.layoutChanged();
      },
    };
  }

  #doubleClick(event: MouseEvent): void {
    const { selection, editor } = this.stage;
    if (editor.isOpen || (event.target as Element).classList.contains("fn-grid-handle")) return;
    const place = this.stage.renderer.placeOf(event.target);
    const cell = place && this.stage.at(place);
    if (!place || !cell) return;
    selection.moveTo(place);
    if (this.stage.book.barrier(cell.row, cell.column)) {
      this.stage.emit("grid-open", { rowId: cell.row.id, columnId: cell.column.id });
    }
    this.editing.start(null);
  }

  #contextMenu(event: MouseEvent): void {
    const column = this.stage.header.indexOf(event.target);
    if (column < 0) return;
    event.preventDefault();
    this.#openMenu(column);
  }

  #resize(index: number, width: number, done: boolean): void {
    const { columns, header, renderer } = this.stage;
    const column = columns.seen[index];
    if (!column) return;
    columns.resize(column.id, width);
    header.measureWidths();
    renderer.measureWidths();
    if (renderer.frozenOutdated) this.stage.rebuild();
    if (done) this.stage.tellLayout();
  }

  #openMenu(index: number): void {
    const { columns, header, texts, sort, filters } = this.stage;
    const column = columns.seen[index];
    const anchor = header.cell(index);
    if (!column || !anchor) return;
    const act = (action: MenuAction) => this.#menuAction(column.id, action);
    const menu = buildMenu({ column, columns, sort, filter: filters[column.id], texts, act });
    this.stage.openPopup(menu, anchor, (byOutside) => {
      if (!byOutside) this.#focusHeader(column.id);
    });
    menu.querySelector<HTMLElement>("input:not([type=checkbox]), button")?.focus();
  }

  #menuAction(columnId: string, action: MenuAction): void {
    const { stage } = this;
    const { columns } = stage;
    const index = columns.seen.findIndex((column) => column.id === columnId);
    // Width and the list of columns may be changed several times in a row: their menu stays open.
    if (action.name === "wider" || action.name === "narrower") {
      this.#resize(index, columns.width(columnId) + (action.name === "wider" ? 16 : -16), true);
      return;
    }
    if (action.name === "show") {
      columns.setHidden(action.columnId, !action.shown);
      stage.layoutChanged();
      return;
    }
    stage.popup.close();
    switch (action.name) {
      case "sort":
        stage.sort = action.direction ? { columnId, direction: action.direction } : null;
        stage.arrange(true);
        break;
      case "filter":
        stage.setFilter(columnId, action.filter);
        break;
      case "hide":
        columns.setHidden(columnId, true);
        stage.layoutChanged();
        break;
      case "reset":
        columns.reset();
        stage.layoutChanged();
        break;
      case "move":
        if (columns.move(columnId, action.step)) stage.layoutChanged();
        break;
    }
    this.#focusHeader(columnId, index);
  }

  /** `otherwise` is where the column stood, for when it is hidden now. */
  #focusHeader(columnId: string, otherwise = 0): void {
    const { seen } = this.stage.columns;
    const index = seen.findIndex((column) => column.id === columnId);
    this.stage.header.cell(index >= 0 ? index : Math.min(otherwise, seen.length - 1))?.focus();
  }
}

function stepCommand(leave: Leave): Command {
  const direction = leave === "stay" ? "down" : leave;
  return { name: "step", direction, jump: false, extend: false };
}
