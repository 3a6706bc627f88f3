// `npm run storm:pay -- --seed S --orders 300`: a seeded storm of faults and kills over payments, cancellations and
// refunds; at the end the shop and WeChat must agree to the fen. `--kills` says how often the server is killed.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { installDependencies } from "./local/dependencies.mjs";
import { repositoryRoot } from "./local/places.mjs";
import { createProgress } from "./local/progress.mjs";

const progress = createProgress();
await installDependencies(progress);
const { buildAll } = await import("./local/builds.mjs");
await buildAll(progress);
progress.finish();
const child = spawn(
  join(repositoryRoot, "node_modules/.bin/tsx"),
  [join(repositoryRoot, "plugins/wechat-pay/integration-tests/storm/main.ts"), ...process.argv.slice(2)],
  { cwd: repositoryRoot, stdio: "inherit" },
);
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
