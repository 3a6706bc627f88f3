// `npm run backup -- --type full|diff|incr`: takes a backup with pgBackRest and has it check what it keeps. Run it as
// PostgreSQL's user; `--config` and `--stanza` where they are not the standard ones (deploy/pgbackrest/pgbackrest.conf).
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const STANDARD_CONFIG = "/etc/pgbackrest/pgbackrest.conf";

/** Runs pgBackRest and shows what it says. @returns {Promise<number>} its exit code */
function pgbackrest(/** @type {string[]} */ args) {
  return new Promise((resolve, reject) => {
    const child = spawn("pgbackrest", args, { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

try {
  const { values } = parseArgs({
    options: {
      type: { type: "string", default: "diff" },
      config: { type: "string", default: STANDARD_CONFIG },
      stanza: { type: "string", default: "tengman" },
    },
  });
  if (!["full", "diff", "incr"].includes(values.type)) throw new Error("--type is full, diff or incr");
  const base = [`--config=${values.config}`, `--stanza=${values.stanza}`];
  for (const args of [["check"], [`--type=${values.type}`, "backup"], ["verify"], ["info"]]) {
    const code = await pgbackrest([...base, ...args]);
    if (code !== 0) throw new Error(`pgbackrest ${args.at(-1)} ended with ${code}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
