// `npm run build`: everything a server needs, without secrets and without starting anything; the image is made with it.
import { buildAll } from "./local/builds.mjs";
import { createProgress } from "./local/progress.mjs";
import { describeShop } from "./openapi/describe-shop.mjs";

const progress = createProgress();
try {
  await buildAll(progress);
  await progress.step("Description of the routes", describeShop);
  progress.finish();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
