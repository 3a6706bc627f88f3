import { MedusaModule } from "@medusajs/framework/modules-sdk";
import { operationsOf, type ReadinessCheck } from "@tengman/plugin-kit";
import { installedMigrations } from "./migrations";

/** How far this machine's clock may be from the database's: tokens, payments' windows and accruals compare the two. */
const MOST_SKEW_MS = 5_000;

/** What the checks ask: a connection to the shop's database that nobody else waits for. */
export interface Asked {
  /** @returns the rows */
  query: <Row>(sql: string) => Promise<Row[]>;
  /** Absent in a shop without a Redis. */
  pingRedis?: () => Promise<void>;
}

/** Everything a server of this shop needs to serve: what lies below it, and what its plugins' modules name. */
export function checksOf({ query, pingRedis }: Asked): ReadinessCheck[] {
  return [
    {
      name: "database",
      find: async () => {
        await query("select 1");
        return undefined;
      },
    },
    { name: "clock", find: () => findSkew(query) },
    { name: "migrations", find: findPendingMigrations(query) },
    ...(pingRedis ? [{ name: "redis", find: () => pingRedis().then(() => undefined) }] : []),
    ...moduleServices().flatMap((service) => operationsOf(service)?.checks ?? []),
  ];
}

/** The services of all modules that were loaded. */
export function moduleServices(): unknown[] {
  return MedusaModule.getLoadedModules().flatMap((loaded) => Object.values(loaded));
}

async function findSkew(query: Asked["query"]): Promise<string | undefined> {
  const before = Date.now();
  const [row] = await query<{ ms: string }>("select extract(epoch from clock_timestamp()) * 1000 as ms");
  const after = Date.now();
  const theirs = Number(row?.ms);
  // Their clock was read somewhere between the two.
  return theirs < before - MOST_SKEW_MS || theirs > after + MOST_SKEW_MS ? "skew" : undefined;
}

/** A database that is ahead of this server is fine: while a new version rolls out, the old one works beside it. */
function findPendingMigrations(query: Asked["query"]): () => Promise<string | undefined> {
  let installed: Promise<readonly { name: string }[]> | undefined;
  return async () => {
    installed ??= installedMigrations();
    const rows = await query<{ name: string }>("select name from mikro_orm_migrations");
    const run = new Set(rows.map(({ name }) => name));
    return (await installed).every(({ name }) => run.has(name)) ? undefined : "pending";
  };
}
