import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { arrowViolations } from "./check-arrows.mjs";
import { unwrittenTests } from "./check-requirements.mjs";
import { doubledMigrations, untidyIn } from "./check-sources.mjs";

/** @type {string[]} */
const planted = [];

/** A tree with the given files. @param {Record<string, string>} files */
function plant(files) {
  const root = mkdtempSync(join(tmpdir(), "tidy-"));
  planted.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true, force: true });
});

const WRONG = [
  [
    "a domain that imports a workflow",
    "plugins/a/src/domain/plan.ts",
    "plugins/a/src/workflows/bind.ts",
    "../workflows/bind",
  ],
  [
    "a module that imports a route",
    "plugins/a/src/modules/m/service.ts",
    "plugins/a/src/api/route.ts",
    "../../api/route",
  ],
  [
    "a plugin that imports another",
    "plugins/a/src/workflows/x.ts",
    "plugins/b/src/workflows/y.ts",
    "../../../b/src/workflows/y",
  ],
  [
    "a ledger that knows where its money comes from",
    "plugins/distribution/src/modules/distribution/ledger/service.ts",
    "plugins/distribution/src/modules/distribution/payout/payout.ts",
    "../payout/payout",
  ],
  [
    "a route that reads a subject's store",
    "plugins/distribution/src/api/route.ts",
    "plugins/distribution/src/modules/distribution/payout/payout-store.ts",
    "../modules/distribution/payout/payout-store",
  ],
  [
    "a shop that imports the sandbox",
    "plugins/a/src/workflows/x.ts",
    "wechat-sandbox/src/main.ts",
    "../../../../wechat-sandbox/src/main",
  ],
  [
    "a sandbox that imports a plugin",
    "wechat-sandbox/src/main.ts",
    "plugins/a/src/domain/x.ts",
    "../../plugins/a/src/domain/x",
  ],
];

test.each(WRONG)("%s is found", async (_name, from, to, specifier) => {
  const root = plant({
    [from]: `import { planted } from "${specifier}";\nexport const used = planted;\n`,
    [to]: "export const planted = 1;\n",
  });
  const rooms = [...new Set([from, to].map((path) => path.split("/")[0] ?? ""))];
  expect(await arrowViolations(root, rooms)).toEqual(
    expect.arrayContaining([expect.stringContaining(`${from} → ${to}`)]),
  );
});

test("the right direction is not found", async () => {
  const root = plant({
    "plugins/a/src/workflows/bind.ts": 'import { plan } from "../domain/plan";\nexport const bound = plan;\n',
    "plugins/a/src/domain/plan.ts": "export const plan = 1;\n",
  });
  expect(await arrowViolations(root, ["plugins"])).toEqual([]);
});

test("long functions are found in components and in plain scripts, on their lines", () => {
  const long = `function long() {\n${"  void 0;\n".repeat(90)}}\n`;
  const sizes = (/** @type {string} */ file, /** @type {string} */ text) => untidyIn(file, text, () => true);
  expect(
    sizes("storefront-uniapp/src/a.vue", `<template>\n</template>\n<script setup>\n${long}</script>\n`),
  ).toEqual(["storefront-uniapp/src/a.vue:4: a function of 92 lines"]);
  expect(sizes("wechat-sandbox/ui/a.js", long)).toEqual(["wechat-sandbox/ui/a.js:1: a function of 92 lines"]);
  expect(sizes("wechat-sandbox/ui/a.js", `(function () {\n${"  void 0;\n".repeat(90)}})();\n`)).toEqual([]);
});

test("names that say nothing, long functions, missing specs and left-overs are found", () => {
  const nothingExists = () => false;
  expect(untidyIn("plugins/a/src/api/utils.ts", "", nothingExists)).toHaveLength(1);
  expect(untidyIn("plugins/a/src/api/admin/test/route.ts", "", nothingExists)).toEqual([
    expect.stringContaining("Medusa builds no folder of that name"),
  ]);
  expect(untidyIn("plugins/a/src/domain/plan.ts", "", nothingExists)).toEqual([
    expect.stringContaining("without a spec"),
  ]);
  expect(
    untidyIn("scripts/a.mjs", `function long() {\n${"  1;\n".repeat(100)}}\n`, nothingExists),
  ).toHaveLength(1);
  expect(untidyIn("scripts/a.mjs", `// ${"TO"}${"DO"} later`, nothingExists)).toHaveLength(1);
  expect(untidyIn("scripts/a.mjs", "export const fine = 1;\n", nothingExists)).toEqual([]);
});

test("a requirement that names no test is found", () => {
  const titles = ['  it("pays once", async () => {', '  ["expires after %s of %s", 1],'];
  const table = (/** @type {string} */ proof) => `| P1 | money is exact | storage ${proof} |`;
  expect(unwrittenTests(table("`pays once` · `npm run bench`"), titles)).toEqual([]);
  expect(unwrittenTests(table('`money.spec` "payouts > expires after … of …"'), titles)).toEqual([]);
  expect(unwrittenTests(table("`pays twice`"), titles)).toEqual(["pays twice"]);
});

test("two migrations of one name are found, in whichever modules", () => {
  const at = (/** @type {string} */ module, /** @type {string} */ name) =>
    `plugins/a/src/modules/${module}/migrations/${name}.ts`;
  const [first, other, second] = [at("x", "Migration1"), at("x", "Migration2"), at("y", "Migration1")];
  expect(doubledMigrations([first, other])).toEqual([]);
  expect(doubledMigrations([first, other, second])).toEqual([
    `${second}: named as ${first}, so it would never run`,
  ]);
});
