// `node examples/one-order/index.mjs` walks one order in the shop of `npm start` and prints what happens. Two weeks do
// not pass while it runs, so it moves the due date in the local database; all else is HTTP.
import pg from "pg";
import { runningCluster } from "../../scripts/local/postgres.mjs";
import { runJob } from "../../scripts/local/run-job.mjs";
import { readLocalSettings } from "../../scripts/local/settings.mjs";
import { walkOneOrder } from "./walk.mjs";

const settings = readLocalSettings();
const url = settings.databaseUrl ?? (await runningCluster("postgres"))?.urlOf("tengman");
if (!url) throw new Error("No local shop is open: run npm start first.");
const pool = new pg.Pool({ connectionString: url });
const merchant = { email: settings.adminEmail, password: settings.adminPassword };
const shop = `http://127.0.0.1:${settings.shopPort}`;
try {
  await walkOneOrder(
    { shop, wechat: `http://127.0.0.1:${settings.wechatPort}`, merchant },
    async (step) => {
      if (step !== "mature") return;
      await pool.query("update distribution.accrual set matures_at = now() where matures_at > now()");
      await runJob({ origin: shop, admin: merchant }, "distribution-mature-accruals");
    },
    (line) => console.log(line),
  );
} finally {
  await pool.end();
}
