import type { ConfigModule } from "@medusajs/framework/types";
import pg from "pg";

/** Connections of its own, few: neither collecting nor counting ever takes one from a shopper's request. */
const POOL_SIZE = 4;
/** Waiting for locks included. */
const STATEMENT_TIMEOUT_MS = 120_000;

/** Connections to the shop's own database. @throws {Error} when Medusa has no `databaseUrl` */
export function openPool({ projectConfig }: Pick<ConfigModule, "projectConfig">): pg.Pool {
  const { databaseUrl, databaseDriverOptions } = projectConfig;
  if (!databaseUrl) throw new Error("insights: projectConfig.databaseUrl is missing");
  const ssl = databaseDriverOptions?.connection?.ssl as pg.PoolConfig["ssl"];
  return new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    ...(ssl === undefined ? {} : { ssl }),
  });
}

/** Does what is handed in within one transaction, on one connection. */
export async function transaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    const failed = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(failed);
    throw error;
  }
}
