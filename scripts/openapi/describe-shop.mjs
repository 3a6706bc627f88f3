// Where the descriptions of the routes lie: beside what was built, never in git.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { plugins } from "../local/builds.mjs";
import { repositoryRoot } from "../local/places.mjs";
import { describePlugins, joined } from "./describe.mjs";

/** Where a built plugin, or the built server, keeps its description. */
export const descriptionOf = (/** @type {string} */ folder) =>
  join(folder, ".medusa", "server", "openapi.json");

/**
 * Describes every plugin's store and admin routes, and writes the descriptions into what was built.
 * @returns {Promise<string[]>} what keeps them from being whole, a sentence each
 */
export async function describeShop() {
  const found = plugins.map((name) => ({ name, folder: join(repositoryRoot, "plugins", name) }));
  const { descriptions, problems } = await describePlugins(
    found,
    join(repositoryRoot, "plugins", "distribution", "tsconfig.json"),
  );
  for (const { name, folder } of found) write(folder, descriptions.get(name));
  write(join(repositoryRoot, "medusa-server"), joined(descriptions));
  return problems;
}

function write(/** @type {string} */ folder, /** @type {unknown} */ description) {
  const file = descriptionOf(folder);
  mkdirSync(dirname(file), { recursive: true });
  // Whoever reads it meanwhile reads the whole of one or the other.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(description));
  renameSync(unfinished, file);
}
