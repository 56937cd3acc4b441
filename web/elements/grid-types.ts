/** The cultures the product formats for; each groups with a comma and writes a decimal point. */
export type Culture = "es-MX" | "es-PE" | "en-US";

/** What a column holds. Numbers are canonical decimal text ("1234.5"), dates ISO text ("2025-03-01"). */
export type ColumnKind = "text" | "number" | "choice" | "date";

/** One option of a choice column. `short` is shown in the cell where the label would not fit. */
export interface GridChoice {
  readonly value: string;
  readonly label: string;
  readonly short?: string;
  readonly className?: string;
  /** A glyph shown before the label, so that a status is never told by colour alone. */
  readonly icon?: string;
}

/** A column as the host describes it; the person's own order, width and visibility live in `GridLayout`. */
export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Width in CSS pixels. */
  readonly width: number;
  readonly tooltip?: string;
  readonly frozen?: boolean;
  readonly editable?: boolean;
  readonly align?: "start" | "center" | "end";
  /** Decimals always shown (padded with zeros). Further digits that exist are shown too: nothing is rounded away. */
  readonly decimals?: number;
  /** Smallest and largest number accepted, as decimal text. */
  readonly min?: string;
  readonly max?: string;
  /** Digits accepted before and after the point: 9 and 6 unless told. */
  readonly maxIntegerDigits?: number;
  readonly maxDecimals?: number;
  readonly maxLength?: number;
  readonly multiline?: boolean;
  readonly choices?: readonly GridChoice[];
  /** Both true unless told. */
  readonly filterable?: boolean;
  readonly sortable?: boolean;
  /** The cell that names its row to a screen reader: the first frozen column unless told. */
  readonly rowHeader?: boolean;
  readonly headerClass?: string;
  /** Class of every cell of the column: `fn-weekend` and `fn-today` are styled by the grid. */
  readonly className?: string;
  readonly hidden?: boolean;
}

/** Where a cell's value stands on its way to the server. */
export type CellState = "pending" | "saving" | "saved" | "failed" | "conflict";

/** A cell with more to say than its value. */
export interface GridCell {
  readonly value: string | null;
  /** Second line, such as "P: 12.5" (set `rowLines` to 2). */
  readonly note?: string;
  /** Why nobody may write here; the cell is hatched and tells this on focus. */
  readonly blocked?: string;
  readonly readOnly?: boolean;
  readonly state?: CellState;
  readonly message?: string;
  /** Shown instead of the formatted value, such as "8 + 2". */
  readonly display?: string;
  /** `fn-excess` and `fn-done` are styled by the grid. */
  readonly className?: string;
  readonly tooltip?: string;
  /** Opaque to the grid: it travels back in `PendingChange`. */
  readonly version?: string | number;
}

/** A plain value where there is nothing else to say. */
export type CellInput = string | null | GridCell;

/** `group` rows stand before their data rows; `total` rows are pinned at the bottom. Both are read-only. */
export type RowKind = "data" | "group" | "total";

export interface GridRow {
  readonly id: string;
  /** "data" unless told. */
  readonly kind?: RowKind;
  /** How messages call this row; its row header's text unless told. */
  readonly label?: string;
  readonly className?: string;
  readonly cells: Readonly<Record<string, CellInput>>;
}

export interface CellRef {
  readonly rowId: string;
  readonly columnId: string;
}

/** What the server (or the host's own arithmetic) says about a cell; members left out stay as they are. */
export type CellUpdate = CellRef & Partial<GridCell>;

/** Who changed a cell on the server, and when (ISO date and time). */
export interface ChangedBy {
  readonly who: string;
  readonly when: string;
}

/** One cell that changed by hand, paste, fill, clear, undo or redo. */
export interface CellChange extends CellRef {
  readonly before: string | null;
  readonly after: string | null;
}

/** A value the server does not have yet; `previous` is the last value known from the server. */
export interface PendingChange extends CellRef {
  readonly value: string | null;
  readonly previous: string | null;
  readonly version?: string | number;
}

/** A saved cell and, where the server counts versions, its new one. */
export interface SavedCell extends CellRef {
  readonly version?: string | number;
}

export interface ColumnLayout {
  readonly id: string;
  readonly width: number;
  readonly hidden?: boolean;
}

/** A person's columns in their order. Columns it does not name come after, as the host described them. */
export interface GridLayout {
  readonly columns: readonly ColumnLayout[];
}

/** Text as typed (">10", "10..20", "acero"), or the values wanted of a choice column ("" is the empty cell). */
export type GridFilter = string | readonly string[];

export interface GridSort {
  readonly columnId: string;
  readonly direction: "ascending" | "descending";
}

/** Why a text cannot become a cell's value. The host's texts carry one sentence for each. */
export type RefusalReason =
  | "not_a_number"
  | "ambiguous_number"
  | "negative"
  | "below_min"
  | "above_max"
  | "too_many_integer_digits"
  | "too_many_decimals"
  | "not_a_choice"
  | "not_a_date"
  | "too_long"
  | "read_only"
  | "blocked"
  | "conflict"
  | "does_not_fit";

/** One pasted cell that could not be taken, with everything a list needs to name it. */
export interface RejectedCell {
  readonly rowId: string | null;
  readonly columnId: string | null;
  readonly rowLabel: string;
  readonly columnTitle: string;
  readonly text: string;
  readonly reason: RefusalReason;
  /** The sentence shown to the person. */
  readonly message: string;
}

export type EditSource = "edit" | "paste" | "fill" | "clear" | "cut" | "undo" | "redo" | "conflict";

export interface CellEditedDetail {
  readonly source: EditSource;
  readonly changes: readonly CellChange[];
}

export interface GridSelectionDetail {
  readonly active: CellRef | null;
  readonly rowIds: readonly string[];
  readonly columnIds: readonly string[];
}

export interface GridFilterDetail {
  /** Data rows that pass, in the order shown. */
  readonly rowIds: readonly string[];
  readonly filters: Readonly<Record<string, GridFilter>>;
  readonly sort: GridSort | null;
}

export interface PasteRejectedDetail {
  readonly cells: readonly RejectedCell[];
}

/** A cell whose undo or redo was refused, because somebody else changed it or it got blocked since. */
export interface UndoRefusal extends CellRef {
  readonly rowLabel: string;
  readonly columnTitle: string;
  readonly current: string | null;
  readonly who?: string;
  readonly when?: string;
  readonly blocked?: string;
}

export interface UndoRefusedDetail {
  readonly source: "undo" | "redo";
  readonly cells: readonly UndoRefusal[];
}

export interface GridTypingDetail extends CellRef {
  readonly value: string | null;
}

export interface ConflictResolvedDetail extends CellRef {
  readonly choice: "mine" | "theirs";
  readonly value: string | null;
  readonly previous: string | null;
}

/** The grid's events; all bubble. */
export interface DataGridEventMap {
  /** Cells changed: the moment to recompute and to schedule a save. */
  "cell-edited": CustomEvent<CellEditedDetail>;
  "grid-selection": CustomEvent<GridSelectionDetail>;
  "grid-paste-rejected": CustomEvent<PasteRejectedDetail>;
  "grid-layout": CustomEvent<GridLayout>;
  "grid-filter": CustomEvent<GridFilterDetail>;
  "grid-undo-refused": CustomEvent<UndoRefusedDetail>;
  "grid-conflict-resolved": CustomEvent<ConflictResolvedDetail>;
  /** What stands in the editor right now, when it can be read: the moment to show what would remain. */
  "grid-typing": CustomEvent<GridTypingDetail>;
  /** Enter or a double click on a cell that cannot be edited: open what is behind it. */
  "grid-open": CustomEvent<CellRef>;
}

/** Live additions to a cell while somebody works on it, such as the split of an excess. */
export type DescribeCell = (rowId: string, columnId: string, value: string | null) => Partial<GridCell> | null;
