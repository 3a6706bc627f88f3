// All tests, in the order in which a failure is cheapest to learn of.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describeShop } from "../openapi/describe-shop.mjs";
import { buildAll } from "./builds.mjs";
import { whenChildEnds } from "./children.mjs";
import { dataFolder, repositoryRoot } from "./places.mjs";
import { ensureChineseFont, ensureChromium, ensureRedis } from "./programs.mjs";
import { addUp, countsOfPlaywright, countsOfVitest, dearestOfVitest } from "./reports.mjs";
import { runCheck } from "./run-check.mjs";
import { closeTestCluster } from "./test-shop.mjs";

const reports = {
  integration: join(dataFolder, "reports", "integration.json"),
  browser: join(dataFolder, "reports", "browser.json"),
};

/** Runs a runner with its output shown. @returns {Promise<boolean>} */
async function show(/** @type {string[]} */ args, /** @type {NodeJS.ProcessEnv} */ environment = {}) {
  console.log(`\n> npx ${args.join(" ")}`);
  const child = spawn("npx", args, {
    cwd: repositoryRoot,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });
  return (await whenChildEnds(child)) === 0;
}

/**
 * @param {import("./progress.mjs").Progress} progress
 * @returns {Promise<boolean>} whether everything passed and nothing was skipped
 */
export async function runAllTests(progress) {
  for (const file of Object.values(reports)) rmSync(file, { force: true });
  await progress.step("Redis", ensureRedis);
  const chromium = await progress.step("Chromium", ensureChromium);
  await progress.step("Chinese font", ensureChineseFont);
  await buildAll(progress);
  await progress.step("Description of the routes", describeShop);
  progress.finish();

  const check = await runCheck();
  const integration = ["vitest", "run", "--project", "integration", "--reporter=default", "--reporter=json"];
  const integrationOk = await show([...integration, `--outputFile.json=${reports.integration}`]);
  const browserOk = await show(["playwright", "test"], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reports.browser,
  });
  await closeTestCluster();
  const counts = addUp([
    check.counts,
    countsOfVitest(reports.integration),
    countsOfPlaywright(reports.browser),
  ]);
  console.log(`\nThe dearest integration tests:\n${dearestOfVitest(reports.integration).join("\n")}`);
  console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return check.ok && integrationOk && browserOk && counts.failed === 0 && counts.skipped === 0;
}
