import type { ComplianceProfile } from "../../domain/plan/compliance";
import { type DatabaseAddress, ownerDataSource } from "./database/data-source";
import { Schema1700003000000 } from "./migrations/1700003000000-schema";
import { writeProfile } from "./plan/compliance-store";

/** Every migration, oldest first. */
const MIGRATIONS = [Schema1700003000000];

/**
 * Brings the schema up to date and writes the compliance profile, as the database's owner: the service's role may
 * write neither.
 * @returns the migrations that ran
 */
export async function migrateUp(
  address: DatabaseAddress,
  profile: ComplianceProfile,
): Promise<{ name: string }[]> {
  const source = await ownerDataSource(address, MIGRATIONS).initialize();
  try {
    // The migrations' own table lives in the schema, so the schema comes before any migration.
    await source.query(`create schema if not exists distribution`);
    const ran = await source.runMigrations();
    await writeProfile(source.manager, profile);
    return ran.map(({ name }) => ({ name }));
  } finally {
    await source.destroy();
  }
}

/** Takes the last migration back. */
export async function migrateDown(address: DatabaseAddress): Promise<void> {
  const source = await ownerDataSource(address, MIGRATIONS).initialize();
  try {
    await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
}
