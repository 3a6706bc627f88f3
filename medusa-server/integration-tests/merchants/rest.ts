import { balanceFaults, commissionFaults, figureFaults, stockFaults } from "./checks/rest";
import { readBalances, readCommissions, readFigures, readLevels } from "./figures";
import { soon, type World } from "./world";

/** What must run before all sides know what happened; none of them waits for its turn. */
const JOBS = [
  "wechat-pay-reconcile-payments",
  "keep-mall-orders-true",
  "expire-unpaid-mall-orders",
  "follow-mall-after-sales",
  "distribution-take-in-payments",
  "distribution-mature-accruals",
  "distribution-follow-transfers",
];

/** Whatever waits some minutes for its next look is old enough. */
const LET_WAITS_PASS = [
  `update wechat_notification set next_attempt_at = now() where next_attempt_at > now()`,
  `update wechat_refund set next_try_at = now() where next_try_at > now()`,
  `update wechat_stray_payment set next_try_at = now() where next_try_at > now()`,
  `update refund set created_at = created_at - interval '2 minutes' where created_at > now() - interval '2 minutes'`,
  `update distribution.accrual set matures_at = now() where matures_at > now()`,
];

/** Orders are compared with Medusa's record again, each alone; those that nothing was done to were compared before. */
const COMPARE_AGAIN = `update mall_order set synced_at = synced_at - interval '11 minutes'
  where synced_at > now() - interval '11 minutes' and order_id = any($1)`;

/** Lets every job run and compares what all sides say. */
export async function rest(world: World): Promise<void> {
  for (const statement of LET_WAITS_PASS) await world.shop.pool.query(statement);
  await world.shop.pool.query(COMPARE_AGAIN, [[...world.unrested]]);
  world.unrested.clear();
  for (const job of JOBS) {
    await world.shop.runJob(job).catch((error: Error) => world.fault(`job ${job} fails: ${error.message}`));
  }
  let faults: string[] = [];
  await soon(async () => {
    faults = await faultsAtRest(world);
    return faults.length === 0;
  }, 30_000);
  for (const fault of faults) world.fault(fault);
  await verifyLedger(world);
}

async function faultsAtRest(world: World): Promise<string[]> {
  const { pool } = world.shop;
  const figures = await readFigures(
    world,
    world.orders.map(({ id }) => id),
  );
  const over = world.orders.filter(({ paid_fen, refunded_fen }) => paid_fen > 0 && refunded_fen >= paid_fen);
  const short = new Set(world.made.get("short stock") ?? []);
  const [levels, commissions, balances] = await Promise.all([
    readLevels(
      pool,
      over.map(({ id }) => id),
    ),
    readCommissions(pool),
    readBalances(pool),
  ]);
  return [
    ...figures.flatMap(figureFaults),
    ...world.orders.flatMap(({ id, paid_fen, refunded_fen }) => {
      const told = figures.find(({ order_id }) => order_id === id);
      if (!told) return [`order ${id} is gone`];
      return told.captured === paid_fen && told.refunded === refunded_fen
        ? []
        : [
            `order ${id} took ${told.captured} and gave back ${told.refunded} fen, by what was done ${paid_fen} and ${refunded_fen}`,
          ];
    }),
    ...levels.flatMap((level) => stockFaults({ ...level, was_short: short.has(level.inventory_item_id) })),
    ...commissions.flatMap(commissionFaults),
    ...balances.flatMap(balanceFaults),
  ];
}

async function verifyLedger(world: World): Promise<void> {
  type Verified = { verification: { difference: unknown } };
  const { status, body } = await world.merchant<Verified>("POST", "/admin/distribution/ledger/verify", {});
  if (status >= 300) world.fault(`the ledger cannot be verified: ${status}`);
  else if (body.verification.difference !== null) {
    world.fault(`the ledger differs: ${JSON.stringify(body.verification)}`);
  }
}
