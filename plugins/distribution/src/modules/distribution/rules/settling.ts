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
 * Takes captures and refunds in and posts what their orders now need, in one transaction for all callers: either all of
 * it is there afterwards or none of it. The orders' locks make two intakes take turns; the ids make the second one find
 * nothing.
 * @returns per caller what was posted for the orders that they were the first to name
 */
export async function settleTogether(
  manager: EntityManager,
  callers: readonly (readonly ProcessedMoney[])[],
): Promise<Settlement[]> {
  const settlements: Settlement[] = callers.map(() => ({ accrued: [], clawed_back: [] }));
  const callerOf = firstCallers(callers);
  const totals = await lockFrozenOrders(manager, [...callerOf.keys()]);
  await insertProcessed(manager, callers.flat());
  if (totals.size === 0) return settlements;
  const orders = await readOrderLedgers(manager, totals);
  const { accrued, clawed_back } = await postDue(manager, [...orders.values()]);
  // An order may have been received before its money was taken in.
  if (accrued.length > 0) await scheduleAccruals(manager, [...totals.keys()]);
  const orderOf = new Map(
    [...orders].flatMap(([id, { lines }]) => lines.map((line) => [line.order_line_id, id] as const)),
  );
  const settlementOf = ({ order_line_id }: LineTransfer) =>
    settlements[callerOf.get(orderOf.get(order_line_id) ?? "") ?? 0];
  for (const transfer of accrued) settlementOf(transfer)?.accrued.push(transfer);
  for (const transfer of clawed_back) settlementOf(transfer)?.clawed_back.push(transfer);
  return settlements;
}

/** Every recorded order with the number of the caller who named it first. */
function firstCallers(callers: readonly (readonly ProcessedMoney[])[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [number, money] of callers.entries()) {
    for (const { order_id, outcome } of money) {
      if (outcome === "recorded" && order_id && !first.has(order_id)) first.set(order_id, number);
    }
  }
  return first;
}

async function postDue(manager: EntityManager, orders: readonly OrderLedger[]): Promise<Settlement> {
  const allowed = allowedTiers(await readCompliance(manager));
  const available = await lockOwners(manager, orders);
  const due = orders.flatMap((order) => dueTransfers(order, allowed, available));
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
