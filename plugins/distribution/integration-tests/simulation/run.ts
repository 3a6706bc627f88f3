// `npm run simulate -- --seed S --orders N`: months of shop life against an auditor who keeps the books a second time.
import { parseArgs } from "node:util";
import { closeTestCluster } from "../../../../scripts/local/test-shop.mjs";
import { simulate } from "./simulation";

const { values } = parseArgs({
  options: { seed: { type: "string" }, orders: { type: "string", default: "10000" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const orders = Number(values.orders);
if (!Number.isInteger(seed) || !Number.isInteger(orders) || orders < 1)
  throw new Error("--seed S --orders N");

console.log(`seed ${seed}, ${orders} orders`);
const began = Date.now();
simulate(seed, orders)
  .then(
    ({ days, accruals, payouts, lived }) => {
      const seconds = ((Date.now() - began) / 1_000).toFixed(0);
      console.log(`${days} days, ${accruals} accruals, ${payouts} payouts: no difference (${seconds} s)`);
      console.log(
        Object.entries(lived)
          .map(([what, count]) => `${what} ${count}`)
          .join(", "),
      );
    },
    (error) => {
      console.error(error);
      console.error(`to see it again: npm run simulate -- --seed ${seed} --orders ${orders}`);
      process.exitCode = 1;
    },
  )
  .finally(closeTestCluster);
