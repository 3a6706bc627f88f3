// `npm run docs:openapi` describes every store and admin route: of each plugin in its build, of all of them in the
// server's. `npm run build` and `npm test` do it as well.
import { describeShop } from "./describe-shop.mjs";

for (const problem of await describeShop()) {
  console.error(problem);
  process.exitCode = 1;
}
