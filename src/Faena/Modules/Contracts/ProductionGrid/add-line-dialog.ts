import { formatDecimal } from "@web/elements/decimal";
import { h } from "@web/elements/element";
import { api, ProblemError } from "@web/elements/http";
import type { SheetContext } from "./month-context";

interface Concept {
  readonly id: string;
  readonly text: string;
  readonly partida: string;
  readonly unidad: string;
  readonly precio: string;
  readonly precio_usd: string;
  readonly clave_anexo: string;
}

const typingPause = 250;
const fewestLetters = 2;

// The documented search says the code before the words; here it stands on a line of its own.
function withoutCode({ text, partida }: Concept): string {
  return text.startsWith(`${partida} `) ? text.slice(partida.length + 1) : text;
}

/** Searches the price book and adds one of its concepts to an order. @returns whether a line was added. */
export function addLineDialog(order: number, { say, culture }: SheetContext): Promise<boolean> {
  const search = h("input", {
    id: "add-line-search",
    type: "search",
    class: "form-control",
    autocomplete: "off",
  });
  const list = h("ul", { class: "add-line-list" });
  const note = h("p", { class: "field-help", role: "status" }, say("add_line_hint"));
  const close = h("button", { type: "button", class: "btn" }, say("close"));
  const dialog = h(
    "dialog",
    {
      class: "dialog dialog-wide",
      "aria-labelledby": "add-line-title",
      "aria-describedby": "add-line-about",
    },
    h(
      "div",
      { class: "dialog-body" },
      h("h2", { id: "add-line-title" }, say("add_line")),
      h("p", { id: "add-line-about" }, say("add_line_about")),
      h(
        "div",
        { class: "field" },
        h("label", { class: "field-label", for: search.id }, say("add_line_search")),
        search,
      ),
      note,
      list,
      h("div", { class: "dialog-actions" }, close),
    ),
  );

  return new Promise((resolve) => {
    let added = false;
    let adding = false;
    let asked = 0;
    let timer = 0;

    const find = async (): Promise<void> => {
      const wanted = search.value.trim();
      const turn = ++asked;
      if (wanted.length < fewestLetters) {
        list.replaceChildren();
        note.textContent = say("add_line_hint");
        return;
      }
      try {
        const found = await api.get<{ results: readonly Concept[] }>(
          `/api/produccion/buscar_productos_catalogo?q=${encodeURIComponent(wanted)}`,
          { numbersAsText: true },
        );
        if (turn !== asked) return;
        note.textContent = say(found.results.length === 0 ? "add_line_none" : "add_line_found", {
          n: found.results.length,
        });
        list.replaceChildren(...found.results.map(item));
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        note.textContent = problem.message;
      }
    };

    const item = (concept: Concept): HTMLElement => {
      const button = h(
        "button",
        { type: "button", class: "add-line-item" },
        h("strong", {}, `${concept.clave_anexo} · ${concept.partida}`),
        h("span", { class: "add-line-text" }, withoutCode(concept)),
        h(
          "span",
          { class: "muted small" },
          say("add_line_prices", {
            unit: concept.unidad,
            mn: formatDecimal(concept.precio, culture, 2),
            usd: formatDecimal(concept.precio_usd, culture, 2),
          }),
        ),
      );
      button.addEventListener("click", () => void add(concept));
      return h("li", {}, button);
    };

    const add = async (concept: Concept): Promise<void> => {
      if (adding) return;
      adding = true;
      try {
        await api.post("/api/produccion/vincular_partida_ot", {
          id_ot: order,
          id_producto: Number(concept.id),
        });
        added = true;
        dialog.close();
      } catch (problem) {
        if (!(problem instanceof ProblemError)) throw problem;
        note.textContent = problem.message;
      } finally {
        adding = false;
      }
    };

    search.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void find(), typingPause);
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      window.clearTimeout(timer);
      dialog.remove();
      resolve(added);
    });
    document.body.append(dialog);
    dialog.showModal();
    search.focus();
  });
}
