// A restored copy of the shop's PostgreSQL, in a folder and on a port of its own, which ends with the drill.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "../local/children.mjs";

const run = promisify(execFile);
const RECOVERY_LIMIT_MS = 60 * 60_000;

/** Recovery needs at least what the lost server had; its own configuration may lie elsewhere, and is not used. */
const SETTINGS = [
  "listen_addresses = '127.0.0.1'",
  "max_connections = 1000",
  "max_worker_processes = 64",
  "max_wal_senders = 64",
  "max_prepared_transactions = 64",
  "max_locks_per_transaction = 256",
  "shared_buffers = 128MB",
  "archive_mode = off",
  "hot_standby = on",
].join("\n");

/** The restored roles have their own passwords; nobody else on this machine gets in. */
const ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

/**
 * Restores to a second and starts what was restored.
 * @param {{ folder: string, time: string, pgbackrest: string[] }} wanted `pgbackrest` are the options that name the stanza
 * @param {string} url the shop's own database address: its roles and passwords were restored with it
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} when recovery has reached the second
 */
export async function openScratchCluster({ folder, time, pgbackrest }, url) {
  const data = join(folder, "data");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const target = ["--type=time", `--target=${time}`, "--target-action=promote", "--archive-mode=off"];
  await run("pgbackrest", [...pgbackrest, `--pg1-path=${data}`, ...target, "restore"]);
  const bin = programsOf(data);
  const port = await freePort();
  writeFileSync(
    join(folder, "drill.conf"),
    `${SETTINGS}\nport = ${port}\nunix_socket_directories = '${folder}'\n`,
  );
  writeFileSync(join(folder, "access.conf"), ACCESS);
  const options = `-c config_file=${folder}/drill.conf -c hba_file=${folder}/access.conf -c data_directory=${data}`;
  const control = (/** @type {string[]} */ ...args) => run(join(bin, "pg_ctl"), ["-D", data, ...args]);
  const stop = async () => {
    await control("stop", "-m", "immediate", "-w").catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await control("start", "-w", "-t", "3600", "-l", join(folder, "log"), "-o", options);
    const address = new URL(url);
    address.hostname = "127.0.0.1";
    address.port = String(port);
    await untilRecovered(address.href);
    return { url: address.href, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The programs of the version that wrote the data: Debian has several beside each other. */
function programsOf(/** @type {string} */ data) {
  const debian = `/usr/lib/postgresql/${readFileSync(join(data, "PG_VERSION"), "utf8").trim()}/bin`;
  return existsSync(debian) ? debian : execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim();
}

async function untilRecovered(/** @type {string} */ url) {
  const deadline = Date.now() + RECOVERY_LIMIT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query("select pg_is_in_recovery() as recovering");
      if (!rows[0].recovering) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    if (Date.now() > deadline) throw new Error("the restored cluster did not reach the second in time");
    await delay(200);
  }
}
