import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { MedusaModule } from "@medusajs/framework/modules-sdk";
import { dynamicImport, isFileSkipped } from "@medusajs/framework/utils";

const MIGRATION = /^(Migration\w+)\.js$/;

/** A migration of the installed modules, by the name under which Medusa notes it as run. */
export interface Migration {
  readonly name: string;
  readonly file: string;
}

/** Every migration that the modules of this server bring along; those that a feature flag disables are left out. */
export async function installedMigrations(): Promise<Migration[]> {
  const folders = await Promise.all(MedusaModule.getAllModuleResolutions().map(folderOf));
  const migrations = folders.flatMap((folder) => (folder === undefined ? [] : migrationsIn(folder)));
  const used = await Promise.all(
    migrations.map(async ({ file }) => !isFileSkipped(await dynamicImport(file))),
  );
  return migrations.filter((_, index) => used[index]);
}

/** Where a module's migrations lie: beside its service, which Medusa's own packages re-export. */
async function folderOf({ resolutionPath }: { resolutionPath: string | false }): Promise<string | undefined> {
  if (!resolutionPath) return undefined;
  const main = require.resolve(resolutionPath, { paths: [process.cwd()] });
  const exported: { discoveryPath?: string } = await dynamicImport(main);
  const discovered = exported.discoveryPath ?? main;
  return join(dirname(require.resolve(discovered, { paths: [process.cwd()] })), "migrations");
}

function migrationsIn(folder: string): Migration[] {
  try {
    return readdirSync(folder).flatMap((file) => {
      const name = MIGRATION.exec(file)?.[1];
      return name === undefined ? [] : [{ name, file: join(folder, file) }];
    });
  } catch (error) {
    // A module without tables has no such folder.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
