import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { iconSprite } from "./icon-sprite.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Names are fixed: the server's static assets do the hashing and caching. Fonts are asked for by the style sheet, which
// knows no hashes, so theirs stands in the name.
export default defineConfig({
  publicDir: false,
  base: "./",
  plugins: [iconSprite()],
  resolve: { alias: { "@web": here("."), vitest: here("node_modules/vitest") } },
  css: { preprocessorOptions: { scss: { loadPaths: [here("node_modules/@tabler/core/scss")], quietDeps: true } } },
  // The slices' tests lie beside them, out of this folder's reach for packages.
  test: { include: ["**/*.test.ts", here("../src/Faena/**/*.test.ts")], exclude: ["node_modules/**"] },
  server: { fs: { allow: [here("..")] } },
  build: {
    outDir: here("../src/Faena/wwwroot/dist"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Both themes come from light-dark(), which must reach the browser as written.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rollupOptions: {
      input: { app: here("app.ts"), offline: here("worker/offline.ts") },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: (asset) => (asset.names[0]?.endsWith(".woff2") ? "[name].[hash][extname]" : "[name][extname]"),
      },
    },
  },
});
