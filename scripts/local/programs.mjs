// Programs the tests need beside npm packages: found, else installed by the first way that works, else an error that
// says how to install them.
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { dataFolder, repositoryRoot, runsAsRoot } from "./places.mjs";

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** @param {string} name @returns {string | undefined} the program's path */
export function findProgram(name) {
  try {
    return execFileSync(process.platform === "win32" ? "where" : "which", [name], {
      encoding: "utf8",
      stdio: "pipe",
    })
      .split("\n")[0]
      ?.trim();
  } catch {
    return undefined;
  }
}

/** Installs Debian packages when this is root on a Debian-like system. */
export async function installWithApt(/** @type {string[]} */ packages) {
  if (!runsAsRoot() || !findProgram("apt-get")) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env: environment, timeout: INSTALL_TIMEOUT_MS });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
    env: environment,
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return true;
}

async function installWithBrew(/** @type {string} */ formula) {
  if (process.platform !== "darwin" || !findProgram("brew")) return false;
  await run("brew", ["install", formula], { timeout: INSTALL_TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 });
  return true;
}

/** A fixed version in a folder of the clone's data, so that the shop itself never depends on it. */
async function installFromNpm(/** @type {string} */ specifier) {
  const folder = join(dataFolder, "programs");
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, specifier], {
    cwd: repositoryRoot,
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return folder;
}

/** Tries ways in turn; each failure is kept for the final message. */
async function firstThatWorks(
  /** @type {[string, () => Promise<string | undefined>][]} */ ways,
  /** @type {string} */ what,
  /** @type {string} */ advice,
) {
  const failures = [];
  for (const [name, way] of ways) {
    try {
      const found = await way();
      if (found) return found;
      failures.push(`  ${name}: not available here`);
    } catch (error) {
      failures.push(`  ${name}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  throw new Error(`${what} was not found and could not be installed:\n${failures.join("\n")}\n${advice}`);
}

/** @returns {Promise<string>} path of a Redis server program */
export function ensureRedis() {
  const found = () => findProgram("redis-server");
  return firstThatWorks(
    [
      ["on this machine", async () => found()],
      [
        "apt-get install redis-server",
        async () => ((await installWithApt(["redis-server"])) ? found() : undefined),
      ],
      ["brew install redis", async () => ((await installWithBrew("redis")) ? found() : undefined)],
      ["npm redis-memory-server", redisFromNpm],
    ],
    "A Redis server",
    "Install it (for instance «sudo apt-get install redis-server» or «brew install redis») and run the tests again.",
  );
}

/** `redis-memory-server` builds Redis from its sources and tells where. */
async function redisFromNpm() {
  const folder = await installFromNpm("redis-memory-server@0.17.1");
  const file = join(folder, "node_modules", "redis-memory-server", "lib", "util", "RedisBinary.js");
  // Compiled from TypeScript to CommonJS: the class is the module's `default`.
  const { default: RedisBinary } = createRequire(import.meta.url)(file);
  return RedisBinary.getPath();
}

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** @returns {Promise<string>} path of a Chromium */
export function ensureChromium() {
  const found = async () => {
    const wanted = process.env.CHROMIUM_PATH;
    if (wanted && existsSync(wanted)) return wanted;
    if (existsSync(MAC_CHROME)) return MAC_CHROME;
    return CHROMIUM_NAMES.map(findProgram).find(Boolean);
  };
  return firstThatWorks(
    [
      ["on this machine", found],
      [
        "apt-get install chromium",
        async () => ((await installWithApt(["chromium", "fonts-noto-cjk"])) ? found() : undefined),
      ],
      ["playwright install chromium", chromiumFromPlaywright],
      ["npm @sparticuz/chromium", chromiumFromNpm],
    ],
    "A Chromium browser",
    "Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.",
  );
}

async function chromiumFromPlaywright() {
  await run("npx", ["playwright", "install", "chromium"], {
    cwd: repositoryRoot,
    timeout: INSTALL_TIMEOUT_MS,
  });
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

async function chromiumFromNpm() {
  const folder = await installFromNpm("@sparticuz/chromium@137.0.1");
  const { default: chromium } = await import(
    join(folder, "node_modules", "@sparticuz", "chromium", "build", "index.js")
  );
  return chromium.executablePath();
}

/** Chinese text needs a font; a machine without one shows boxes in every screenshot. */
export async function ensureChineseFont() {
  const known = () => {
    const list = findProgram("fc-list");
    return (
      process.platform === "darwin" ||
      (list && execFileSync(list, [":lang=zh"], { encoding: "utf8" }).trim() !== "")
    );
  };
  if (known()) return;
  if (await installWithApt(["fontconfig", "fonts-noto-cjk"])) return;
  throw new Error(
    "No Chinese font is installed: install one (for instance Debian's fonts-noto-cjk) and run the tests again.",
  );
}
