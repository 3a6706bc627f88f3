// What the database, Redis and the folders are like: looked at first, judged apart from it.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import pg from "pg";

const LIMIT_MS = 5_000;
const LEAST_POSTGRES = 150_000;
const MOST_SKEW_MS = 5_000;

/**
 * @typedef {object} Services what was seen
 * @property {{ version: number, is_superuser: boolean, skew_ms: number, max_connections: number } | "unreachable"} database
 * @property {{ policy: string, append_only: string } | "unreachable" | "absent"} redis
 * @property {{ is_folder: boolean, is_writable: boolean }} media
 * @property {number | undefined} env_file_mode the permissions of `.env`, where there is one
 */

/**
 * @param {Record<string, any>} environment as `environment.js` reads it
 * @param {string} envFile
 * @returns {Promise<Services>}
 */
export async function lookAtServices(environment, envFile) {
  const [database, redis] = await Promise.all([
    lookAtDatabase(environment.DATABASE_URL),
    environment.REDIS_URL ? lookAtRedis(environment.REDIS_URL) : /** @type {const} */ ("absent"),
  ]);
  const mode = existsSync(envFile) ? statSync(envFile).mode & 0o777 : undefined;
  return { database, redis, media: lookAtFolder(environment.SHOP_MEDIA_FOLDER), env_file_mode: mode };
}

/** @returns {Promise<Services["database"]>} */
async function lookAtDatabase(/** @type {string} */ url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: LIMIT_MS });
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version, rolsuper as is_superuser,
         extract(epoch from clock_timestamp()) * 1000 as now_ms, current_setting('max_connections')::int as max_connections
       from pg_roles where rolname = current_user`,
    );
    const { version, is_superuser, now_ms, max_connections } = rows[0];
    return { version, is_superuser, skew_ms: Math.abs(Date.now() - Number(now_ms)), max_connections };
  } catch {
    return "unreachable";
  } finally {
    await client.end().catch(() => {});
  }
}

/** Speaks Redis' protocol itself: three questions need no client. @returns {Promise<Services["redis"]>} */
async function lookAtRedis(/** @type {string} */ address) {
  const url = new URL(address);
  const options = { host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 6379) };
  const password = decodeURIComponent(url.password);
  const user = decodeURIComponent(url.username);
  const login = password ? [["AUTH", ...(user ? [user] : []), password]] : [];
  const asked = [...login, ["CONFIG", "GET", "maxmemory-policy"], ["CONFIG", "GET", "appendonly"], ["QUIT"]];
  const said = await new Promise((resolve) => {
    const socket = url.protocol === "rediss:" ? connectTls(options) : connect(options);
    let text = "";
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error("silent")));
    socket.on("error", () => resolve(""));
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text));
    socket.write(asked.map(command).join(""));
  });
  const read = (/** @type {string} */ name) =>
    new RegExp(`${name}\\r\\n\\$\\d+\\r\\n([^\\r]*)`).exec(said)?.[1] ?? "";
  return read("maxmemory-policy")
    ? { policy: read("maxmemory-policy"), append_only: read("appendonly") }
    : "unreachable";
}

const command = (/** @type {string[]} */ words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;

function lookAtFolder(/** @type {string} */ folder) {
  const is_folder = existsSync(folder) && statSync(folder).isDirectory();
  try {
    accessSync(folder, constants.W_OK);
    return { is_folder, is_writable: true };
  } catch {
    return { is_folder, is_writable: false };
  }
}

/**
 * @param {Services} services
 * @returns {import("./findings.mjs").Finding[]}
 */
export function findingsOfServices({ database, redis, media, env_file_mode }) {
  /** @type {import("./findings.mjs").Finding[]} */
  const findings = [];
  const wrong = (/** @type {string} */ name, /** @type {string} */ zh, /** @type {string} */ en) =>
    findings.push({ name, weight: "wrong", zh, en });
  if (database === "unreachable") wrong("DATABASE_URL", "连不上数据库", "leads to no database that answers");
  else {
    if (database.version < LEAST_POSTGRES)
      wrong("DATABASE_URL", "数据库低于 15 版", "is older than PostgreSQL 15");
    if (database.is_superuser)
      wrong(
        "DATABASE_URL",
        "连接的角色是超级用户，应当另建角色",
        "connects as a superuser: make a role of its own",
      );
    if (database.skew_ms > MOST_SKEW_MS)
      wrong(
        "DATABASE_URL",
        "数据库与本机的时钟相差太多",
        "is at a machine whose clock differs from this one's",
      );
  }
  if (redis === "unreachable")
    wrong("REDIS_URL", "连不上 Redis，或密码不对", "leads to no Redis that answers");
  else if (redis !== "absent") {
    if (redis.policy !== "noeviction")
      wrong(
        "REDIS_URL",
        "内存满时会丢掉任务：maxmemory-policy 要设为 noeviction",
        "evicts jobs: set maxmemory-policy noeviction",
      );
    if (redis.append_only !== "yes")
      wrong(
        "REDIS_URL",
        "重启会丢掉等待中的任务：appendonly 要设为 yes",
        "forgets waiting jobs: set appendonly yes",
      );
  }
  if (!media.is_folder || !media.is_writable)
    wrong("SHOP_MEDIA_FOLDER", "不是可以写入的文件夹", "is no folder that can be written");
  if (env_file_mode !== undefined && (env_file_mode & 0o077) !== 0)
    wrong(".env", "别的用户也能读，请 chmod 600", "can be read by other users: chmod 600");
  return findings;
}
