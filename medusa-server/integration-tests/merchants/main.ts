import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { closeTestCluster } from "../../../scripts/local/test-shop.mjs";
import { live } from "./workload";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    steps: { type: "string", default: "2000" },
    only: { type: "string" },
    all: { type: "boolean", default: false },
  },
});
const [seed, steps] = [Number(values.seed ?? randomInt(1e9)), Number(values.steps)];
if (!Number.isInteger(seed) || !Number.isInteger(steps) || steps < 1) throw new Error("--seed S --steps N");
const began = Date.now();
console.log(`${steps} steps; again with: npm run merchants -- --seed ${seed} --steps ${steps}`);
live({
  seed,
  steps,
  say: console.log,
  goes_on: values.all,
  ...(values.only ? { only: values.only.split(",") } : {}),
})
  .then(({ lived, requests, found }) => {
    console.log(lived);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`seed ${seed}: ${found.length} steps with faults, ${requests} requests, ${seconds} s`);
    process.exitCode = found.length === 0 ? 0 : 1;
  })
  .finally(closeTestCluster);
