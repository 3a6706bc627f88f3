import { resolve } from "node:path";
import uniPlugin from "@dcloudio/vite-plugin-uni";
import { defineConfig, type Plugin } from "vite";
import { awaitLanguage } from "./build/await-language";
import { compressedAssets } from "./build/compressed-assets";
import { noForeignPictures } from "./build/no-foreign-pictures";
import { preloadMap } from "./build/preload-map";
import { shopConfigInDevelopment } from "./build/shop-config-in-development";
import { uniStorage } from "./build/uni-storage";

type UniFactory = () => Plugin[];

// Under "type": "module" the plugin arrives wrapped as a CommonJS namespace.
const imported = uniPlugin as unknown as UniFactory | { default: UniFactory };
const uni: UniFactory = typeof imported === "function" ? imported : imported.default;

const shopOrigin = process.env.SHOP_ORIGIN ?? "http://127.0.0.1:9000";

const KIT =
  /\/src\/(api|components|config|locale|loading|money|navigation|referral|session|storage|stores|time)\//;

/** Words of pages that few people open travel with those pages. */
const PAGE_WORDS = /\/locale\/zh-cn-(after-sales|payouts|earnings|standing|team|invoice|poster|saved|pay)\./;

/** What nearly every page needs travels in one file: a score of tiny ones costs a phone more than it saves. */
function kitInOneFile(moduleId: string): string | undefined {
  return KIT.test(moduleId) &&
    !PAGE_WORDS.test(moduleId) &&
    !moduleId.includes("/locale/en/") &&
    !moduleId.includes("page-secret") &&
    !moduleId.includes("wechat-log-in")
    ? "kit"
    : undefined;
}

export default defineConfig({
  plugins: [
    uniStorage(),
    uni(),
    awaitLanguage(),
    noForeignPictures(),
    preloadMap(),
    compressedAssets(),
    shopConfigInDevelopment(shopOrigin),
  ],
  resolve: { alias: { "@": resolve(import.meta.dirname, "src") } },
  build: {
    target: "es2020",
    rollupOptions: { output: { manualChunks: kitInOneFile } },
  },
  server: {
    proxy: {
      "/store": shopOrigin,
      "/auth": shopOrigin,
      "^/static/\\d": shopOrigin,
    },
  },
});
