// `npm run doctor`: checks a production shop's configuration (the environment's, or that of .env) before it is opened, and
// says in a sentence each what is wrong. `--offline` asks neither the database nor Redis.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../local/places.mjs";
import { findingsOf, findingsOfFaults } from "./findings.mjs";
import { findingsOfServices, lookAtServices } from "./services.mjs";

const { checkEnvironment, environmentSchema } = createRequire(import.meta.url)(
  "../../medusa-server/environment.js",
);

/**
 * Everything that is wrong with an environment by itself.
 * @param {NodeJS.ProcessEnv} source
 * @param {Date} now
 */
export function examine(source, now) {
  const known = Object.keys(environmentSchema.shape);
  const { environment, faults } = checkEnvironment(source);
  const findings = environment ? findingsOf(environment, source, known, now) : findingsOfFaults(faults);
  return { environment, findings };
}

async function main() {
  const { values } = parseArgs({ options: { offline: { type: "boolean", default: false } } });
  const envFile = join(repositoryRoot, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const { environment, findings } = examine(process.env, new Date());
  if (environment && !values.offline)
    findings.push(...findingsOfServices(await lookAtServices(environment, envFile)));
  for (const { name, weight, zh, en } of findings) {
    console.log(`${weight === "wrong" ? "✘" : "·"} ${name} ${zh}。\n  ${name} ${en}.`);
  }
  const wrong = findings.filter(({ weight }) => weight === "wrong").length;
  console.log(
    wrong === 0 ? "✔ 可以开店了。 The configuration is good." : `✘ ${wrong} 处要改。 ${wrong} to be mended.`,
  );
  process.exitCode = wrong === 0 ? 0 : 1;
}

if (import.meta.filename === process.argv[1]) await main();
