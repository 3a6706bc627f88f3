import type { ConfigModule } from "@medusajs/framework/types";
import { DataSource, type DataSourceOptions, type MigrationInterface } from "typeorm";
import { PlanEntity, PlanTierEntity } from "../plan/plan.entity";
import { BindingEntity, DistributorEntity, ShareTokenEntity } from "../referral/people.entity";

/** The role the service works as. It owns nothing, so it can neither disable a trigger nor write a balance. */
export const SERVICE_ROLE = "tengman_distribution";

/** Where the ledger's database is. */
export interface DatabaseAddress {
  url: string;
  ssl?: DataSourceOptions extends { ssl?: infer Ssl } ? Ssl : unknown;
}

/** How long a statement may take, waiting for locks included; the intake tries again, a page reports a failure. */
const STATEMENT_TIMEOUT_MS = 30_000;
const POOL_SIZE = 10;

/** The ledger's data source for migrations: it connects as the owner. */
export function ownerDataSource(
  address: DatabaseAddress,
  migrations: (new () => MigrationInterface)[] = [],
): DataSource {
  return dataSource(address, 1, {}, migrations);
}

/** The ledger's data source for the service: every connection works as the role that owns nothing. */
export function serviceDataSource(address: DatabaseAddress): DataSource {
  // PostgreSQL's ltree and its operators are in one of the two.
  const path = "-c search_path=distribution,public";
  const options = `-c role=${SERVICE_ROLE} -c statement_timeout=${STATEMENT_TIMEOUT_MS} ${path}`;
  return dataSource(address, POOL_SIZE, { options }, []);
}

function dataSource(
  { url, ssl }: DatabaseAddress,
  poolSize: number,
  extra: { options?: string },
  migrations: (new () => MigrationInterface)[],
): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    ...(ssl === undefined ? {} : { ssl: ssl as boolean }),
    schema: "distribution",
    entities: [PlanEntity, PlanTierEntity, DistributorEntity, ShareTokenEntity, BindingEntity],
    migrations,
    migrationsTableName: "typeorm_migrations",
    migrationsTransactionMode: "all",
    synchronize: false,
    installExtensions: false,
    poolSize,
    extra,
  });
}

/** The shop's own database: the ledger lives in a schema of it. @throws Error when Medusa has no `databaseUrl` */
export function databaseAddress({ projectConfig }: ConfigModule): DatabaseAddress {
  const url = projectConfig.databaseUrl;
  if (!url) throw new Error("distribution: projectConfig.databaseUrl is missing");
  const ssl: unknown = projectConfig.databaseDriverOptions?.connection?.ssl;
  return ssl === undefined ? { url } : { url, ssl };
}
