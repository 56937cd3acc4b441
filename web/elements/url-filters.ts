import { define } from "./element";
import { tab } from "./memory";

const typingPause = 350;
const typedIn = "filter-focus";

/**
 * `<url-filters><form method="get">…</form></url-filters>`: a change of any control shows the page again with that filter in
 * its address; a search box waits until the typing pauses. Without script the form's button does the same.
 */
class UrlFilters extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    form.addEventListener("change", (event) => {
      if (!isTyped(event.target)) this.#show(form);
    });
    form.addEventListener("input", (event) => {
      if (isTyped(event.target)) this.#showSoon(form);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#show(form);
    });
    this.#returnToSearch(form);
  }

  #showSoon(form: HTMLFormElement): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#show(form), typingPause);
  }

  #show(form: HTMLFormElement): void {
    clearTimeout(this.#timer);
    const next = filteredUrl(location.href, new FormData(form));
    if (next === location.href) return;
    const active = document.activeElement;
    if (isTyped(active) && form.contains(active)) tab.keep(typedIn, active.name);
    location.assign(next);
  }

  /** The page was reloaded under the person's fingers: go on where they typed. */
  #returnToSearch(form: HTMLFormElement): void {
    const name = tab.text(typedIn);
    const control = name === null ? null : form.elements.namedItem(name);
    if (!(control instanceof HTMLInputElement)) return;
    tab.forget(typedIn);
    control.focus();
    control.setSelectionRange(control.value.length, control.value.length);
  }
}

/** The address with these filters: empty ones are left out, and the paging starts over. */
export function filteredUrl(address: string, filters: FormData): string {
  const url = new URL(address);
  for (const name of new Set(filters.keys())) {
    url.searchParams.delete(name);
    for (const value of filters.getAll(name)) {
      if (typeof value === "string" && value.trim() !== "") url.searchParams.append(name, value.trim());
    }
  }
  url.searchParams.delete("page");
  return url.href;
}

function isTyped(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && (target.type === "search" || target.type === "text");
}

define("url-filters", UrlFilters);
