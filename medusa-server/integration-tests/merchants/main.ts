import { readMerchantsArguments } from "../../../scripts/local/merchants-arguments.mjs";
import { closeTestCluster } from "../../../scripts/local/test-shop.mjs";
import { live } from "./workload";

const wanted = readMerchantsArguments(process.argv.slice(2));
const { seed, steps } = wanted;
const began = Date.now();
console.log(`${steps} steps; again with: npm run merchants -- --seed ${seed} --steps ${steps}`);
live({ ...wanted, say: console.log })
  .then(({ lived, requests, found, took }) => {
    console.log(lived);
    console.log(`seconds: ${took}`);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`seed ${seed}: ${found.length} steps with faults, ${requests} requests, ${seconds} s`);
    process.exitCode = found.length === 0 ? 0 : 1;
  })
  .finally(closeTestCluster);
