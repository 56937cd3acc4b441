import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { icons } from "./icons.ts";

/** Writes icons.svg: one symbol an icon, coloured and sized by whoever uses it. */
export function iconSprite(): Plugin {
  return {
    name: "icon-sprite",
    generateBundle() {
      const symbols = icons.map(symbolOf).join("");
      this.emitFile({
        type: "asset",
        fileName: "icons.svg",
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols}</svg>`,
      });
    },
  };
}

function symbolOf(name: string): string {
  const svg = readFileSync(new URL(`./node_modules/@tabler/icons/icons/outline/${name}.svg`, import.meta.url), "utf8");
  const shapes = [...svg.matchAll(/<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*\/>/g)]
    .map((shape) => shape[0])
    .filter((shape) => !shape.includes('stroke="none"'));
  if (shapes.length === 0) throw new Error(`nothing to draw in icon ${name}`);
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join("")}</symbol>`;
}
