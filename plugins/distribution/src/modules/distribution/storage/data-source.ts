import { DataSource, type DataSourceOptions } from "typeorm";
import { Ledger1700000000000 } from "../migrations/1700000000000-ledger";
import { SERVICE_ROLE } from "../migrations/sql/rights";
import { BindingEntity, DistributorEntity, ShareTokenEntity } from "./people.entity";
import { PlanEntity, PlanTierEntity } from "./plan.entity";

/** Where the ledger's database is. */
export interface DatabaseAddress {
  url: string;
  ssl?: DataSourceOptions extends { ssl?: infer Ssl } ? Ssl : unknown;
}

/** How long a statement may take, waiting for locks included; the intake tries again, a page reports a failure. */
const STATEMENT_TIMEOUT_MS = 30_000;
const POOL_SIZE = 10;

/** The ledger's data source for migrations: it connects as the owner. */
export function ownerDataSource(address: DatabaseAddress): DataSource {
  return dataSource(address, 1, {});
}

/** The ledger's data source for the service: every connection works as the role that owns nothing. */
export function serviceDataSource(address: DatabaseAddress): DataSource {
  const options = `-c role=${SERVICE_ROLE} -c statement_timeout=${STATEMENT_TIMEOUT_MS}`;
  return dataSource(address, POOL_SIZE, { options });
}

function dataSource(
  { url, ssl }: DatabaseAddress,
  poolSize: number,
  extra: { options?: string },
): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    ...(ssl === undefined ? {} : { ssl: ssl as boolean }),
    schema: "distribution",
    entities: [PlanEntity, PlanTierEntity, DistributorEntity, ShareTokenEntity, BindingEntity],
    migrations: [Ledger1700000000000],
    migrationsTableName: "typeorm_migrations",
    migrationsTransactionMode: "all",
    synchronize: false,
    installExtensions: false,
    poolSize,
    extra,
  });
}
