import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Names are fixed: the server's static assets do the hashing and caching.
export default defineConfig({
  publicDir: false,
  resolve: { alias: { "@web": here(".") } },
  build: {
    outDir: here("../src/Faena/wwwroot/dist"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: here("app.ts"),
      output: {
        entryFileNames: "app.js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
