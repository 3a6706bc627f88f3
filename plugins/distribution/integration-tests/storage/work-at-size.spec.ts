import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  captureOf,
  chain,
  matureAll,
  type PlacedOrder,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
} from "../shop-life";

/** Other people's accruals: far more than a batch is about, so that looking in a key is worth the planner's while. */
const OTHERS = 60_000;
/** Those that are due now, a batch's worth; the others have matured in many runs. */
const DUE = 200;
const RUNS = 400;

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
  await fill();
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

/** Other people's commission: an order, an accrual, its transfers and balances each. */
async function fill(): Promise<void> {
  const runner = ledger.asOwner.createQueryRunner();
  await runner.startTransaction();
  await runner.query("set local session_replication_role = replica");
  const first = 100_001;
  const from = `from generate_series(${first}, ${first + OTHERS - 1}) n`;
  const isDue = `n < ${first + DUE}`;
  const run = `'OLD' || n % ${RUNS}`;
  const moment = "now() - interval '1 year'";
  await runner.query(`
    insert into distribution.frozen_order
      (order_id, customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at)
    select 'order_old_' || n, 'cus_old_' || n, n, 'attributed', 'plan_old', 10000, 10000, ${moment} ${from};
    insert into distribution.frozen_line (order_line_id, order_id, position, base_fen)
    select 'ordli_old_' || n, 'order_old_' || n, 1, 10000 ${from};
    insert into distribution.attribution (order_line_id, tier, order_id, distributor_id, distributor_no, binding_id,
      rate_bps, base_fen, amount_fen)
    select 'ordli_old_' || n, 1, 'order_old_' || n, 'dist_old_' || n, n, 'bind_old', 1000, 10000, 1000 ${from};
    insert into distribution.processed (kind, id, order_id, outcome, amount_fen, goods_fen, occurred_at)
    select 'capture', 'capt_old_' || n, 'order_old_' || n, 'recorded', 10000, 0, ${moment} ${from};
    insert into distribution.transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
    select 'ordli_old_' || n, 1, 1, 'ordli_old_' || n, 0, n * 8 + 1, 1000, ${moment} ${from};
    insert into distribution.transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
    select 'run:' || ${run} || ':' || n, 0, 5, null, n * 8 + 1, n * 8 + 2, 1000, ${moment} ${from} where not ${isDue};
    insert into distribution.accrual (order_line_id, tier, order_id, distributor_no, amount_fen, accrued_at, state,
      matures_at, matured_run)
    select 'ordli_old_' || n, 1, 'order_old_' || n, n, 1000, ${moment}, case when ${isDue} then 'pending' else 'available' end,
      ${moment}, case when not ${isDue} then ${run} end ${from};
    insert into distribution.balance (account, balance_fen, version)
    select n * 8 + 1, case when ${isDue} then 1000 else 0 end, 2 ${from};
    insert into distribution.balance (account, balance_fen, version)
    select n * 8 + 2, 1000, 1 ${from} where not ${isDue};`);
  await runner.commitTransaction();
  await runner.release();
  await ledger.asOwner.query("analyze");
}

/** How many rows of each table were ever read without an index. */
async function readWithoutIndex(): Promise<Record<string, number>> {
  const rows = await ledger.asOwner.query<{ table: string; read: string }[]>(
    `select relname as table, seq_tup_read as read from pg_stat_user_tables
     where schemaname = 'distribution' and relname in ('transfer', 'accrual', 'balance', 'frozen_order', 'frozen_line',
       'attribution', 'processed')`,
  );
  return Object.fromEntries(rows.map(({ table, read }) => [table, Number(read)]));
}

/** How many accruals were ever changed, as far as it is counted yet. */
async function changedAccruals(): Promise<number> {
  const [row] = await ledger.asOwner.query<{ changed: string }[]>(
    `select n_tup_upd as changed from pg_stat_user_tables where schemaname = 'distribution' and relname = 'accrual'`,
  );
  return Number(row?.changed);
}

it("posts, schedules, matures and claws back by key, however large the ledger is", async () => {
  const before = await readWithoutIndex();
  const service = await ledger.anotherService();
  const buyer = (await chain(service, 3)).at(-1);
  const orders: PlacedOrder[] = [];
  for (let count = 0; count < 5; count++)
    orders.push(await placeOrder(service, buyer?.customer_id ?? null, [10_000n, 5_000n]));
  await service.intake.ingest(orders.map(captureOf));
  await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
  await service.intake.ingest(orders.slice(0, 2).map((order) => refundOf(order, 3_000n)));
  expect(await matureAll(service)).toHaveLength(DUE + 2);
  await service.intake.ingest(orders.slice(3).map((order) => refundOf(order, 3_000n)));
  // What a connection did is counted at the latest when it ends.
  await service.__hooks.onApplicationShutdown();
  await expect.poll(changedAccruals).toBeGreaterThanOrEqual(DUE);
  expect(await readWithoutIndex()).toEqual(before);
});
