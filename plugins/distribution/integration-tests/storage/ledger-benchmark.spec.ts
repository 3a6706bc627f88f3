import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { repositoryRoot } from "../../../../scripts/local/places.mjs";

const TINY = [
  "--distributors",
  "300",
  "--entries",
  "4000",
  "--rounds",
  "1",
  "--effort",
  "0.01",
  "--no-gates",
];

it("the benchmark runs, loses no acknowledged posting and ends without drift", async () => {
  const { stdout } = await promisify(execFile)("npx", ["tsx", "bench/ledger/run.ts", ...TINY], {
    cwd: join(repositoryRoot),
  });
  expect(stdout).toMatch(/no drift[\s\S]*no drift/);
  expect(stdout).toMatch(/\| batch 1000 ÷ COPY, random \|/);
}, 60_000);
