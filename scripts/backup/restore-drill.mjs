// `npm run restore-drill -- --time "2026-03-01 12:00:00+08"`: restores the shop to a second into a scratch cluster, verifies
// the ledger there, compares control totals and the months' sealed hashes with the shop that runs, and says what a
// disaster would have cost (RPO) and how long coming back takes (RTO). Touches nothing of the shop. Run it as PostgreSQL's user
// with the app's DATABASE_URL (or DATABASE_URL_FILE); `--no-source` when the shop itself is gone.
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { repositoryRoot } from "../local/places.mjs";
import { differencesOf, readControlTotals } from "./control-totals.mjs";
import { openScratchCluster } from "./scratch-cluster.mjs";

const verification = join(repositoryRoot, "plugins/distribution/.medusa/server/src/scripts/verify-ledger.js");

/** @returns {string} @throws {Error} naming the variable */
function databaseUrl() {
  const { DATABASE_URL, DATABASE_URL_FILE } = process.env;
  if (DATABASE_URL) return DATABASE_URL;
  if (DATABASE_URL_FILE) return readFileSync(DATABASE_URL_FILE, "utf8").trim();
  throw new Error("DATABASE_URL is not set: the app's address, whose role is restored with the database");
}

/** How old the youngest archived segment is: what a disaster this moment would cost, in seconds. */
async function exposure(/** @type {string} */ url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select extract(epoch from now() - last_archived_time) as age_s from pg_stat_archiver",
    );
    return rows[0].age_s === null ? null : Math.round(Number(rows[0].age_s));
  } finally {
    await client.end();
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      time: { type: "string" },
      config: { type: "string", default: "/etc/pgbackrest/pgbackrest.conf" },
      stanza: { type: "string", default: "tengman" },
      "no-source": { type: "boolean", default: false },
    },
  });
  if (!values.time || Number.isNaN(Date.parse(values.time)))
    throw new Error("--time names a second: 2026-03-01T12:00:00+08:00");
  const time = new Date(values.time).toISOString();
  const source = databaseUrl();
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "restore-drill-"));
  const pgbackrest = [`--config=${values.config}`, `--stanza=${values.stanza}`];
  // pgBackRest reads a moment as PostgreSQL writes it.
  const target = `${time.slice(0, 19).replace("T", " ")}${time.slice(19, 23)}+00`;
  const scratch = await openScratchCluster({ folder, time: target, pgbackrest }, source);
  try {
    const { verifyLedgerAt } = createRequire(import.meta.url)(verification);
    const ledger = await verifyLedgerAt(scratch.url);
    const rto_seconds = Math.round((Date.now() - began) / 1000);
    const restored = await readControlTotals(scratch.url, time);
    const differences = values["no-source"]
      ? []
      : differencesOf(await readControlTotals(source, time), restored);
    const rpo_seconds = values["no-source"] ? null : await exposure(source);
    const report = { time, rto_seconds, rpo_seconds, restored, differences, ledger };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (ledger.difference || differences.length > 0) process.exitCode = 2;
  } finally {
    await scratch.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
