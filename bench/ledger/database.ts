import { rmSync } from "node:fs";
import pg from "pg";
import type { DataSource } from "typeorm";
import { serviceDataSource } from "../../plugins/distribution/src/modules/distribution/database/data-source";
import { migrateUp } from "../../plugins/distribution/src/modules/distribution/migrate";
import { DistributionModuleService } from "../../plugins/distribution/src/modules/distribution/service";
import { freePort } from "../../scripts/local/children.mjs";
import { clusterFolder } from "../../scripts/local/places.mjs";
import { startCluster } from "../../scripts/local/postgres.mjs";

/** Runs at the same time do not meet. */
const NAME = `bench/ledger-${process.pid}`;
const DATABASE = "bench";

/** What every case works on. */
export interface BenchDatabase {
  service: DistributionModuleService;
  /** Connections as the role that the service works as, through TypeORM. */
  source: DataSource;
  /** The same role through the plain driver. */
  plain: pg.Pool;
  /** The owner, who prepares and checks. */
  owner: pg.Pool;
  close: () => Promise<void>;
}

/** A cluster of the benchmark's own on an empty disk folder, waiting for the disk like a shop's (fsync on). */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const folder = clusterFolder(NAME);
  rmSync(folder, { recursive: true, force: true });
  const settings = { max_wal_size: "8GB", checkpoint_timeout: "15min", shared_buffers: "1GB" };
  const cluster = await startCluster({ name: NAME, port: await freePort(), settings });
  await cluster.createDatabase(DATABASE);
  const url = cluster.urlOf(DATABASE);
  await migrateUp({ url }, "cn-mainland");
  const source = await serviceDataSource({ url }).initialize();
  const options = "-c role=tengman_distribution";
  const plain = new pg.Pool({ connectionString: url, max: 10, options });
  const owner = new pg.Pool({ connectionString: url, max: 10 });
  const service = new DistributionModuleService(
    { distributionDataSource: source },
    { share_token_days: 180, compliance_profile: "cn-mainland" },
  );
  // A connection that is being closed while the cluster ends has nothing to say.
  for (const pool of [plain, owner]) pool.on("error", () => undefined);
  const close = async () => {
    await source.destroy();
    await plain.end();
    await owner.end();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { service, source, plain, owner, close };
}

/** Does something as the owner with triggers and foreign keys off: only what prepares the stage. */
export async function behindTheScenes(
  owner: pg.Pool,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("begin");
    await client.query("set local session_replication_role = replica");
    await client.query("set local synchronous_commit = off");
    await client.query("set local work_mem = '256MB'");
    await client.query("set local maintenance_work_mem = '1GB'");
    await client.query("set local search_path = distribution, public");
    await work(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
