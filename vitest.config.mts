import { defineConfig } from "vitest/config";
import { LongestFirst } from "./scripts/local/longest-first.mjs";

const outside = ["**/node_modules/**", "**/.medusa/**", "**/dist/**", "storefront-uniapp/**", "e2e/**"];

/** What plugins share is read from its sources, so that nothing must be built before the unit tests. */
const ssr = { resolve: { conditions: ["tengman-source", "module", "node"] } };

/** Unit tests are pure and fast; integration tests use a real PostgreSQL and, where they say so, a whole shop. */
export default defineConfig({
  test: {
    // Every integration file has a database and ports of its own, so two run side by side, the longest first.
    poolOptions: { forks: { minForks: 1, maxForks: 2 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ssr,
        test: {
          name: "unit",
          include: ["{packages/*,plugins/*,medusa-server,wechat-sandbox,scripts}/**/*.spec.{ts,mts,mjs}"],
          exclude: [...outside, "**/integration-tests/**"],
          testTimeout: 20_000,
        },
      },
      {
        ssr,
        test: {
          name: "integration",
          include: ["{plugins/*,medusa-server,wechat-sandbox,examples/*}/integration-tests/**/*.spec.ts"],
          exclude: outside,
          globalSetup: ["scripts/local/vitest-cluster.mjs"],
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
