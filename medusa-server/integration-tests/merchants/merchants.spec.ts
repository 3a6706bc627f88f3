import { expect, it } from "vitest";
import { live } from "./workload";

const SEED = 20_261_129;
const STEPS = 200;

it("200 steps of merchants and shoppers leave every page, state and figure true", async () => {
  console.log(`npm run merchants -- --seed ${SEED} --steps ${STEPS}`);
  const { found, lived } = await live({ seed: SEED, steps: STEPS, say: console.log });
  expect(found).toEqual([]);
  // A workload that does little proves little.
  expect(Object.keys(lived).length).toBeGreaterThan(12);
}, 1_800_000);
