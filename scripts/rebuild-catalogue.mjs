// `npm run catalogue:rebuild`: has the catalogue's read model made anew by the servers that run, and says how far they
// are. It works on the database of DATABASE_URL where that is set, elsewhere on the local shop's of `npm start`.
import pg from "pg";
import { databaseUrl } from "./local/open-database.mjs";

const LOOK_AGAIN_MS = 1_000;
/** Servers look every five seconds: after so long without progress none is running. */
const MOST_STILL_LOOKS = 60;

/** How many products are still to be read, and how many are there. */
const LEFT = `select
  (select count(distinct "ref")::int from "mall_catalogue_change" where "kind" = 'product') as "left",
  (select count(*)::int from "mall_catalogue_change" where "kind" = 'all') as "unbegun",
  (select count(*)::int from "mall_catalogue_product") as "products"`;

/** @param {pg.Client} client */
async function follow(client) {
  let last = "";
  for (let still = 0; still < MOST_STILL_LOOKS; still++) {
    const { rows } = await client.query(LEFT);
    const { left, unbegun, products } = rows[0];
    if (left === 0 && unbegun === 0) return `${products} products are in the catalogue.`;
    const said = unbegun > 0 ? "waiting for a server" : `${left} products left`;
    if (said !== last) {
      console.log(said);
      still = 0;
    }
    last = said;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw new Error("No server took it up for a minute: the next one that starts will.");
}

try {
  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  try {
    await client.query(`insert into "mall_catalogue_change" ("kind", "ref") values ('all', 'catalogue')`);
    console.log(await follow(client));
  } finally {
    await client.end();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
