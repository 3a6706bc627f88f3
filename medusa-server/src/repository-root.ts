import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The repository's root: the shop's configuration and its environment lie there, and the built server runs from
 * `medusa-server/.medusa/server`. Walking up finds it from either place.
 * @throws {Error} when there is none above `from`
 */
export function repositoryRoot(from: string): string {
  const manifest = join(from, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tengman") return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("medusa-config.js of the shop was not found above medusa-server");
  return repositoryRoot(parent);
}
