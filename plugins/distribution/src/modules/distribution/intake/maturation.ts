import type { EntityManager } from "typeorm";
import { ulid } from "ulid";
import type { AfterSaleCases } from "../../../after-sale-cases";
import { type Maturation, matureNet, maturesAt } from "../../../domain/intake/maturation";
import { accountOf } from "../../../domain/ledger/accounts";
import { lockBalances, postTransfers } from "../ledger/ledger-store";
import { findHeld } from "../risk/risk-case-store";
import {
  type DueCursor,
  findAdditions,
  findParents,
  findUnscheduled,
  insertReceipts,
  lockDueAccruals,
  markMatured,
  type Receipt,
  writeSchedule,
} from "./maturation-store";
import { lockFrozenOrders } from "./order-ledger-store";

/** Records that orders were received and sets when what has accrued on them matures. */
export async function recordReceipts(manager: EntityManager, receipts: readonly Receipt[]): Promise<void> {
  const ids = [...new Set(receipts.map(({ order_id }) => order_id))];
  const frozen = await lockFrozenOrders(manager, ids);
  await insertReceipts(
    manager,
    receipts.filter(({ order_id }) => frozen.has(order_id)),
  );
  await scheduleAccruals(manager, [...ids, ...(await findAdditions(manager, ids))]);
}

/** Gives the pending accruals of received orders their time; the orders must be locked. */
export async function scheduleAccruals(manager: EntityManager, order_ids: readonly string[]): Promise<void> {
  if (order_ids.length === 0) return;
  const orders = await findUnscheduled(manager, order_ids);
  if (orders.length === 0) return;
  const schedule = orders.map(({ order_id, received_at, holding_days }) => ({
    order_id,
    matures_at: maturesAt(received_at, holding_days),
  }));
  await writeSchedule(manager, schedule);
}

export interface MatureBatch {
  now: Date;
  limit: number;
  after: DueCursor | null;
  cases: AfterSaleCases;
}

export interface MaturedBatch {
  run: string;
  matured: Maturation[];
  /** Where the next batch goes on; null when nothing due is left. */
  next: DueCursor | null;
}

/**
 * Matures one batch of due accruals as a run of its own: locks them, leaves out what has an open after-sale case
 * or an owner whom a risk case holds, and moves one net per distributor. A second run at the same time gets other accruals; a refund waits, or is seen.
 */
export async function matureBatch(
  manager: EntityManager,
  { now, limit, after, cases }: MatureBatch,
): Promise<MaturedBatch> {
  const run = ulid();
  const due = await lockDueAccruals(manager, { now, limit, after });
  const last = due.length === limit ? due.at(-1) : undefined;
  const next = last
    ? { matures_at: last.matures_at, order_line_id: last.order_line_id, tier: last.tier }
    : null;
  const parents = await findParents(manager, [...new Set(due.map(({ order_id }) => order_id))]);
  const orderOf = ({ order_id }: { order_id: string }) => parents.get(order_id) ?? order_id;
  const held = await cases.ordersWithOpenCase([...new Set(due.map(orderOf))]);
  const heldOwners = await findHeld(manager, [...new Set(due.map(({ distributor_no }) => distributor_no))]);
  const ready = due.filter((one) => !held.has(orderOf(one)) && !heldOwners.has(one.distributor_no));
  if (ready.length === 0) return { run, matured: [], next };
  const owners = [...new Set(ready.map(({ distributor_no }) => distributor_no))];
  const balances = await lockBalances(manager, owners);
  const debts = new Map(owners.map((no) => [no, -(balances.get(accountOf(no, "debt")) ?? 0n)]));
  await markMatured(manager, run, ready);
  const matured = matureNet(run, ready, debts, now);
  await postTransfers(
    manager,
    matured.flatMap(({ transfers }) => transfers),
  );
  return { run, matured, next };
}
