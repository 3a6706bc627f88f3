// Where things lie on this machine: the clone, its data, and a folder that another system user may enter.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's root. */
export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Everything a local shop keeps: `npm run reset` removes it. */
export const dataFolder = process.env.SHOP_DATA_FOLDER ?? join(repositoryRoot, ".data");

/** PostgreSQL refuses to run as root; then its files belong to this user, which every Linux and macOS has. */
const UNPRIVILEGED_USER = "nobody";

/** @returns {boolean} whether this process is root */
export function runsAsRoot() {
  return userInfo().uid === 0;
}

/** @returns {string} the user PostgreSQL runs as when we are root */
export function unprivilegedUser() {
  return UNPRIVILEGED_USER;
}

/**
 * Whether any user may walk to `folder`: a clone below a 0700 folder cannot be entered by PostgreSQL's user.
 * @param {string} folder
 */
export function isTraversableByAll(folder) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      if ((statSync(at).mode & 0o001) === 0) return false;
    } catch {
      // A folder that does not exist yet is created by us, open.
    }
    if (dirname(at) === at) return true;
  }
}

/**
 * A folder of this clone's own that the unprivileged user may enter, outside the clone; it survives a reboot.
 * @returns {string}
 */
export function folderOutsideClone() {
  const own = createHash("sha256").update(repositoryRoot).digest("hex").slice(0, 12);
  const base = process.platform === "linux" ? "/var/tmp" : tmpdir();
  return join(base, `tengman-${own}`);
}

/**
 * Where PostgreSQL keeps its files: in the clone's data folder, or outside the clone when its user could not enter.
 * @param {string} name which of the clone's clusters
 */
export function clusterFolder(name) {
  const outside = runsAsRoot() && !isTraversableByAll(dirname(dataFolder));
  return join(outside ? folderOutsideClone() : dataFolder, name);
}
