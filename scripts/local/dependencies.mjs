// Installed packages. Imports nothing but Node itself: this runs before anything is installed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./children.mjs";
import { dataFolder, repositoryRoot } from "./places.mjs";
import { hashOf, isFresh, markFresh } from "./stamps.mjs";

const PROJECTS = [
  { name: "Packages of the shop", folder: repositoryRoot },
  { name: "Packages of the storefront", folder: join(repositoryRoot, "storefront-uniapp") },
];

/**
 * Installs what the lockfiles ask for where it is missing or stale.
 * @param {import("./progress.mjs").Progress} progress
 */
export async function installDependencies(progress) {
  for (const { name, folder } of PROJECTS) {
    const stamp = join(folder, "node_modules", ".tengman-installed");
    const hash = hashOf([join(folder, "package-lock.json")]);
    if (existsSync(join(folder, "node_modules")) && isFresh(stamp, hash)) {
      progress.skipped(name);
      continue;
    }
    await progress.step(`${name} (npm ci)`, () =>
      runToEnd({
        command: process.platform === "win32" ? "npm.cmd" : "npm",
        args: ["ci", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd: folder,
        log: join(dataFolder, "logs", `install-${folder === repositoryRoot ? "shop" : "storefront"}.log`),
      }),
    );
    markFresh(stamp, hash);
  }
}
