// `npm run test:protocol`, `test:simulation`, `test:settings`: whole, what `npm test` plays a share of that changes from
// day to day: every operation of WeChat Pay against every fault; every mistake that the simulation must catch; every
// setting of the merchant's that must stop nobody from buying. `-- -u` writes plugins/wechat-pay/docs/protocol-table.md
// anew after the table changed.
import { spawn } from "node:child_process";
import { installDependencies } from "./local/dependencies.mjs";
import { repositoryRoot } from "./local/places.mjs";
import { createProgress } from "./local/progress.mjs";

/** @type {Record<string, { folder: string, environment: NodeJS.ProcessEnv }>} */
const PARTS = {
  protocol: {
    folder: "plugins/wechat-pay/integration-tests/protocol",
    environment: { PROTOCOL_LINES: "all" },
  },
  simulation: {
    folder: "plugins/distribution/integration-tests/simulation",
    environment: { SIMULATION_MISTAKES: "all" },
  },
  settings: {
    folder: "plugins/mall/integration-tests/merchant-settings.spec.ts",
    environment: { MERCHANT_SETTINGS: "all" },
  },
};

const [name = "", ...more] = process.argv.slice(2);
const part = PARTS[name];
if (!part) throw new Error(`npm run test:${Object.keys(PARTS).join(", npm run test:")}`);
const progress = createProgress();
await installDependencies(progress);
const { buildAll } = await import("./local/builds.mjs");
await buildAll(progress);
progress.finish();
const child = spawn("npx", ["vitest", "run", "--project", "integration", part.folder, ...more], {
  cwd: repositoryRoot,
  stdio: "inherit",
  env: { ...process.env, ...part.environment },
});
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
