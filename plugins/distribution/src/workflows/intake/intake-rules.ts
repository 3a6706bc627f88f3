import type { ProcessedMoney } from "../../modules/distribution/intake/intake-store";
import type { PaidAdditions } from "./freeze-additions";
import type { MedusaMoney } from "./medusa-payments";

/** How far a run looks back behind its mark: longer than any transaction of Medusa's stays open. */
export const OVERLAP_MS = 10 * 60_000;

/** An order is linked and frozen moments after its payment; after this long it never will be. */
const ORDER_PATIENCE_MS = 10 * 60_000;

/**
 * Medusa writes a capture, confirms it with the provider, and removes it again if that fails. A row this old stayed,
 * even if the server died before it noted so on the payment.
 */
const CAPTURE_PATIENCE_MS = 10_000;

/** The same for refunds, whose provider is asked over the network. */
const REFUND_PATIENCE_MS = 5 * 60_000;

export interface IntakeFacts {
  orderIds: ReadonlyMap<string, string>;
  frozen: ReadonlySet<string>;
  /** Payments for what was added to their order: they are frozen by their own number. */
  additions: PaidAdditions;
  /** Orders that were changed before their first payment and could not be frozen anew. */
  unamended: ReadonlySet<string>;
  bookedRefunds: ReadonlySet<string>;
  now: Date;
}

/** What to record for a capture or refund, or `later` while Medusa may still change its mind about it. */
export function classify(money: MedusaMoney, facts: IntakeFacts): ProcessedMoney | "later" {
  const { kind, id, amount_fen, goods_fen, created_at, payment_collection_id } = money;
  if (facts.additions.open.has(payment_collection_id)) return "later";
  const age_ms = facts.now.getTime() - created_at.getTime();
  const order_id = facts.orderIds.get(payment_collection_id) ?? null;
  if (order_id !== null && facts.unamended.has(order_id)) return "later";
  const isThrough = kind === "capture" ? money.payment_captured : facts.bookedRefunds.has(id);
  if (!isThrough && age_ms < (kind === "capture" ? CAPTURE_PATIENCE_MS : REFUND_PATIENCE_MS)) return "later";
  const frozen = order_id !== null && facts.frozen.has(order_id);
  if (!frozen && age_ms < ORDER_PATIENCE_MS) return "later";
  const outcome = frozen ? "recorded" : order_id ? "without_attribution" : "without_order";
  const isAddition = facts.additions.frozen.has(payment_collection_id);
  return {
    kind,
    id,
    order_id: isAddition ? payment_collection_id : order_id,
    outcome,
    amount_fen,
    goods_fen,
    occurred_at: created_at,
  };
}
