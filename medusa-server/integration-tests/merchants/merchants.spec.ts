import { expect, it } from "vitest";
import { proved } from "./actions/everything";
import { live } from "./workload";

/** Whoever changes the shop is told of their own mistakes alone: `npm run merchants` tries other seeds. */
const SEED = Number(process.env.MERCHANTS_SEED ?? 5);
const STEPS = 100;
const FEWEST_KINDS = 25;

it("100 steps of merchants and shoppers leave every page, state and figure true", async () => {
  console.log(`again with: MERCHANTS_SEED=${SEED}`);
  const { found, lived, requests, took } = await live({
    seed: SEED,
    steps: STEPS,
    actions: proved,
    say: console.log,
  });
  console.log(`${Object.keys(lived).length} kinds of action, ${requests} requests; seconds: ${took}`);
  expect(found).toEqual([]);
  // A workload that does little proves little.
  expect(Object.keys(lived).length).toBeGreaterThanOrEqual(FEWEST_KINDS);
}, 1_800_000);
