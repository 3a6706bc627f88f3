import { defineConfig } from "vitest/config";

const outside = ["**/node_modules/**", "**/.medusa/**", "**/dist/**", "storefront-uniapp/**", "e2e/**"];

/** Unit tests are pure and fast; integration tests use a real PostgreSQL and, where they say so, a whole shop. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{plugins/*,medusa-server,wechat-sandbox,scripts}/**/*.spec.{ts,mts,mjs}"],
          exclude: [...outside, "**/integration-tests/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["{plugins/*,medusa-server,wechat-sandbox,examples/*}/integration-tests/**/*.spec.ts"],
          exclude: outside,
          globalSetup: ["scripts/local/vitest-cluster.mjs"],
          pool: "forks",
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
