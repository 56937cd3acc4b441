import type { Chart, ChartDataset } from "chart.js";
import { define } from "./element";

interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Drawn as a line over the bars, on the same scale. */
  readonly line?: boolean;
}

/** The tokens that series take in turn; whatever they show also stands in a table on the page. */
const palette = ["--fn-accent", "--fn-orange", "--fn-sky", "--fn-green", "--fn-yellow", "--fn-grey"];

/**
 * `<bar-chart labels="[…]" series="[{name, values, line?}]" unit locale stacked? aria-label>`: bars and lines over the same labels, in the
 * page's colours and the person's number format.
 */
class BarChart extends HTMLElement {
  #chart: Chart | null = null;
  #theme: MutationObserver | null = null;
  readonly #system = matchMedia("(prefers-color-scheme: dark)");
  readonly #redraw = () => void this.#draw();

  connectedCallback(): void {
    this.setAttribute("role", "img");
    this.#theme = new MutationObserver(this.#redraw);
    this.#theme.observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
    this.#system.addEventListener("change", this.#redraw);
    void this.#draw();
  }

  disconnectedCallback(): void {
    this.#theme?.disconnect();
    this.#system.removeEventListener("change", this.#redraw);
    this.#chart?.destroy();
    this.#chart = null;
  }

  async #draw(): Promise<void> {
    // Most pages draw nothing: the library comes when it is needed.
    const { Chart } = await import("./chart-library");
    if (!this.isConnected) return;
    this.#chart?.destroy();
    const canvas = document.createElement("canvas");
    this.replaceChildren(canvas);
    const text = this.#colour("--fn-muted");
    const unit = this.getAttribute("unit") ?? "";
    const numbers = new Intl.NumberFormat(this.getAttribute("locale") ?? undefined, { maximumFractionDigits: 2 });
    const stacked = this.hasAttribute("stacked");
    const say = (value: number) => `${numbers.format(value)} ${unit}`.trim();
    this.#chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: this.#read<string>("labels"),
        datasets: this.#read<Series>("series").map((one, i) => this.#dataset(one, i)),
      },
      options: {
        maintainAspectRatio: false,
        animation: false,
        color: text,
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: { position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } },
          tooltip: { callbacks: { label: (item) => `${item.dataset.label ?? ""}: ${say(item.parsed.y ?? 0)}` } },
        },
        scales: {
          x: { stacked, ticks: { color: text }, grid: { display: false } },
          y: {
            stacked,
            beginAtZero: true,
            ticks: { color: text, callback: (value) => say(Number(value)) },
            grid: { color: this.#colour("--fn-border") },
          },
        },
      },
    });
  }

  #dataset(series: Series, index: number): ChartDataset {
    const colour = this.#colour(palette[index % palette.length] ?? "--fn-accent");
    const data = [...series.values];
    return series.line
      ? {
          type: "line",
          label: series.name,
          data,
          borderColor: colour,
          backgroundColor: colour,
          pointRadius: 2,
          tension: 0,
          order: 0,
        }
      : {
          type: "bar",
          label: series.name,
          data,
          backgroundColor: colour,
          borderRadius: 3,
          maxBarThickness: 48,
          order: 1,
        };
  }

  #read<T>(name: string): T[] {
    return JSON.parse(this.getAttribute(name) ?? "[]") as T[];
  }

  /** A canvas knows no tokens: the browser says what colour one is just now. */
  #colour(token: string): string {
    this.style.color = `var(${token})`;
    const colour = getComputedStyle(this).color;
    this.style.color = "";
    return colour;
  }
}

define("bar-chart", BarChart);
