// What two databases must agree on when one was restored from the other's backup.
import pg from "pg";

/**
 * @typedef {object} ControlTotals everything up to a moment
 * @property {string} transfers how many movements the ledger holds
 * @property {string} moved_fen their sum
 * @property {string} months closed months
 * @property {string} last_hash the hash of the last of them, which covers all before
 * @property {string} orders
 * @property {string} captured what was captured, in Medusa's units
 */

/**
 * @param {string} url
 * @param {string} until nothing later is counted (ISO 8601)
 * @returns {Promise<ControlTotals>}
 */
export async function readControlTotals(url, until) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    const { rows: shop } = await client.query(
      `select (select count(*) from "order" where created_at <= $1) as orders,
         (select coalesce(sum(amount), 0) from capture where created_at <= $1 and deleted_at is null) as captured`,
      [until],
    );
    // The ledger's rows are seen as the role that it works as.
    await client.query("set local role tengman_distribution");
    const { rows: ledger } = await client.query(
      `select (select count(*) from distribution.transfer where recorded_at <= $1) as transfers,
         (select coalesce(sum(amount_fen), 0) from distribution.transfer where recorded_at <= $1) as moved_fen,
         (select count(*) from distribution.closed_month where closed_at <= $1) as months,
         (select coalesce(max(hash), '') from (select hash from distribution.closed_month where closed_at <= $1
            order by month desc limit 1) last) as last_hash`,
      [until],
    );
    await client.query("rollback");
    return { ...ledger[0], ...shop[0], captured: String(Number(shop[0].captured)) };
  } finally {
    await client.end();
  }
}

/**
 * @param {ControlTotals} one
 * @param {ControlTotals} other
 * @returns {string[]} what differs, as `orders: 5 ≠ 4`
 */
export function differencesOf(one, other) {
  const names = /** @type {(keyof ControlTotals)[]} */ (Object.keys(one));
  return names
    .filter((name) => one[name] !== other[name])
    .map((name) => `${name}: ${one[name]} ≠ ${other[name]}`);
}
