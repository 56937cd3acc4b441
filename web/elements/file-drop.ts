import { define, h, icon, texts } from "./element";

/**
 * `<file-drop max-bytes="20000000" texts='{…}'><label class="drop">…<input type="file" name="file"></label></file-drop>`:
 * files by click, keyboard, drop or paste; lists them and refuses what is too large or of another type at once.
 */
class FileDrop extends HTMLElement {
  readonly #list = h("ul", { class: "drop-files" });
  readonly #error = h("div", { class: "field-error", role: "alert", hidden: true });

  connectedCallback(): void {
    const { input } = this;
    this.append(this.#error, this.#list);
    input.addEventListener("change", () => this.#take([...(input.files ?? [])], false));
    for (const type of ["dragenter", "dragover"]) {
      this.addEventListener(type, (event) => {
        event.preventDefault();
        this.toggleAttribute("data-over", true);
      });
    }
    for (const type of ["dragleave", "drop"]) this.addEventListener(type, () => this.removeAttribute("data-over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#take([...(event.dataTransfer?.files ?? [])], true);
    });
    this.addEventListener("paste", (event) => this.#take([...(event.clipboardData?.files ?? [])], true));
  }

  get input(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('input[type="file"]')!;
  }

  #take(files: readonly File[], added: boolean): void {
    if (files.length === 0) return;
    const bad = files.map((file) => this.#whyNot(file)).find((reason) => reason !== null);
    this.#error.hidden = bad === undefined;
    this.#error.textContent = bad ?? "";
    const good = files.filter((file) => this.#whyNot(file) === null);
    const kept = added && this.input.multiple ? [...(this.input.files ?? []), ...good] : good;
    this.#put(this.input.multiple ? kept : kept.slice(-1));
    if (added) this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #put(files: readonly File[]): void {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    this.input.files = transfer.files;
    this.#list.replaceChildren(...files.map((file) => this.#row(file, files)));
  }

  #row(file: File, all: readonly File[]): HTMLElement {
    const remove = h("button", {
      type: "button",
      class: "btn btn-ghost btn-icon btn-sm",
      "aria-label": texts(this)("remove", { name: file.name }),
    });
    remove.append(icon("x"));
    remove.addEventListener("click", () => this.#put(all.filter((other) => other !== file)));
    return h(
      "li",
      {},
      icon("file"),
      h("span", {}, file.name),
      h("span", { class: "muted tabular" }, sizeOf(file.size)),
      remove,
    );
  }

  #whyNot(file: File): string | null {
    const max = Number(this.getAttribute("max-bytes") ?? Infinity);
    if (file.size > max) return texts(this)("too_large", { name: file.name, max: sizeOf(max) });
    return accepts(this.input.accept, file) ? null : texts(this)("wrong_type", { name: file.name });
  }
}

/** Whether a file fits an `accept` attribute: extensions, types, or families such as image/*. */
export function accepts(accept: string, file: { readonly name: string; readonly type: string }): boolean {
  const rules = accept.split(",").map((rule) => rule.trim().toLowerCase());
  const name = file.name.toLowerCase();
  return rules.some((rule) => {
    if (rule === "") return true;
    if (rule.startsWith(".")) return name.endsWith(rule);
    return rule.endsWith("/*") ? file.type.startsWith(rule.slice(0, -1)) : file.type === rule;
  });
}

export function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let size = bytes / 1_000;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${size < 10 ? Math.round(size * 10) / 10 : Math.round(size)} ${units[unit]}`;
}

define("file-drop", FileDrop);
