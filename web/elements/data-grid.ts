/**
 * `<data-grid>`: the one grid of the product, for people who come from Excel.
 *
 * ```ts
 * import "@web/elements/data-grid";
 * const grid = document.createElement("data-grid");
 * grid.texts = texts; // every key of `gridTextKeys`
 * grid.culture = "es-MX";
 * grid.label = "Producción diaria";
 * grid.rowLines = 2; // value over "P: planned"
 * grid.columns = [{ id: "partida", title: "Partida", kind: "text", width: 90, frozen: true }, …];
 * grid.layout = savedLayout; // optional, what `grid-layout` gave last time
 * grid.setRows(rows); // group rows stand before their data rows; total rows are pinned at the bottom
 * grid.addEventListener("cell-edited", (e) => recompute(e.detail.changes));
 * ```
 *
 * Properties: `columns`, `texts`, `culture`, `label`, `layout`, `filters`, `sort`, `rowLines` (1 | 2), `readOnly`,
 * `statusText` (the host's line, such as the remaining volume), `describeCell`, `selection` (read only), `editing` (read only).
 *
 * Data: `setRows(rows, { keepPending? })`, `updateCells(updates, by?)` (with `by`: somebody else's change),
 * `cellValue(rowId, columnId)`, `visibleRowIds()`, `focusCell(rowId, columnId)`, `clearFilters()`, `commitEdit()`.
 *
 * Saving: `pendingChanges({ failed? })` → send → `markSaving(cells)` → `markSaved(cells)` | `markFailed(cells, message)` |
 * `markConflict(rowId, columnId, serverValue, who, when, version?)`; `retryFailed()`; `restorePending(drafts)`;
 * `undo()`, `redo()`, `canUndo`, `canRedo`.
 *
 * Events (typed in `DataGridEventMap`, all bubble): `cell-edited`, `grid-selection`, `grid-paste-rejected`, `grid-layout`,
 * `grid-filter`, `grid-undo-refused`, `grid-conflict-resolved`, `grid-open`.
 *
 * Numbers are canonical decimal text ("1234.5") or null; see `decimal.ts` for exact sums and formats.
 */
export type * from "./grid-types";
export { gridTextKeys, type GridTextKey, type GridTexts } from "./grid-texts";
