// What test runners say of themselves, added up.
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts of a vitest JSON report; a suite that failed to load counts as a failure of its own.
 * @param {string} file
 * @returns {Counts}
 */
export function countsOfVitest(file) {
  if (!existsSync(file)) return { ...NONE, failed: 1 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ suite) =>
      suite.status === "failed" && suite.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const DEAREST = 10;

/**
 * What the files of a vitest JSON report took, dearest first, without what opens their shops.
 * @param {string} file
 * @returns {string[]} a line each: seconds and name
 */
export function dearestOfVitest(file) {
  if (!existsSync(file)) return [];
  /** @type {{ name: string, assertionResults: { duration?: number | null }[] }[]} */
  const suites = JSON.parse(readFileSync(file, "utf8")).testResults;
  return suites
    .map(({ name, assertionResults }) => ({
      name: name.split(/[\\/]/).slice(-4).join("/"),
      seconds: assertionResults.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, DEAREST)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${name}`);
}

/**
 * Counts of a Playwright JSON report; a flaky test is a failure, for it hides a race.
 * @param {string} file
 * @returns {Counts}
 */
export function countsOfPlaywright(file) {
  if (!existsSync(file)) return { ...NONE, failed: 1 };
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** @param {Counts[]} all @returns {Counts} */
export function addUp(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    NONE,
  );
}
