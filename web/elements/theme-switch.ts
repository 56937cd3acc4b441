import { define, remember } from "./element";

export type Theme = "light" | "dark" | "system";

/** `<theme-switch>` around buttons with `data-choose="light|dark|system"`; the choice is kept in a cookie the server reads. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-choose]") : null;
      if (button) this.#choose(button.dataset["choose"] as Theme);
    });
  }

  #choose(theme: Theme): void {
    remember("faena-theme", theme === "system" ? null : theme);
    if (theme === "system") delete document.documentElement.dataset["bsTheme"];
    else document.documentElement.dataset["bsTheme"] = theme;
    for (const button of this.querySelectorAll<HTMLElement>("[data-choose]")) {
      button.setAttribute("aria-pressed", String(button.dataset["choose"] === theme));
    }
    document.dispatchEvent(new CustomEvent("theme-changed"));
  }
}

/** A token's colour as it is now, for canvases, which cannot follow light-dark() by themselves. Listen to `theme-changed`. */
export function colorOf(token: `--fn-${string}`): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
  document.dispatchEvent(new CustomEvent("theme-changed")),
);

define("theme-switch", ThemeSwitch);
