import { ModulesSdkUtils } from "@medusajs/framework/utils";
import { ofMedusa } from "../front/of-medusa";
import type { Asked } from "./checks";

/** Nothing that operators ask may keep the database busy for longer. */
const STATEMENT_TIMEOUT_MS = 10_000;

interface RedisClient {
  ping(): Promise<string>;
  llen(key: string): Promise<number>;
  zcard(key: string): Promise<number>;
  on(event: "error", listener: () => void): void;
  disconnect(): void;
}
type RedisClass = new (url: string, options: Record<string, unknown>) => RedisClient;

/** Connections of the operators' own: a busy shop's pools must not make its health unknown. */
export interface OperatorConnections extends Asked {
  /** How long a list or a sorted set of Redis is; absent in a shop without one. */
  redisSize?: (command: "llen" | "zcard", key: string) => Promise<number>;
  close(): Promise<void>;
}

/** Opens them; they connect when they are used first, and again when they were lost. */
export function openOperatorConnections(databaseUrl: string, redisUrl?: string): OperatorConnections {
  const address = new URL(databaseUrl);
  address.searchParams.set("application_name", "tengman-operations");
  address.searchParams.set("statement_timeout", String(STATEMENT_TIMEOUT_MS));
  const database = ModulesSdkUtils.createPgConnection({ clientUrl: address.href, pool: { min: 0, max: 2 } });
  const redis = redisUrl === undefined ? undefined : openRedis(redisUrl);
  return {
    query: async (sql) => (await database.raw(sql)).rows,
    ...(redis
      ? {
          pingRedis: () => redis.ping().then(() => undefined),
          redisSize: (command, key) => redis[command](key),
        }
      : {}),
    async close() {
      redis?.disconnect();
      await database.destroy();
    },
  };
}

/** A client that says at once that Redis is away, instead of keeping what it is asked. */
function openRedis(url: string): RedisClient {
  const Redis = ofMedusa<RedisClass>("ioredis");
  const client = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    retryStrategy: (times: number) => Math.min(times * 100, 1_000),
  });
  // Every loss is answered to whoever asks for the server's health.
  client.on("error", () => {});
  return client;
}
