import type { CellState, RefusalReason } from "./grid-types";

/** Every sentence the grid can say; the page gives them in the person's language. `{name}` marks what is filled in. */
export const gridTextKeys = [
  "help",
  "empty",
  "no_match",
  "rows_shown",
  "clear_filters",
  "selection_summary",
  "selection_count",
  "unsaved",
  "failed",
  "conflicts",
  "state_pending",
  "state_saving",
  "state_saved",
  "state_failed",
  "state_conflict",
  "editor_label",
  "choice_label",
  "choice_empty",
  "menu_button",
  "menu_title",
  "sort_ascending",
  "sort_descending",
  "sort_none",
  "filter_label",
  "filter_text_hint",
  "filter_number_hint",
  "filter_date_hint",
  "filter_apply",
  "filter_clear",
  "filter_invalid",
  "filter_active",
  "filter_empty_value",
  "column_hide",
  "column_move_left",
  "column_move_right",
  "column_wider",
  "column_narrower",
  "columns_shown",
  "columns_reset",
  "close",
  "paste_rejected_title",
  "paste_rejected_summary",
  "paste_rejected_more",
  "paste_row",
  "paste_column",
  "paste_value",
  "paste_reason",
  "paste_go_to",
  "outside_grid",
  "cells_left_alone",
  "undo_refused",
  "undo_refused_by",
  "undo_refused_blocked",
  "redo_refused",
  "nothing_to_undo",
  "nothing_to_redo",
  "conflict_title",
  "conflict_by",
  "conflict_mine",
  "conflict_theirs",
  "conflict_keep_mine",
  "conflict_take_theirs",
  "empty_value",
  "refused_not_a_number",
  "refused_ambiguous_number",
  "refused_negative",
  "refused_below_min",
  "refused_above_max",
  "refused_too_many_integer_digits",
  "refused_too_many_decimals",
  "refused_not_a_choice",
  "refused_not_a_date",
  "refused_too_long",
  "refused_read_only",
  "refused_blocked",
  "refused_conflict",
  "refused_does_not_fit",
] as const;

export type GridTextKey = (typeof gridTextKeys)[number];

/** The sentences of one grid, by key. */
export type GridTexts = Readonly<Record<GridTextKey, string>>;

/** Shows the key itself where the host gave no text, so that a missing one is seen and never silent. */
export class TextBook {
  #texts: Partial<GridTexts> = {};

  set(texts: Partial<GridTexts>): void {
    this.#texts = texts;
  }

  get(): Partial<GridTexts> {
    return this.#texts;
  }

  say(key: GridTextKey, data: Readonly<Record<string, string | number>> = {}): string {
    const text = this.#texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
  }

  refusal(reason: RefusalReason, data: Readonly<Record<string, string | number>> = {}): string {
    return this.say(`refused_${reason}`, data);
  }

  state(state: CellState): string {
    return this.say(`state_${state}`);
  }
}
