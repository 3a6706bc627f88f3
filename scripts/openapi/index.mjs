// `npm run docs:openapi` writes the description of the distribution plugin's routes; with --check it only says whether
// the one that is there is fresh and whole.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../local/places.mjs";
import { describePlugin } from "./describe.mjs";

const plugin = join(repositoryRoot, "plugins", "distribution");
const file = join(plugin, "docs", "openapi.json");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const { text, problems } = await describePlugin(plugin);
const isFresh = existsSync(file) && readFileSync(file, "utf8") === text;
if (!values.check) writeFileSync(file, text);
else if (!isFresh) problems.push("docs/openapi.json is not what the routes say: npm run docs:openapi");
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
