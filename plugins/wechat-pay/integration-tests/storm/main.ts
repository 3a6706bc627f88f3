import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { closeTestCluster } from "../../../../scripts/local/test-shop.mjs";
import { storm } from "./storm";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    orders: { type: "string", default: "300" },
    kills: { type: "string", default: "4" },
  },
});
const seed = values.seed ?? randomBytes(6).toString("hex");
const [orders, kills] = [Number(values.orders), Number(values.kills)];
const began = Date.now();
console.log(
  `storm of ${orders} orders, ${kills} kills; again with: npm run storm:pay -- --seed ${seed} --orders ${orders}`,
);
storm({ seed, orders, kills, say: console.log })
  .then(({ endings, payouts, shares, struck, disagreements }) => {
    console.log("endings", endings, "\npayouts", payouts, "\nshares", shares, "\nfaults", struck);
    for (const sentence of disagreements) {
      console.error(sentence);
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${disagreements.length} disagreements, seed ${seed}, ${seconds} s`);
    process.exitCode = disagreements.length === 0 ? 0 : 1;
  })
  .finally(closeTestCluster);
