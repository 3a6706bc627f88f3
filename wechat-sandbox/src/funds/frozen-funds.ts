import type { Order, SandboxState } from "../state/state.js";

/** An order's frozen money thaws by itself after thirty days. */
export const FREEZE_MS = 30 * 86_400_000;

/** Fen of this order that are paid, not refunded and not shared out, and may not be used yet. */
export function frozenOf(state: SandboxState, order: Order, now: number): number {
  if (order.frozen_until === undefined || order.frozen_until <= now) return 0;
  return Math.max(0, order.total - (order.fee ?? 0) - netRefunded(state, order) - sharedOf(state, order));
}

/** Fen of all orders that may not be used yet. */
export function frozenFunds(state: SandboxState, now: number): number {
  return Object.values(state.orders).reduce((sum, order) => sum + frozenOf(state, order, now), 0);
}

/** Fen of an order that were shared out or are on their way, less what closed parts left behind. */
export function sharedOf(state: SandboxState, order: Order): number {
  return Object.values(state.share_orders)
    .filter(({ transaction_id }) => transaction_id === order.transaction_id)
    .flatMap(({ parts }) => parts)
    .filter(({ result }) => result !== "CLOSED")
    .reduce((sum, part) => sum + part.amount, 0);
}

function netRefunded(state: SandboxState, order: Order): number {
  return Object.values(state.refunds)
    .filter((refund) => refund.out_trade_no === order.out_trade_no && refund.status !== "CLOSED")
    .reduce((sum, refund) => sum + refund.refund - (refund.fee_returned ?? 0), 0);
}
