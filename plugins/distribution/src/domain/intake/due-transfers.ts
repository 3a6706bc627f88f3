import { type AccrualState, accrual, clawback, type LineTransfer } from "../ledger/postings";
import { sumFen } from "../money";
import type { Attribution, BoughtLine } from "../plan/commission";
import { clawbackDue } from "./clawback";
import { type GoodsRefund, refundedParts } from "./refunded-goods";

/** Money Medusa says it captured for the order. */
export interface CapturedMoney {
  amount_fen: bigint;
  occurred_at: Date;
  /** The customer who paid, where that is known. */
  payer_customer_id?: string | null;
}

/** Goods money given back, in the order in which the refunds were recorded. */
export interface RefundedGoods extends GoodsRefund {
  refund_id: string;
  occurred_at: Date;
}

/** What the ledger already holds for one line and tier. */
export interface ExistingAccrual {
  order_line_id: string;
  tier: number;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: AccrualState;
}

/**
 * Why somebody earns nothing of what was frozen for them: their account was closed before the money came, or they paid
 * for the order themselves under a plan that pays nobody for own purchases. The shop keeps it; nobody else takes it.
 */
export type ForgoneReason = "account_closed" | "paid_by_earner";

/** What of an order earns its owner nothing, decided when its money came and never again. */
export interface Forgone {
  order_line_id: string;
  tier: number;
  distributor_no: bigint;
  reason: ForgoneReason;
}

/** One order as the ledger knows it. */
export interface OrderLedger {
  total_fen: bigint;
  lines: readonly BoughtLine[];
  attributions: readonly Attribution[];
  captures: readonly CapturedMoney[];
  refunds: readonly RefundedGoods[];
  accruals: readonly ExistingAccrual[];
  /** What was decided to earn nothing. */
  forgone: readonly Pick<Forgone, "order_line_id" | "tier">[];
}

/**
 * What an order's owners are to forgo now: what would accrue, of those who may not earn. Asked before `dueTransfers`,
 * which leaves out what was decided here.
 * @param barred who may not earn on this order, by distributor number
 */
export function dueForgone(
  order: OrderLedger,
  allowed_tiers: number,
  barred: ReadonlyMap<bigint, ForgoneReason>,
): Forgone[] {
  if (barred.size === 0 || !isPaidWhole(order)) return [];
  const decided = decidedKeys(order);
  return order.attributions.flatMap((attribution) => {
    const { order_line_id, tier, distributor_no, amount_fen } = attribution;
    const reason = barred.get(distributor_no);
    if (!reason || decided.has(keyOf(attribution)) || amount_fen === 0n || tier > allowed_tiers) return [];
    return [{ order_line_id, tier, distributor_no, reason }];
  });
}

/** Whose accruals an order still asks for: those need to be looked at before they are posted. */
export function dueOwners(order: OrderLedger): bigint[] {
  if (!isPaidWhole(order)) return [];
  const decided = decidedKeys(order);
  return order.attributions.flatMap((attribution) =>
    decided.has(keyOf(attribution)) ? [] : [attribution.distributor_no],
  );
}

function decidedKeys({ accruals, forgone }: OrderLedger): Set<string> {
  return new Set([...accruals, ...forgone].map(keyOf));
}

function isPaidWhole({ captures, total_fen }: OrderLedger): boolean {
  return captures.length > 0 && sumFen(captures.map(({ amount_fen }) => amount_fen)) >= total_fen;
}

/**
 * The transfers an order still needs: accruals once it is paid whole, and clawbacks for what was refunded. It looks
 * only at what is known, never at what arrived last, so any order of captures and refunds ends the same, and asking
 * again after posting gives nothing.
 * @param allowed_tiers tiers above are not accrued (a stricter profile may have come into force since the order)
 * @param available the owners' available balances by distributor number; reduced by what is taken
 */
export function dueTransfers(
  order: OrderLedger,
  allowed_tiers: number,
  available: Map<bigint, bigint>,
): LineTransfer[] {
  const standing = new Map(order.accruals.map((accrual) => [keyOf(accrual), { ...accrual }]));
  const accrued = dueAccruals(order, allowed_tiers, standing);
  return [...accrued, ...dueClawbacks(order, standing, available)];
}

function keyOf({ order_line_id, tier }: { order_line_id: string; tier: number }): string {
  return `${order_line_id}/${tier}`;
}

/** Accrues what is frozen and not yet accrued, and notes it as standing so that refunds find it. */
function dueAccruals(
  order: OrderLedger,
  allowed_tiers: number,
  standing: Map<string, ExistingAccrual>,
): LineTransfer[] {
  const last = order.captures.at(-1);
  if (!last || !isPaidWhole(order)) return [];
  const forgone = new Set(order.forgone.map(keyOf));
  const transfers: LineTransfer[] = [];
  for (const attribution of order.attributions) {
    const known = standing.has(keyOf(attribution)) || forgone.has(keyOf(attribution));
    if (known || attribution.amount_fen === 0n || attribution.tier > allowed_tiers) continue;
    const { order_line_id, tier, amount_fen } = attribution;
    standing.set(keyOf(attribution), { order_line_id, tier, amount_fen, clawed_fen: 0n, state: "pending" });
    transfers.push(accrual({ ...attribution, occurred_at: last.occurred_at }, amount_fen));
  }
  return transfers;
}

/** Walks the refunds as they were recorded; each takes what the sum so far asks beyond what was taken before. */
function dueClawbacks(
  order: OrderLedger,
  standing: Map<string, ExistingAccrual>,
  available: Map<bigint, bigint>,
): LineTransfer[] {
  const transfers: LineTransfer[] = [];
  for (const [index, refund] of order.refunds.entries()) {
    const parts = refundedParts(order.refunds.slice(0, index + 1), order.lines);
    const partOf = new Map(
      order.lines.map(({ order_line_id }, index) => [order_line_id, parts[index] ?? 0n]),
    );
    for (const attribution of order.attributions) {
      const accrual = standing.get(keyOf(attribution));
      if (!accrual) continue;
      const refundedOfLine = partOf.get(attribution.order_line_id) ?? 0n;
      const amount_fen = clawbackDue(accrual, refundedOfLine, attribution.base_fen);
      if (amount_fen === 0n) continue;
      accrual.clawed_fen += amount_fen;
      transfers.push(...takeBack(attribution, refund, accrual.state, amount_fen, available));
    }
  }
  return transfers;
}

function takeBack(
  attribution: Attribution,
  refund: RefundedGoods,
  state: AccrualState,
  amount_fen: bigint,
  available: Map<bigint, bigint>,
): LineTransfer[] {
  const { distributor_no } = attribution;
  const balance = available.get(distributor_no) ?? 0n;
  const subject = { ...attribution, occurred_at: refund.occurred_at };
  const transfers = clawback(subject, { refund_id: refund.refund_id, amount_fen }, state, balance);
  const taken = transfers.filter(({ kind }) => kind === "clawback_available");
  available.set(distributor_no, balance - sumFen(taken.map((transfer) => transfer.amount_fen)));
  return transfers;
}
