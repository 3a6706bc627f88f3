import { runningCluster } from "./postgres.mjs";
import { readLocalSettings } from "./settings.mjs";

/**
 * The database of DATABASE_URL where that is set, elsewhere the local shop's of `npm start`.
 * @returns {Promise<string>}
 * @throws {Error} with what to do when no shop is open
 */
export async function databaseUrl() {
  const url =
    process.env.DATABASE_URL ??
    readLocalSettings().databaseUrl ??
    (await runningCluster("postgres"))?.urlOf("tengman");
  if (!url) throw new Error("No local shop is open: run npm start first, or set DATABASE_URL.");
  return url;
}
