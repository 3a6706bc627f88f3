import { clawbackDue } from "../intake/clawback";
import { type GoodsRefund, refundedParts } from "../intake/refunded-goods";
import { sumFen } from "../money";
import { type PaidMonth, type TaxPolicy, withholdInYear } from "../payout/tax";
import type { BoughtLine } from "../plan/commission";
import { shanghaiMonth } from "../shanghai-day";

/** An accrual of a refunded order, with what was taken back of it. */
export interface RefundedAccrual {
  order_line_id: string;
  tier: number;
  amount_fen: bigint;
  clawed_fen: bigint;
}

/** An order's goods with all that was refunded of them so far. */
export interface RefundedOrder {
  refunds: readonly GoodsRefund[];
  /** In the order's own order, which settles ties. */
  lines: readonly BoughtLine[];
  accruals: readonly RefundedAccrual[];
}

/** What each accrual of an order must have given back: its share of what the refunds come to on its line. */
export function clawedAsRefunded({ refunds, lines, accruals }: RefundedOrder): bigint[] {
  const parts = refundedParts(refunds, lines);
  const lineOf = new Map(
    lines.map((line, index) => [line.order_line_id, { line, part: parts[index] ?? 0n }]),
  );
  return accruals.map(({ order_line_id, amount_fen }) => {
    const found = lineOf.get(order_line_id);
    return found ? clawbackDue({ amount_fen, clawed_fen: 0n }, found.part, found.line.base_fen) : 0n;
  });
}

/** A payout whose tax was decided, with how it went on. */
export interface TaxedPayout {
  id: string;
  amount_fen: bigint;
  tax_policy: TaxPolicy;
  reviewed_at: Date;
  /** Whether its money was paid, or may still be: what failed, expired or was rejected counts for no month. */
  is_paid: boolean;
}

/** The month and the tax that a payout must carry. */
export interface ExpectedTax {
  tax_month: string;
  withheld_fen: bigint;
}

/**
 * What each of one person's payouts must withhold, by the policy that was in force when it was reviewed. A person has
 * one payout under way at most, so those reviewed before it had ended by then.
 * @param payouts in the order in which they were reviewed
 */
export function withheldAsPaid(payouts: readonly TaxedPayout[]): ExpectedTax[] {
  const paid: PaidMonth[] = [];
  return payouts.map(({ amount_fen, tax_policy, reviewed_at, is_paid }) => {
    const month = shanghaiMonth(reviewed_at);
    const withheld_fen = withholdInYear(tax_policy, monthsOf(paid, month.slice(0, 4)), month, amount_fen);
    if (is_paid) paid.push({ month, gross_fen: amount_fen, withheld_fen });
    return { tax_month: month, withheld_fen };
  });
}

/** The months of a year, each once. */
function monthsOf(paid: readonly PaidMonth[], year: string): PaidMonth[] {
  const months = [...new Set(paid.map(({ month }) => month))].filter((month) => month.slice(0, 4) === year);
  return months.map((month) => {
    const own = paid.filter((payout) => payout.month === month);
    const gross_fen = sumFen(own.map((payout) => payout.gross_fen));
    return { month, gross_fen, withheld_fen: sumFen(own.map((payout) => payout.withheld_fen)) };
  });
}
