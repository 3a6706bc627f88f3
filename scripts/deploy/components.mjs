// Debian's own PostgreSQL, Redis, nginx and Prometheus with the files of deploy/, in a folder of a test's own.
import { execFileSync } from "node:child_process";
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, isPortFree, runToEnd, startChild } from "../local/children.mjs";
import { repositoryRoot } from "../local/places.mjs";

const deploy = join(repositoryRoot, "deploy");
const START_LIMIT_MS = 60_000;

/** Runs a program as PostgreSQL's user. @returns {string} what it wrote */
export function asPostgres(/** @type {string[]} */ command, /** @type {NodeJS.ProcessEnv} */ env = {}) {
  return execFileSync("runuser", ["-u", "postgres", "--", ...command], {
    cwd: "/",
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const idOf = (/** @type {"-u" | "-g"} */ kind) =>
  Number(execFileSync("id", [kind, "postgres"], { encoding: "utf8" }));

/** A folder that PostgreSQL's user owns. */
function folderOfPostgres(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, idOf("-u"), idOf("-g"));
  return folder;
}

async function untilOpen(/** @type {number} */ port, /** @type {string} */ name) {
  const deadline = Date.now() + START_LIMIT_MS;
  while (await isPortFree(port)) {
    if (Date.now() > deadline) throw new Error(`${name} did not open port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * PostgreSQL with deploy/postgres' configuration and roles, and deploy/pgbackrest's for its backups.
 * @param {string} folder
 * @param {{ owner: string, app: string, reader: string, cipher: string }} passwords
 */
export async function openPostgres(folder, passwords) {
  const [version = ""] = readdirSync("/usr/lib/postgresql").toSorted().toReversed();
  const bin = join("/usr/lib/postgresql", version, "bin");
  const data = join(folderOfPostgres(join(folder, "postgres")), "data");
  const repository = folderOfPostgres(join(folder, "backups"));
  const port = await freePort();
  const config = join(folder, "pgbackrest.conf");
  const ofDeploy = readFileSync(join(deploy, "pgbackrest", "pgbackrest.conf"), "utf8");
  const lines = ofDeploy
    .replace(/^repo1-path=.*$/m, `repo1-path=${repository}`)
    .replace(
      /^pg1-path=.*$/m,
      `pg1-path=${data}\npg1-port=${port}\npg1-socket-path=${join(folder, "postgres")}`,
    )
    .replace(/^log-level-console=.*$/m, `log-level-console=warn\nlock-path=${join(folder, "postgres")}`);
  writeFileSync(config, lines);
  const environment = { PGBACKREST_REPO1_CIPHER_PASS: passwords.cipher };
  asPostgres([
    join(bin, "initdb"),
    "-D",
    data,
    "--auth-local=trust",
    "--auth-host=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ]);
  const settings = {
    config_file: join(deploy, "postgres", "postgresql.conf"),
    hba_file: join(data, "pg_hba.conf"),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: join(folder, "postgres"),
    // A shared machine has less than the configuration is for.
    shared_buffers: "128MB",
    archive_mode: "on",
    archive_command: `pgbackrest --config=${config} --stanza=tengman archive-push %p`,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  startChild({
    command: "runuser",
    args: ["-u", "postgres", "--", join(bin, "postgres"), "-D", data, "-p", String(port), ...flags],
    cwd: "/",
    env: { ...process.env, ...environment },
    log: join(folder, "logs", "postgres.log"),
  });
  await untilOpen(port, "PostgreSQL");
  const roles = Object.entries({ owner: passwords.owner, app: passwords.app, reader: passwords.reader });
  const variables = roles.flatMap(([role, password]) => ["-v", `${role}_password=${password}`]);
  const socket = ["-h", join(folder, "postgres"), "-p", String(port), "-d", "postgres"];
  asPostgres(["psql", "-q", ...socket, ...variables, "-f", join(deploy, "postgres", "roles.sql")]);
  const urlOf = (/** @type {"owner" | "app" | "reader"} */ role) =>
    `postgres://tengman_${role}:${passwords[role]}@127.0.0.1:${port}/tengman`;
  return { urlOf, config, environment };
}

/** Redis as compose.yaml starts it. */
export async function openRedis(/** @type {string} */ folder, /** @type {string} */ password) {
  const port = await freePort();
  mkdirSync(join(folder, "redis"), { recursive: true });
  const flags = ["--maxmemory-policy", "noeviction", "--appendonly", "yes", "--appendfsync", "everysec"];
  const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", join(folder, "redis")];
  const args = [...where, "--requirepass", password, ...flags];
  startChild({ command: "redis-server", args, log: join(folder, "logs", "redis.log") });
  await untilOpen(port, "Redis");
  return `redis://:${password}@127.0.0.1:${port}`;
}

/** A certificate for `localhost` that whoever is told its file believes. */
export function makeCertificate(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true });
  const [key, certificate] = [join(folder, "privkey.pem"), join(folder, "fullchain.pem")];
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
  const args = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    ...name,
  ];
  execFileSync("openssl", args, { stdio: "pipe" });
  return certificate;
}

/**
 * nginx with deploy/nginx's files; only places, ports and the name are others.
 * @param {string} folder
 * @param {{ http: number, https: number, server: number }} ports
 */
export async function openNginx(folder, ports) {
  const place = join(folder, "nginx");
  cpSync(join(deploy, "nginx"), place, { recursive: true });
  mkdirSync(join(place, "cache"), { recursive: true });
  for (const file of ["nginx.conf", "shop.conf", "proxy.conf", "upstream.conf"]) {
    const text = readFileSync(join(place, file), "utf8")
      .replaceAll("/etc/nginx/tengman/tls", join(folder, "tls"))
      .replaceAll("/etc/nginx/tengman", place)
      .replaceAll("/var/cache/nginx", join(place, "cache"))
      .replaceAll("/var/log/nginx/access.log", join(folder, "logs", "access.log"))
      .replaceAll("/run/nginx.pid", join(place, "nginx.pid"))
      .replaceAll("shop.example.com", "localhost")
      .replaceAll(/^\s*listen \[::\].*$/gm, "")
      .replaceAll("listen 80 ", `listen 127.0.0.1:${ports.http} `)
      .replaceAll(/listen 443 /g, `listen 127.0.0.1:${ports.https} `)
      .replaceAll("127.0.0.1:9000", `127.0.0.1:${ports.server}`);
    writeFileSync(join(place, file), text);
  }
  const config = join(place, "nginx.conf");
  const log = join(folder, "logs", "nginx.log");
  await runToEnd({ command: "nginx", args: ["-t", "-c", config], log });
  startChild({ command: "nginx", args: ["-c", config, "-g", "daemon off;"], log, append: true });
  await untilOpen(ports.https, "nginx");
  return log;
}

/** Prometheus with deploy/prometheus' rules. @returns {Promise<string>} its address */
export async function openPrometheus(/** @type {string} */ folder, /** @type {number[]} */ targets) {
  const port = await freePort();
  const place = join(folder, "prometheus");
  mkdirSync(place, { recursive: true });
  const text = readFileSync(join(deploy, "prometheus", "prometheus.yml"), "utf8")
    .replace("/etc/prometheus/rules", join(deploy, "prometheus", "rules"))
    .replaceAll("15s", "2s")
    .replace("server-1:9464, server-2:9464", `127.0.0.1:${targets[0]}`)
    .replace("worker:9464", `127.0.0.1:${targets[1]}`);
  writeFileSync(join(place, "prometheus.yml"), text);
  const rules = join(deploy, "prometheus", "rules");
  const log = join(folder, "logs", "prometheus.log");
  await runToEnd({ command: "promtool", args: ["check", "config", join(place, "prometheus.yml")], log });
  await runToEnd({ command: "promtool", args: ["test", "rules", join(rules, "shop.test.yml")], log });
  const args = [
    `--config.file=${join(place, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(place, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  startChild({ command: "prometheus", args, log, append: true });
  await untilOpen(port, "Prometheus");
  return `http://127.0.0.1:${port}`;
}
