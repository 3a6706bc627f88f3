import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { addUp, countsOfPlaywright, countsOfVitest, dearestOfVitest } from "./reports.mjs";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {object} content */
function report(name, content) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test("a suite that did not load is a failure", () => {
  const file = report("vitest.json", {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}] },
    ],
  });
  expect(countsOfVitest(file)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("the dearest files come first", () => {
  const suite = (/** @type {string} */ name, /** @type {number[]} */ durations) => ({
    name: `/somewhere/plugins/mall/integration-tests/${name}`,
    assertionResults: durations.map((duration) => ({ duration })),
  });
  const file = report("costs.json", {
    testResults: [suite("a.spec.ts", [900]), suite("b.spec.ts", [40_000, 2_400])],
  });
  expect(dearestOfVitest(file)).toEqual([
    "   42 s  plugins/mall/integration-tests/b.spec.ts",
    "    1 s  plugins/mall/integration-tests/a.spec.ts",
  ]);
});

test("a report that was never written is a failure", () => {
  expect(countsOfVitest(join(folder, "none.json")).failed).toBe(1);
  expect(countsOfPlaywright(join(folder, "none.json")).failed).toBe(1);
});

test("a flaky browser test is a failure", () => {
  const file = report("playwright.json", {
    stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 0 },
    errors: [],
  });
  expect(countsOfPlaywright(file)).toEqual({ passed: 5, failed: 3, skipped: 0 });
});

test("counts add up", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(addUp([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
