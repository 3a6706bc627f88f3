// `npm run verify-ledger`: recomputes the whole distribution ledger and names the first difference. It verifies the
// database of DATABASE_URL where that is set, elsewhere the local shop's of `npm start`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { databaseUrl } from "./local/open-database.mjs";
import { repositoryRoot } from "./local/places.mjs";

const script = join(repositoryRoot, "plugins/distribution/.medusa/server/src/scripts/verify-ledger.js");

try {
  if (!existsSync(script)) throw new Error("The plugins are not built yet: npm start builds them.");
  const { verifyLedgerAt } = createRequire(import.meta.url)(script);
  const verification = await verifyLedgerAt(await databaseUrl());
  process.stdout.write(`${JSON.stringify(verification, null, 2)}\n`);
  if (verification.difference) process.exitCode = 2;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
