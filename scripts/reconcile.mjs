// `npm run reconcile -- --date 2026-03-01`: compares a day (the latest with bills by default) with WeChat's bills. Where
// SHOP_MODE=production is set it speaks for the shop of this environment, elsewhere for the local shop of `npm start`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataFolder, repositoryRoot } from "./local/places.mjs";
import { runningCluster } from "./local/postgres.mjs";
import { localSecrets, readLocalSettings } from "./local/settings.mjs";
import { shopEnvironment } from "./local/shop.mjs";

const server = join(repositoryRoot, "medusa-server", ".medusa", "server");
const script = join(repositoryRoot, "plugins/wechat-pay/.medusa/server/src/scripts/reconcile.js");

/** @returns {Promise<NodeJS.ProcessEnv>} @throws {Error} with what to do when no shop is open */
async function environment() {
  const settings = readLocalSettings();
  if (process.env.SHOP_MODE === "production") return process.env;
  const databaseUrl = settings.databaseUrl ?? (await runningCluster("postgres"))?.urlOf("tengman");
  if (!databaseUrl)
    throw new Error("No local shop is open: run npm start first, or set the real shop's environment.");
  return shopEnvironment({
    ...settings,
    databaseUrl,
    wechatFolder: join(dataFolder, "wechat"),
    logFolder: join(dataFolder, "logs"),
    mediaFolder: join(dataFolder, "media"),
    secrets: localSecrets(),
    admin: { email: settings.adminEmail, password: settings.adminPassword },
  });
}

try {
  const { values } = parseArgs({ options: { date: { type: "string" } } });
  if (!existsSync(script)) throw new Error("The plugins are not built yet: npm start builds them.");
  const args = ["exec", script, ...(values.date ? [values.date] : [])];
  const env = await environment();
  const child = spawn(join(repositoryRoot, "node_modules/.bin/medusa"), args, {
    cwd: server,
    env,
    stdio: "inherit",
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
