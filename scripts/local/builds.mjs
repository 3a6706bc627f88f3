// What must be built before the shop runs, each rebuilt only when its sources changed.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./children.mjs";
import { dataFolder, repositoryRoot } from "./places.mjs";
import { hashOf, isFresh, markFresh } from "./stamps.mjs";

const at = (/** @type {string[]} */ ...path) => join(repositoryRoot, ...path);
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** @typedef {{ name: string, key: string, folder: string, sources: string[], made: string, script: string }} Build */

/** The plugins' folder names. */
export const plugins = readdirSync(at("plugins")).filter((name) =>
  existsSync(at("plugins", name, "package.json")),
);

/** The folder names of the packages that plugins share. */
const packages = readdirSync(at("packages")).filter((name) =>
  existsSync(at("packages", name, "package.json")),
);
const packageSources = packages.map((name) => at("packages", name));

/** @returns {Build[]} */
function packageBuilds() {
  return packages.map((name) => ({
    name: `Package ${name}`,
    key: `package-${name}`,
    folder: at("packages", name),
    sources: [at("packages", name), at("tsconfig.base.json")],
    made: at("packages", name, "dist"),
    script: "build",
  }));
}

/** @returns {Build[]} */
function pluginBuilds() {
  return plugins.map((name) => ({
    name: `Plugin ${name}`,
    key: name,
    folder: at("plugins", name),
    sources: [at("plugins", name), at("tsconfig.base.json"), ...packageSources],
    made: at("plugins", name, ".medusa", "server"),
    script: "build",
  }));
}

/** The server's backend and the admin, which contains the plugins' admin pages. @returns {Build} */
function serverBuild() {
  return {
    name: "Server and admin",
    key: "medusa-server",
    folder: at("medusa-server"),
    sources: [
      at("medusa-server"),
      at("tsconfig.base.json"),
      at("packages", "admin-kit"),
      ...plugins.flatMap((name) => [
        at("plugins", name, "src", "admin"),
        at("plugins", name, "package.json"),
      ]),
    ],
    made: at("medusa-server", ".medusa", "server"),
    script: "build",
  };
}

/** @returns {Build} */
function storefrontBuild() {
  return {
    name: "Storefront (H5)",
    key: "storefront-uniapp",
    folder: at("storefront-uniapp"),
    sources: [at("storefront-uniapp")],
    made: at("storefront-uniapp", "dist", "build", "h5"),
    script: "build:h5",
  };
}

/** The pages of the local WeChat's phones. @returns {Build} */
function phonesBuild() {
  return {
    name: "Phones",
    key: "wechat-sandbox",
    folder: at("wechat-sandbox"),
    // Their types come from src/, which decides nothing of what is built.
    sources: [at("wechat-sandbox", "ui"), at("wechat-sandbox", "package.json")],
    made: at("wechat-sandbox", "dist"),
    script: "build",
  };
}

/** Runs one build unless its stamp says that it would make the same again. */
async function build(/** @type {import("./progress.mjs").Progress} */ progress, /** @type {Build} */ wanted) {
  const stamp = join(dataFolder, "built", wanted.key);
  const hash = hashOf(wanted.sources);
  if (existsSync(wanted.made) && isFresh(stamp, hash)) {
    progress.skipped(wanted.name);
    return;
  }
  await progress.step(wanted.name, () =>
    runToEnd({
      command: npm,
      args: ["run", wanted.script],
      cwd: wanted.folder,
      env: { ...process.env, SHOP_BUILD: "1", MEDUSA_DISABLE_TELEMETRY: "1", NODE_ENV: "production" },
      log: join(dataFolder, "logs", `build-${wanted.key}.log`),
    }),
  );
  markFresh(stamp, hash);
}

/** Runs builds one after another. */
async function inTurn(
  /** @type {import("./progress.mjs").Progress} */ progress,
  /** @type {Build[]} */ builds,
) {
  for (const wanted of builds) await build(progress, wanted);
}

/**
 * Builds whatever is stale: what plugins share, then two plugins at a time, then server and admin beside the phones and the storefront (two cores are the
 * smallest machine we build for).
 * @param {import("./progress.mjs").Progress} progress
 */
export async function buildAll(progress) {
  await inTurn(progress, packageBuilds());
  const all = pluginBuilds();
  const half = Math.ceil(all.length / 2);
  await Promise.all([inTurn(progress, all.slice(0, half)), inTurn(progress, all.slice(half))]);
  await Promise.all([build(progress, serverBuild()), inTurn(progress, [phonesBuild(), storefrontBuild()])]);
}

/** One hash over everything that decides what migrations and seed would do. */
export function databaseContentHash() {
  return hashOf([
    at("package-lock.json"),
    at("medusa-server", "src"),
    ...packageSources,
    ...plugins.map((name) => at("plugins", name, "src")),
  ]);
}
