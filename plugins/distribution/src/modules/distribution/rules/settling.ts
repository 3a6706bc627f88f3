import type { EntityManager } from "typeorm";
import { allowedTiers } from "../../../domain/compliance";
import type { Transfer } from "../../../domain/postings";
import { dueTransfers, type OrderLedger } from "../../../domain/settlement";
import { readCompliance } from "../storage/compliance-store";
import { insertProcessed, type ProcessedMoney } from "../storage/intake-store";
import { lockAvailable, lockFrozenOrders, postTransfers, readOrderLedgers } from "../storage/ledger-store";

/** What a settlement posted. */
export interface Settlement {
  accrued: Transfer[];
  clawed_back: Transfer[];
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
  const available = await lockAvailable(manager, ownersOfMatured([...orders.values()]));
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
  return { accrued, clawed_back };
}

/** Only what has matured can be taken from an available balance. */
function ownersOfMatured(orders: readonly OrderLedger[]): bigint[] {
  const owners = new Set<bigint>();
  for (const { accruals, attributions, refunds } of orders) {
    if (refunds.length === 0 || !accruals.some(({ state }) => state === "available")) continue;
    for (const { distributor_no } of attributions) owners.add(distributor_no);
  }
  return [...owners];
}
