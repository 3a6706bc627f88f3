// Opens the shop: builds, database, local WeChat, server; and closes it again in order.
import { join } from "node:path";
import { buildAll, databaseContentHash } from "./builds.mjs";
import { isPortFree, untilAnswering } from "./children.mjs";
import { dataFolder } from "./places.mjs";
import { startCluster } from "./postgres.mjs";
import { localSecrets, readLocalSettings } from "./settings.mjs";
import { migrate, seed, startServer, startWeChat } from "./shop.mjs";
import { isFresh, markFresh } from "./stamps.mjs";

/** So many phones may have a page open at once; everybody has a phone. */
const PHONES = 6;
const PAGE_TIMEOUT_MS = 60_000;

/**
 * @param {import("./progress.mjs").Progress} progress
 * @param {import("./closing.mjs").Closing} closing takes charge of what is started
 * @throws {Error} with what to do
 */
export async function openShop(progress, closing) {
  const settings = readLocalSettings();
  refuseProduction();
  await requireFreePorts(settings);
  await buildAll(progress);
  const plan = await openParts(progress, settings, closing);
  printAddresses(settings, plan, progress.finish());
}

/** @throws {Error} when the environment is a real shop's, whose database the demo shop must never be put into */
function refuseProduction() {
  if (process.env.SHOP_MODE !== "production") return;
  throw new Error(
    "SHOP_MODE=production is set (in the environment or in .env), but npm start opens a demo shop with a local WeChat\n" +
      "and would fill the database it is given. Remove SHOP_MODE, and what else belongs to the real shop, from .env.",
  );
}

/** @throws {Error} naming each taken port and the variable that moves it */
async function requireFreePorts(/** @type {import("./settings.mjs").LocalSettings} */ settings) {
  const wanted = {
    PORT: settings.shopPort,
    LOCAL_WECHAT_PORT: settings.wechatPort,
    LOCAL_PHONE_1_PORT: settings.webViewPorts[0],
    LOCAL_PHONE_2_PORT: settings.webViewPorts[1],
  };
  const taken = [];
  for (const [name, port] of Object.entries(wanted)) {
    if (!(await isPortFree(port))) taken.push(`  ${port} (set ${name} to another)`);
  }
  if (taken.length > 0)
    throw new Error(`Something on this machine already uses these ports:\n${taken.join("\n")}`);
}

/** Starts the database, the local WeChat and the server, and does once what must be done once. */
async function openParts(
  /** @type {import("./progress.mjs").Progress} */ progress,
  /** @type {import("./settings.mjs").LocalSettings} */ settings,
  /** @type {import("./closing.mjs").Closing} */ closing,
) {
  const databaseUrl = settings.databaseUrl ?? (await openDatabase(progress, settings, closing));
  const plan = {
    ...settings,
    webViewPorts: await portsOfPhones(settings),
    databaseUrl,
    wechatFolder: join(dataFolder, "wechat"),
    logFolder: join(dataFolder, "logs"),
    mediaFolder: join(dataFolder, "media"),
    secrets: localSecrets(),
    admin: { email: settings.adminEmail, password: settings.adminPassword },
  };
  const wechat = await progress.step("Local WeChat", () => startWeChat(plan));
  closing.watch(wechat, "The local WeChat", join(plan.logFolder, "wechat.log"));
  await fillDatabase(progress, plan);
  const server = await progress.step("Server", () => startServer(plan));
  closing.watch(server, "The server", join(plan.logFolder, "server.log"));
  for (const [name, path] of Object.entries({ "Shop page": "/", "Admin page": "/app" })) {
    const url = `http://127.0.0.1:${settings.shopPort}${path}`;
    const log = join(plan.logFolder, "server.log");
    await progress.step(name, () =>
      untilAnswering({ url, child: server, timeout_ms: PAGE_TIMEOUT_MS, log, name }),
    );
  }
  return plan;
}

/**
 * The web views' ports: the two that were asked for, and the next free ones for the other people's phones.
 * @returns {Promise<number[]>}
 */
async function portsOfPhones(/** @type {import("./settings.mjs").LocalSettings} */ settings) {
  const wanted = new Set([settings.shopPort, settings.wechatPort, settings.postgresPort]);
  const ports = [...settings.webViewPorts];
  for (let port = Math.max(...ports) + 1; ports.length < PHONES && port < 65_536; port += 1) {
    if (!wanted.has(port) && (await isPortFree(port))) ports.push(port);
  }
  return ports;
}

/** @returns {Promise<string>} the embedded database's address */
async function openDatabase(
  /** @type {import("./progress.mjs").Progress} */ progress,
  /** @type {import("./settings.mjs").LocalSettings} */ settings,
  /** @type {import("./closing.mjs").Closing} */ closing,
) {
  const cluster = await progress.step("PostgreSQL", async () => {
    const started = await startCluster({
      name: "postgres",
      port: settings.postgresPort,
      portIsTaken: async () => !(await isPortFree(settings.postgresPort)),
      onSpawn: closing.add,
    });
    if (!(await started.hasDatabase("tengman"))) await started.createDatabase("tengman");
    return started;
  });
  return cluster.urlOf("tengman");
}

/** Migrates and seeds unless this database already holds what this clone's sources would put there. */
async function fillDatabase(
  /** @type {import("./progress.mjs").Progress} */ progress,
  /** @type {import("./shop.mjs").ShopPlan} */ plan,
) {
  const stamp = join(dataFolder, "filled");
  const content = `${databaseContentHash()} ${plan.databaseUrl}`;
  if (isFresh(stamp, content)) {
    progress.skipped("Database");
    return;
  }
  await progress.step("Migrations", () => migrate(plan));
  await progress.step("Demo shop (once)", () => seed(plan));
  markFresh(stamp, content);
}

/** What a person needs to go on. */
function printAddresses(
  /** @type {import("./settings.mjs").LocalSettings} */ settings,
  /** @type {import("./shop.mjs").ShopPlan} */ plan,
  /** @type {string} */ took,
) {
  const at = (/** @type {number} */ port) => `http://127.0.0.1:${port}`;
  console.log(`
The shop is open (${took}).

  The phones   ${at(settings.wechatPort)}/        林晓雨, 陈默 and their friends in a WeChat of your own: start here
  Shop page    ${at(settings.shopPort)}/        the H5 alone, as a browser outside WeChat sees it
  Admin        ${at(settings.shopPort)}/app     ${plan.admin.email} / ${plan.admin.password}

  Logs are in ${plan.logFolder}. Ctrl-C closes the shop; npm run reset starts over.`);
}
