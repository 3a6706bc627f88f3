// `npm run bench:notifications`: builds what is stale, then measures; see bench/notifications/run.ts.
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
  [join(repositoryRoot, "bench/notifications/run.ts"), ...process.argv.slice(2)],
  { cwd: repositoryRoot, stdio: "inherit" },
);
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
