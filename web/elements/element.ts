import type { IconName } from "../icons";

/** Registers an element once, whatever the order in which bundles load. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

export type Texts = Readonly<Record<string, string>>;

/** Says a sentence in the person's language, with these words in it. */
export type Say = (key: string, data?: Readonly<Record<string, unknown>>) => string;

/** The sentences the page gave an element in its `texts` attribute (JSON), in the person's language. */
export function texts(element: Element, attribute = "texts"): Say {
  return speaker(read(element.getAttribute(attribute)));
}

/** The sentences every page carries for what no element owns: lost network, ended session, closing a note. */
export function pageTexts(): Say {
  return speaker(read(document.querySelector<HTMLMetaElement>('meta[name="faena-texts"]')?.content ?? null));
}

function speaker(all: Texts): Say {
  return (key, data = {}) =>
    (all[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}

function read(json: string | null): Texts {
  return json ? (JSON.parse(json) as Texts) : {};
}

/** An icon of the sprite, as the Razor component of the same name draws it. */
export function icon(name: IconName, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${document.documentElement.dataset["icons"] ?? ""}#${name}`);
  svg.append(use);
  return svg;
}

type Child = Node | string | null | undefined | false;

/** Makes an element: attributes that are null or false are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | null | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A choice the server must know before it draws the next page: theme, menu, language before sign-in. */
export function remember(name: string, value: string | null): void {
  const age = value === null ? 0 : 365 * 24 * 3600;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax${secure}`;
}
