import type { GridColumns } from "./grid-columns";
import { freshId, make } from "./grid-dom";
import { compileFilter } from "./grid-filter";
import type { TextBook } from "./grid-texts";
import type { GridColumn, GridFilter, GridSort } from "./grid-types";

/** What a person can do to a column. */
export type MenuAction =
  | { readonly name: "sort"; readonly direction: GridSort["direction"] | null }
  | { readonly name: "filter"; readonly filter: GridFilter | null }
  | { readonly name: "hide" | "wider" | "narrower" | "reset" }
  | { readonly name: "move"; readonly step: 1 | -1 }
  | { readonly name: "show"; readonly columnId: string; readonly shown: boolean };

/** What the menu of one column starts from. */
export interface MenuContext {
  readonly column: GridColumn;
  readonly columns: GridColumns;
  readonly sort: GridSort | null;
  readonly filter: GridFilter | undefined;
  readonly texts: TextBook;
  readonly act: (action: MenuAction) => void;
}

/** Builds the menu of a column: order, filter, place, width, and which columns are shown. */
export function buildMenu(context: MenuContext): HTMLElement {
  const { column, columns, texts, act } = context;
  const title = freshId("fn-grid-menu");
  const menu = make("div", "fn-grid-menu", { role: "dialog", "aria-labelledby": title });
  menu.append(make("h2", "fn-grid-menu-title", { id: title }, texts.say("menu_title", { column: column.title })));
  if (column.sortable !== false) menu.append(sortPart(context));
  if (column.filterable !== false) menu.append(column.kind === "choice" ? choicePart(context) : textPart(context));
  menu.append(
    group(
      button(texts.say("column_move_left"), () => act({ name: "move", step: -1 })),
      button(texts.say("column_move_right"), () => act({ name: "move", step: 1 })),
      button(texts.say("column_narrower"), () => act({ name: "narrower" })),
      button(texts.say("column_wider"), () => act({ name: "wider" })),
      ...(columns.seen.length > 1 ? [button(texts.say("column_hide"), () => act({ name: "hide" }))] : []),
    ),
    columnsPart(context),
  );
  return menu;
}

function sortPart({ column, sort, texts, act }: MenuContext): HTMLElement {
  const now = sort?.columnId === column.id ? sort.direction : null;
  const option = (direction: GridSort["direction"] | null, text: string) => {
    const made = button(text, () => act({ name: "sort", direction }));
    made.setAttribute("aria-pressed", String(now === direction));
    return made;
  };
  return group(
    option("ascending", texts.say("sort_ascending")),
    option("descending", texts.say("sort_descending")),
    option(null, texts.say("sort_none")),
  );
}

function textPart({ column, filter, texts, act }: MenuContext): HTMLElement {
  const [field, hint, problem] = [freshId("fn-grid-filter"), freshId("fn-grid-hint"), freshId("fn-grid-problem")];
  const input = make("input", "fn-grid-filter-field", {
    id: field,
    type: "text",
    autocomplete: "off",
    "aria-describedby": `${hint} ${problem}`,
  });
  input.value = typeof filter === "string" ? filter : "";
  const error = make("p", "fn-grid-filter-problem", { id: problem, role: "alert" });
  const hints = { text: "filter_text_hint", number: "filter_number_hint", date: "filter_date_hint" } as const;
  const form = make(
    "form",
    "fn-grid-menu-part",
    {},
    make("label", "", { for: field }, texts.say("filter_label")),
    input,
    make("p", "fn-grid-hint", { id: hint }, texts.say(hints[column.kind === "choice" ? "text" : column.kind])),
    error,
    filterButtons(texts, act),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (compileFilter(column, text)) {
      act({ name: "filter", filter: text === "" ? null : text });
      return;
    }
    error.textContent = texts.say("filter_invalid");
    input.setAttribute("aria-invalid", "true");
    input.focus();
  });
  return form;
}

function choicePart({ column, filter, texts, act }: MenuContext): HTMLElement {
  const wanted = new Set(Array.isArray(filter) ? filter : []);
  const all = [
    ...(column.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label })),
    { value: "", label: texts.say("filter_empty_value") },
  ];
  const boxes = all.map(({ value, label }) => {
    const box = make("input", "", { type: "checkbox", value });
    box.checked = wanted.size === 0 || wanted.has(value);
    return { box, line: make("label", "fn-grid-check", {}, box, label) };
  });
  const label = make("span", "", { id: freshId("fn-grid-filter") }, texts.say("filter_label"));
  const form = make(
    "form",
    "fn-grid-menu-part",
    { role: "group", "aria-labelledby": label.id },
    label,
    ...boxes.map(({ line }) => line),
    filterButtons(texts, act),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    // Nothing ticked would show nothing: it means no filter, as everything ticked does.
    const filters = chosen.length > 0 && chosen.length < all.length;
    act({ name: "filter", filter: filters ? chosen : null });
  });
  return form;
}

function filterButtons(texts: TextBook, act: MenuContext["act"]): HTMLElement {
  const apply = make("button", "fn-grid-button fn-grid-primary", { type: "submit" }, texts.say("filter_apply"));
  const clear = button(texts.say("filter_clear"), () => act({ name: "filter", filter: null }));
  return make("div", "fn-grid-buttons", {}, apply, clear);
}

function columnsPart({ columns, texts, act }: MenuContext): HTMLElement {
  const lines = columns.ordered.map((column) => {
    const box = make("input", "", { type: "checkbox" });
    box.checked = !columns.isHidden(column.id);
    box.addEventListener("change", () => act({ name: "show", columnId: column.id, shown: box.checked }));
    return make("label", "fn-grid-check", {}, box, column.title);
  });
  return make(
    "details",
    "fn-grid-menu-part",
    {},
    make("summary", "", {}, texts.say("columns_shown")),
    make("div", "fn-grid-column-list", {}, ...lines),
    button(texts.say("columns_reset"), () => act({ name: "reset" })),
  );
}

function group(...children: HTMLElement[]): HTMLElement {
  return make("div", "fn-grid-menu-part", {}, ...children);
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = make("button", "fn-grid-button", { type: "button" }, text);
  made.addEventListener("click", act);
  return made;
}
