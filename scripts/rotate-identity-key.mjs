// `npm run rotate-identity-key`: seals people's identities and payees anew under the first key of
// DISTRIBUTION_IDENTITY_KEYS and retires the others. It works on the database of DATABASE_URL where that is set,
// elsewhere on the local shop's of `npm start`, and goes on where it was stopped.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { databaseUrl } from "./local/open-database.mjs";
import { repositoryRoot } from "./local/places.mjs";
import { localSecrets } from "./local/settings.mjs";

const require = createRequire(import.meta.url);
const script = join(repositoryRoot, "plugins/distribution/.medusa/server/src/scripts/rotate-identity-key.js");

/** The keys as the shop is configured with them; the local shop made its first one itself. */
function configuredKeys() {
  const { environmentSchema } = require("../medusa-server/environment.js");
  const { shape } = environmentSchema;
  const read = (
    /** @type {"DISTRIBUTION_IDENTITY_KEY" | "DISTRIBUTION_IDENTITY_KEYS"} */ name,
    /** @type {string | undefined} */ value,
  ) => {
    const parsed = shape[name].safeParse(value);
    if (!parsed.success) throw new Error(`${name} ${parsed.error.issues[0]?.message}`);
    return parsed.data;
  };
  const { DISTRIBUTION_IDENTITY_KEY: first, DISTRIBUTION_IDENTITY_KEYS: more = "" } = process.env;
  const local = () => (process.env.DATABASE_URL ? undefined : localSecrets().identity);
  return {
    identity_key: read("DISTRIBUTION_IDENTITY_KEY", first || local()),
    identity_keys: read("DISTRIBUTION_IDENTITY_KEYS", more),
  };
}

try {
  if (!existsSync(script)) throw new Error("The plugins are not built yet: npm start builds them.");
  const { rotateIdentityKeysAt } = require(script);
  const rotation = await rotateIdentityKeysAt(
    await databaseUrl(),
    configuredKeys(),
    (/** @type {number} */ resealed) => console.error(`${resealed} sealed anew`),
  );
  process.stdout.write(`${JSON.stringify(rotation, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
