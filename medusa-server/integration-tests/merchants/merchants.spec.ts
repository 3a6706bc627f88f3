import { expect, it } from "vitest";
import { seedOfDay } from "../../../scripts/local/seed-of-day.mjs";
import { live } from "./workload";

/** `20261129` on that day. `MERCHANTS_SEED=20261129 npm test` repeats it. */
const SEED = Number(seedOfDay("MERCHANTS_SEED").replaceAll("-", ""));
const STEPS = 200;
const FEWEST_KINDS = 50;

it("200 steps of merchants and shoppers leave every page, state and figure true", async () => {
  console.log(`npm run merchants -- --seed ${SEED} --steps ${STEPS}`);
  const { found, lived, requests, took } = await live({ seed: SEED, steps: STEPS, say: console.log });
  console.log(`${Object.keys(lived).length} kinds of action, ${requests} requests; seconds: ${took}`);
  expect(found).toEqual([]);
  // A workload that does little proves little.
  expect(Object.keys(lived).length).toBeGreaterThanOrEqual(FEWEST_KINDS);
}, 1_800_000);
