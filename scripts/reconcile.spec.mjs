import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const reconcile = (/** @type {string[]} */ ...args) =>
  spawnSync(process.execPath, [join(import.meta.dirname, "reconcile.mjs"), ...args], { encoding: "utf8" });

test.each([
  [["--day", "2026-03-01"], "--day"],
  [["2026-03-01"], "2026-03-01"],
  [["--date"], "--date"],
])("%j is refused in a sentence that names it, and nothing is compared", (args, named) => {
  const { status, stdout, stderr } = reconcile(...args);
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain(named);
  expect(stderr).not.toContain("    at ");
});
