import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { hashOf } from "../../../scripts/local/stamps.mjs";
import { testCluster } from "../../../scripts/local/test-shop.mjs";
import type { ComplianceProfile } from "../src/domain/plan/compliance";
import { ownerDataSource, serviceDataSource } from "../src/modules/distribution/database/data-source";
import { migrateUp } from "../src/modules/distribution/migrate";
import { SCHEMA_FILES } from "../src/modules/distribution/schema";
import { DistributionModuleService } from "../src/modules/distribution/service";

/** A fresh, migrated ledger on a real PostgreSQL. */
export interface TestLedger {
  /** Where its database is, for the owner. */
  url: string;
  service: DistributionModuleService;
  /** Another process's service on the same database, with options of its own. */
  anotherService: (own?: object) => Promise<DistributionModuleService>;
  /** Connections as the role that the service works as. */
  asService: DataSource;
  /** Connections as the owner, who may look and lock but whom the triggers refuse as well. */
  asOwner: DataSource;
  close: () => Promise<void>;
}

type Cluster = Awaited<ReturnType<typeof testCluster>>;

/** Two test files at once make one template. */
const TEMPLATE_LOCK = 7_202;
const module = join(__dirname, "..", "src", "modules", "distribution");

/** A database that was migrated exactly as `medusa db:migrate` does; made anew when a migration is added. */
async function migratedTemplate(cluster: Cluster, profile: ComplianceProfile): Promise<string> {
  const sources = hashOf([
    join(module, "migrations"),
    join(module, "migrate.ts"),
    join(module, "schema.ts"),
    ...SCHEMA_FILES.map((file) => join(module, `${file.replace("/", "/schema/")}.sql`)),
    join(module, "plan", "compliance-store.ts"),
  ]);
  const name = `ledger_template_${profile}_${sources.slice(0, 12)}`;
  if (await cluster.hasDatabase(name)) return name;
  const unfinished = `${name}_unfinished`;
  await cluster.dropDatabase(unfinished);
  await cluster.createDatabase(unfinished);
  await migrateUp({ url: cluster.urlOf(unfinished) }, profile);
  await cluster.createDatabase(name, unfinished);
  await cluster.dropDatabase(unfinished);
  return name;
}

/**
 * A copy of a migrated database on the run's PostgreSQL. Without a PostgreSQL the suite
 * fails; it is never skipped.
 */
export async function openTestLedger(
  profile: ComplianceProfile = "cn-mainland",
  options: object = {},
): Promise<TestLedger> {
  const cluster = await testCluster();
  const name = `ledger_${randomBytes(6).toString("hex")}`;
  const template = await cluster.whileLocked(TEMPLATE_LOCK, () => migratedTemplate(cluster, profile));
  await cluster.createDatabase(name, template);
  const address = { url: cluster.urlOf(name) };
  const asService = await serviceDataSource(address).initialize();
  const asOwner = await ownerDataSource(address).initialize();
  const others: DistributionModuleService[] = [];
  const serviceOn = (source: DataSource, own: object = {}) =>
    new DistributionModuleService(
      { distributionDataSource: source },
      { share_token_days: 180, compliance_profile: profile, ...options, ...own },
    );
  return {
    url: address.url,
    service: serviceOn(asService),
    anotherService: async (own) => {
      const other = serviceOn(await serviceDataSource(address).initialize(), own);
      others.push(other);
      return other;
    },
    asService,
    asOwner,
    close: async () => {
      for (const other of others) await other.__hooks.onApplicationShutdown();
      await asService.destroy();
      await asOwner.destroy();
      await cluster.dropDatabase(name);
    },
  };
}
