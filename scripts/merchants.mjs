// `npm run merchants -- --seed S --steps 2000`: merchants and shoppers do whatever the admin and the shop let them do, in
// seeded order; after each step a model says what must be true. `--only` names the actions, `--all` goes on after a fault.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { installDependencies } from "./local/dependencies.mjs";
import { readMerchantsArguments } from "./local/merchants-arguments.mjs";
import { repositoryRoot } from "./local/places.mjs";
import { createProgress } from "./local/progress.mjs";

const args = process.argv.slice(2);
try {
  readMerchantsArguments(args);
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function run() {
  const progress = createProgress();
  await installDependencies(progress);
  const { buildAll } = await import("./local/builds.mjs");
  await buildAll(progress);
  progress.finish();
  const child = spawn(
    join(repositoryRoot, "node_modules/.bin/tsx"),
    [join(repositoryRoot, "medusa-server/integration-tests/merchants/main.ts"), ...args],
    { cwd: repositoryRoot, stdio: "inherit" },
  );
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}
