// The first two minutes of the tests: types, lint, tidy, unit tests.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { whenChildEnds } from "./children.mjs";
import { dataFolder, repositoryRoot } from "./places.mjs";
import { addUp, countsOfVitest } from "./reports.mjs";

const storefront = join(repositoryRoot, "storefront-uniapp");
const reportFile = (/** @type {string} */ name) => join(dataFolder, "reports", `${name}.json`);
const jsonReport = (/** @type {string} */ name) => [
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reportFile(name)}`,
];

/** @typedef {{ name: string, command: string, args: string[], cwd?: string, report?: string }} Task */

/** Heaviest first, so that the two lanes end together. @type {Task[]} */
const TASKS = [
  { name: "types", command: "npx", args: ["tsc", "-p", "tsconfig.check.json"] },
  {
    name: "unit tests",
    command: "npx",
    args: ["vitest", "run", "--project", "unit", ...jsonReport("unit")],
    report: "unit",
  },
  { name: "storefront types", command: "npm", args: ["run", "type-check"], cwd: storefront },
  { name: "phones types", command: "npx", args: ["vue-tsc", "-p", "wechat-sandbox/ui/tsconfig.json"] },
  { name: "admin types", command: "npx", args: ["tsc", "-p", "tsconfig.admin.json"] },
  {
    name: "storefront unit tests",
    command: "npx",
    args: ["vitest", "run", ...jsonReport("storefront")],
    cwd: storefront,
    report: "storefront",
  },
  { name: "tidy", command: "node", args: ["scripts/tidy/index.mjs"] },
  { name: "lint", command: "npx", args: ["biome", "check", "."] },
];

/** Runs a task, keeping its output together. @returns {Promise<boolean>} whether it ended with 0 */
async function run(/** @type {Task} */ task) {
  const since = Date.now();
  const child = spawn(task.command, task.args, {
    cwd: task.cwd ?? repositoryRoot,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ok = (await whenChildEnds(child)) === 0;
  console.log(`  ${ok ? "✔" : "✘"} ${task.name} · ${((Date.now() - since) / 1000).toFixed(0)} s`);
  if (!ok) console.log(output.trimEnd());
  return ok;
}

/**
 * Runs all checks, two at a time.
 * @returns {Promise<{ ok: boolean, counts: import("./reports.mjs").Counts }>} counts of the unit tests
 */
export async function runCheck() {
  const waiting = [...TASKS];
  let ok = true;
  const lane = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) ok = (await run(task)) && ok;
  };
  const reports = TASKS.flatMap(({ report }) => (report ? [reportFile(report)] : []));
  for (const file of reports) if (existsSync(file)) rmSync(file);
  await Promise.all([lane(), lane()]);
  return { ok, counts: addUp(reports.map(countsOfVitest)) };
}
