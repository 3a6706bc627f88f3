// The ports and switches of a shop on this machine; each can be set in the environment or in `.env`.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder, repositoryRoot } from "./places.mjs";

/**
 * @typedef {object} LocalSettings
 * @property {number} shopPort
 * @property {number} postgresPort
 * @property {number} wechatPort
 * @property {[number, number]} webViewPorts the first two phones' web views; the next ports are the other phones'
 * @property {string | undefined} databaseUrl a PostgreSQL of one's own instead of the embedded one
 * @property {string | undefined} redisUrl
 * @property {string} adminEmail
 * @property {string} adminPassword
 */

/** Names of the variables, with what they mean where they are not set. */
const PORTS = {
  PORT: 9000,
  LOCAL_POSTGRES_PORT: 54_329,
  LOCAL_WECHAT_PORT: 9100,
  LOCAL_PHONE_1_PORT: 9101,
  LOCAL_PHONE_2_PORT: 9102,
};

/** @returns {LocalSettings} @throws {Error} naming a variable that is no port */
export function readLocalSettings() {
  const file = join(repositoryRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const port = (/** @type {keyof typeof PORTS} */ name) => {
    const value = Number(process.env[name] || PORTS[name]);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      throw new Error(`${name}=${process.env[name]} is not a port`);
    return value;
  };
  return {
    shopPort: port("PORT"),
    postgresPort: port("LOCAL_POSTGRES_PORT"),
    wechatPort: port("LOCAL_WECHAT_PORT"),
    webViewPorts: [port("LOCAL_PHONE_1_PORT"), port("LOCAL_PHONE_2_PORT")],
    databaseUrl: process.env.DATABASE_URL || undefined,
    redisUrl: process.env.REDIS_URL || undefined,
    adminEmail: process.env.SEED_ADMIN_EMAIL || "merchant@tengman.local",
    adminPassword: process.env.SEED_ADMIN_PASSWORD || localSecrets().adminPassword,
  };
}

/**
 * Secrets of this clone's local shop, made at first and kept; a production shop is given its own.
 * @returns {{ jwt: string, cookie: string, identity: string, adminPassword: string }}
 */
export function localSecrets() {
  const file = join(dataFolder, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const secrets = {
    jwt: randomBytes(32).toString("hex"),
    cookie: randomBytes(32).toString("hex"),
    identity: randomBytes(32).toString("base64"),
    adminPassword: randomBytes(9).toString("base64url"),
  };
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
