import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Medusa looks for its configuration beside the application and, once built, in `.medusa/server`; the shop's own lies
 * at the repository's root. Walking up finds it from either place.
 */
function repositoryRoot(from: string): string {
  const manifest = join(from, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tengman") return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("medusa-config.js of the shop was not found above medusa-server");
  return repositoryRoot(parent);
}

module.exports = require(join(repositoryRoot(__dirname), "medusa-config.js"));
