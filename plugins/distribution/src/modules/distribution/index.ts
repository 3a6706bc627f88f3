import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, defineJoinerConfig, Module } from "@medusajs/framework/utils";
import { databaseAddress } from "./database/data-source";
import openDataSource from "./loaders/open-data-source";
import { migrateDown, migrateUp } from "./migrate";
import { readOptions } from "./options";
import { DistributionModuleService } from "./service";

/** The module's name in Medusa's container. */
export const DISTRIBUTION_MODULE = "distribution";

// The ledger is reached through its service; it offers Query no entities of its own.
Object.assign(DistributionModuleService.prototype, {
  __joinerConfig: () =>
    defineJoinerConfig(DISTRIBUTION_MODULE, { models: [], linkableKeys: {}, primaryKeys: ["id"] }),
});

interface MigrationArguments {
  options?: unknown;
  container: MedusaContainer;
}

const addressOf = (container: MedusaContainer) =>
  databaseAddress(container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE));

/** Medusa hands a module its options with its own database settings added; ours are picked out. */
function profileOf(options: unknown) {
  return readOptions(options).compliance_profile;
}

/** `medusa db:migrate` and `db:rollback` come through these hooks. */
export default {
  ...Module(DISTRIBUTION_MODULE, { service: DistributionModuleService, loaders: [openDataSource] }),
  runMigrations: ({ options, container }: MigrationArguments) =>
    migrateUp(addressOf(container), profileOf(options)),
  revertMigration: ({ container }: MigrationArguments) => migrateDown(addressOf(container)),
  generateMigration: async (): Promise<void> => {
    throw new Error("distribution: its migrations are written by hand");
  },
};
