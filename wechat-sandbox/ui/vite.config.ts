import { resolve } from "node:path";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type UserConfig } from "vite";

const here = (path: string) => resolve(import.meta.dirname, path);

/** The pages of the phones. */
const pages: UserConfig = {
  root: here("."),
  plugins: [vue()],
  build: { outDir: here("../dist/ui"), emptyOutDir: true, target: "es2022", reportCompressedSize: false },
};

/** The script a web view puts in front of a page's own: one file, run at once, in whatever page there is. */
const bridge: UserConfig = {
  root: here("."),
  publicDir: false,
  build: {
    outDir: here("../dist/bridge"),
    emptyOutDir: true,
    target: "es2020",
    minify: false,
    reportCompressedSize: false,
    lib: {
      entry: here("src/bridge/main.ts"),
      formats: ["iife"],
      name: "wechatClient",
      fileName: () => "bridge.js",
    },
  },
};

export default defineConfig(({ mode }) => (mode === "bridge" ? bridge : pages));
