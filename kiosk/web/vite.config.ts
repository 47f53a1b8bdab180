import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** One entry a screen: src/<screen>/main.ts. */
const screens = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => /^[a-z]+.main\.ts$/.test(path))
  .map((path) => [path.slice(0, -"/main.ts".length), `src/${path}`]);

export default defineConfig({
  base: "/assets/",
  build: {
    outDir: "../static",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: Object.fromEntries(screens) },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
  },
});
