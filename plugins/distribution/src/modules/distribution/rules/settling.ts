import type { EntityManager } from "typeorm";
import { accountOf } from "../../../domain/accounts";
import { allowedTiers } from "../../../domain/compliance";
import type { LineTransfer } from "../../../domain/postings";
import { dueTransfers, type OrderLedger } from "../../../domain/settlement";
import { readCompliance } from "../storage/compliance-store";
import { insertProcessed, type ProcessedMoney } from "../storage/intake-store";
import { lockBalances, lockFrozenOrders, postTransfers, readOrderLedgers } from "../storage/ledger-store";
import { scheduleAccruals } from "./maturing";

/** What a settlement posted. */
export interface Settlement {
  accrued: LineTransfer[];
  clawed_back: LineTransfer[];
}

/**
 * Takes captures and refunds in and posts what their orders now need, in one transaction: either all of it is there
 * afterwards or none of it. The orders' locks make two intakes take turns; the ids make the second one find nothing.
 */
export async function settle(manager: EntityManager, money: readonly ProcessedMoney[]): Promise<Settlement> {
  const orderIds = money.flatMap(({ order_id, outcome }) =>
    outcome === "recorded" && order_id ? [order_id] : [],
  );
  const totals = await lockFrozenOrders(manager, [...new Set(orderIds)]);
  await insertProcessed(manager, money);
  if (totals.size === 0) return { accrued: [], clawed_back: [] };
  const orders = await readOrderLedgers(manager, totals);
  const allowed = allowedTiers(await readCompliance(manager));
  const available = await lockOwners(manager, [...orders.values()]);
  const due = [...orders.values()].flatMap((order) => dueTransfers(order, allowed, available));
  // Accruals first: a clawback needs its accrual's row.
  const accrued = await postTransfers(
    manager,
    due.filter(({ kind }) => kind === "accrue"),
  );
  const clawed_back = await postTransfers(
    manager,
    due.filter(({ kind }) => kind !== "accrue"),
  );
  // An order may have been received before its money was taken in.
  if (accrued.length > 0) await scheduleAccruals(manager, [...totals.keys()]);
  return { accrued, clawed_back };
}

/**
 * Where commission may be taken back, the owners' balances are locked before anything is posted, so that whoever moves
 * the same people's money takes turns instead of meeting halfway. @returns what each has available
 */
async function lockOwners(
  manager: EntityManager,
  orders: readonly OrderLedger[],
): Promise<Map<bigint, bigint>> {
  if (orders.every(({ refunds }) => refunds.length === 0)) return new Map();
  const owners = new Set(orders.flatMap(({ attributions }) => attributions.map((one) => one.distributor_no)));
  const balances = await lockBalances(manager, [...owners]);
  return new Map([...owners].map((no) => [no, balances.get(accountOf(no, "available")) ?? 0n]));
}
