import type { EntityManager } from "typeorm";
import {
  dueForgone,
  dueOwners,
  dueTransfers,
  type ForgoneReason,
  type OrderLedger,
} from "../../../domain/intake/due-transfers";
import { accountOf } from "../../../domain/ledger/accounts";
import type { LineTransfer } from "../../../domain/ledger/postings";
import { allowedTiers } from "../../../domain/plan/compliance";
import { lockBalances, postTransfers } from "../ledger/ledger-store";
import { readCompliance } from "../plan/compliance-store";
import { findClosed, findPayingEarners, insertForgone, keepAccountsOpen } from "./forgone-store";
import { insertProcessed, type ProcessedMoney } from "./intake-store";
import { scheduleAccruals } from "./maturation";
import { lockFrozenOrders, readOrderLedgers } from "./order-ledger-store";

/** What a settlement posted. */
export interface Ingestion {
  accrued: LineTransfer[];
  clawed_back: LineTransfer[];
}

/**
 * Takes captures and refunds in and posts what their orders now need, in one transaction for all callers: either all of
 * it is there afterwards or none of it. The orders' locks make two intakes take turns; the ids make the second one find
 * nothing.
 * @returns per caller what was posted for the orders that they were the first to name
 */
export async function ingestTogether(
  manager: EntityManager,
  callers: readonly (readonly ProcessedMoney[])[],
): Promise<Ingestion[]> {
  const settlements: Ingestion[] = callers.map(() => ({ accrued: [], clawed_back: [] }));
  const callerOf = firstCallers(callers);
  const totals = await lockFrozenOrders(manager, [...callerOf.keys()]);
  await insertProcessed(manager, callers.flat());
  if (totals.size === 0) return settlements;
  const orders = await readOrderLedgers(manager, totals);
  const { accrued, clawed_back } = await postDue(manager, orders);
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

async function postDue(manager: EntityManager, known: ReadonlyMap<string, OrderLedger>): Promise<Ingestion> {
  const allowed = allowedTiers(await readCompliance(manager));
  const orders = [...(await withoutForgone(manager, known, allowed)).values()];
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

/** Decides what of these orders earns nothing, writes it down, and answers the orders with it. */
async function withoutForgone(
  manager: EntityManager,
  orders: ReadonlyMap<string, OrderLedger>,
  allowed: number,
): Promise<ReadonlyMap<string, OrderLedger>> {
  const due = [...orders].filter(([, order]) => dueOwners(order).length > 0);
  if (due.length === 0) return orders;
  await keepAccountsOpen(manager);
  const closed = await findClosed(manager, [...new Set(due.flatMap(([, order]) => dueOwners(order)))]);
  const isPayerKnown = ([, { captures }]: (typeof due)[number]) =>
    captures.some(({ payer_customer_id }) => payer_customer_id);
  const paying = await findPayingEarners(
    manager,
    due.filter(isPayerKnown).map(([id]) => id),
  );
  const decided = new Map(orders);
  for (const [id, order] of due) {
    const barred = new Map<bigint, ForgoneReason>();
    for (const no of paying.get(id) ?? []) barred.set(no, "paid_by_earner");
    for (const no of closed) barred.set(no, "account_closed");
    const forgone = dueForgone(order, allowed, barred);
    if (forgone.length === 0) continue;
    await insertForgone(manager, id, forgone);
    decided.set(id, { ...order, forgone: [...order.forgone, ...forgone] });
  }
  return decided;
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
