// Whether something made from files is still what those files would make: a hash of the sources, kept beside it.
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { repositoryRoot } from "./places.mjs";

const NOT_SOURCES = new Set([
  "node_modules",
  ".medusa",
  "dist",
  "unpackage",
  ".git",
  "integration-tests",
  "README.md",
]);

/** @param {string} path @returns {Generator<string>} */
function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!NOT_SOURCES.has(name) && !/\.spec\.[cm]?tsx?$/.test(name)) yield* filesBelow(join(path, name));
  }
}

/**
 * One hash over the names (seen from the clone's root, so that a moved clone need not build again) and contents of all
 * files at or below `paths`.
 * @param {string[]} paths
 */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesBelow(path))
      hash.update(relative(repositoryRoot, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} stamp the stamp's file @param {string} hash */
export function isFresh(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

/** @param {string} stamp @param {string} hash */
export function markFresh(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  // What a stamp is made of may hold a database's password.
  if (existsSync(stamp)) chmodSync(stamp, 0o600);
  writeFileSync(stamp, hash, { mode: 0o600 });
}
