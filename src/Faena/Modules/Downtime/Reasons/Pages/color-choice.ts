import { define, texts } from "@web/elements/element";

const enoughContrast = 4.5;

/**
 * `<color-choice texts='{"hard_to_read"}'>` around the radio buttons of a palette, one for another colour (`data-other`) and the box
 * `data-hex` in which that is typed. The box always says the chosen colour.
 */
class ColorChoice extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", (event) => {
      if (event.target === this.#hex) this.#choose(this.#hex.value.trim().toLowerCase());
    });
    this.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "radio") this.#chosen(event.target);
    });
    this.closest("form")?.addEventListener("filled", (event) => {
      const { color } = (event as CustomEvent<Readonly<Record<string, unknown>>>).detail;
      this.#show(typeof color === "string" ? color : (this.#checked?.value ?? ""));
    });
  }

  get #hex(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("[data-hex]")!;
  }

  get #other(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>("[data-other]")!;
  }

  get #checked(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type="radio"]:checked');
  }

  #chosen(radio: HTMLInputElement): void {
    if (radio === this.#other) this.#hex.focus();
    else this.#show(radio.value);
  }

  #show(color: string): void {
    this.#hex.value = color;
    this.#choose(color);
  }

  #choose(color: string): void {
    const own = [...this.querySelectorAll<HTMLInputElement>('input[type="radio"]')].find(
      (radio) => radio.value === color,
    );
    const radio = own ?? this.#other;
    if (radio === this.#other) radio.value = color;
    radio.checked = true;
    const known = /^#[0-9a-f]{6}$/.test(color);
    this.#other.parentElement?.querySelector("rect")?.setAttribute("fill", known && !own ? color : "none");
    const place = this.querySelector<HTMLElement>("[data-hard-to-read]")!;
    place.hidden = !known || contrastToWhite(color) >= enoughContrast;
    place.textContent = place.hidden ? "" : texts(this)("hard_to_read");
  }
}

/** How well white is read on a colour: 1 not at all, 21 as on black; as WCAG counts. */
export function contrastToWhite(color: string): number {
  const light = (at: number) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 1.05 / (0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) + 0.05);
}

define("color-choice", ColorChoice);
