import { asValue } from "@medusajs/framework/awilix";
import type { ConfigModule, LoaderOptions } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { DataSource } from "typeorm";
import { databaseAddress, serviceDataSource } from "../database/data-source";
import { refuseWrongKeys } from "../identity/encryption-keys";
import { encryptorOf } from "../identity/encryptor";
import { readOptions, ringOf } from "../options";
import { readCompliance } from "../plan/compliance-store";

/** Opens the ledger's connections as the role that owns nothing, and stops the boot on a wrong key or profile. */
export default async function openDataSource({ container, options }: LoaderOptions): Promise<void> {
  const read = readOptions(options);
  const ring = ringOf(read);
  const config = container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE);
  const source = await serviceDataSource(databaseAddress(config)).initialize();
  try {
    await refuseOtherProfile(source, read.compliance_profile);
    if (ring) await refuseWrongKeys(source.manager, encryptorOf(ring));
  } catch (error) {
    await source.destroy();
    throw error;
  }
  container.register({ distributionDataSource: asValue(source) });
}

/** The database enforces its own row; a configuration that says otherwise would promise what is not so. */
async function refuseOtherProfile(source: DataSource, configured: string): Promise<void> {
  const { profile } = await readCompliance(source.manager);
  if (profile === configured) return;
  throw new Error(
    `distribution: compliance_profile is "${configured}", the database holds "${profile}": run "medusa db:migrate"`,
  );
}
