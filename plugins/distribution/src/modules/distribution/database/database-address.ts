import type { ConfigModule } from "@medusajs/framework/types";
import type { DatabaseAddress } from "./data-source";

/** The shop's own database: the ledger lives in a schema of it. @throws Error when Medusa has no `databaseUrl` */
export function databaseAddress({ projectConfig }: ConfigModule): DatabaseAddress {
  const url = projectConfig.databaseUrl;
  if (!url) throw new Error("distribution: projectConfig.databaseUrl is missing");
  const ssl: unknown = projectConfig.databaseDriverOptions?.connection?.ssl;
  return ssl === undefined ? { url } : { url, ssl };
}
