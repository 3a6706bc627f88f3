// `npm run test:protocol`: every operation of WeChat Pay against every fault; `npm test` plays a share of the lines
// that changes from day to day. `-- -u` writes plugins/wechat-pay/docs/protocol-table.md anew after the table changed.
import { spawn } from "node:child_process";
import { installDependencies } from "./local/dependencies.mjs";
import { repositoryRoot } from "./local/places.mjs";
import { createProgress } from "./local/progress.mjs";

const progress = createProgress();
await installDependencies(progress);
const { buildAll } = await import("./local/builds.mjs");
await buildAll(progress);
progress.finish();
const folder = "plugins/wechat-pay/integration-tests/protocol";
const child = spawn("npx", ["vitest", "run", "--project", "integration", folder, ...process.argv.slice(2)], {
  cwd: repositoryRoot,
  stdio: "inherit",
  env: { ...process.env, PROTOCOL_LINES: "all" },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
