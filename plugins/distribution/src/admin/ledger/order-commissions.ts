import { messages, read, type StatusText, t } from "@tengman/admin-kit";

interface Clawback {
  refund_id: string;
  bucket: "pending" | "available" | "debt";
  amount_fen: string;
  occurred_at: string;
}

/** What one line of an order earned one distributor. */
export interface Commission {
  order_line_id: string;
  title: string;
  /** Whether the line was added to the order and paid for afterwards. */
  is_addition: boolean;
  tier: number;
  is_own: boolean;
  distributor: { id: string; display_name: string };
  rate_bps: number | null;
  fixed_fen: string | null;
  quantity: number;
  grade: string | null;
  rule: string | null;
  campaign: string | null;
  cut_by: "base" | "per_line" | "margin_floor" | "per_order" | null;
  base_fen: string;
  amount_fen: string;
  clawed_fen: string;
  state: "not_accrued" | "pending" | "available" | "clawed_back";
  not_accrued_reason: "account_closed" | "paid_by_earner" | null;
  clawbacks: Clawback[];
}

export interface OrderCommissions {
  order_id: string;
  outcome: "attributed" | "no_inviter" | "no_plan" | "no_customer" | "other_currency";
  plan: { id: string; name: string; version: number } | null;
  inviter: { id: string; display_name: string } | null;
  goods_fen: string;
  commissions: Commission[];
}

/** An order's commissions; null for an order that the ledger never saw. */
export async function fetchOrderCommissions(orderId: string): Promise<OrderCommissions | null> {
  try {
    const { order } = await read<{ order: OrderCommissions }>(
      `/admin/distribution/orders/${encodeURIComponent(orderId)}`,
    );
    return order;
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 404) return null;
    throw error;
  }
}

const STATES: Record<Commission["state"], StatusText> = messages({
  not_accrued: { label: "待付款", color: "grey" },
  pending: { label: "待结算", color: "orange" },
  available: { label: "可提现", color: "green" },
  clawed_back: { label: "已追回", color: "red" },
});

/** Why a tier will never accrue, though its money came. */
const NOT_ACCRUED: Record<NonNullable<Commission["not_accrued_reason"]>, string> = messages({
  account_closed: "收款前已取消资格，不计佣金",
  paid_by_earner: "由本人付款，视同自购，不计佣金",
});

/** Where a commission stands, or why it never will. */
export const commissionStatus = ({ not_accrued_reason, state }: Commission): StatusText =>
  not_accrued_reason ? { label: NOT_ACCRUED[not_accrued_reason], color: "grey" } : STATES[state];

/** The tier, or that the earner bought it themselves. */
export const tierText = ({ tier, is_own }: Commission): string =>
  is_own ? t("自购") : t("{{tier}} 级", { tier });

/** Where the rate came from, for whoever points at it. */
export function reasonText({ rule, campaign, grade }: Commission): string {
  const parts = [
    ...(campaign ? [t("活动 {{campaign}}", { campaign })] : []),
    rule ? t("规则 {{rule}}", { rule }) : t("方案默认比例"),
    ...(grade ? [t("等级 {{grade}}", { grade })] : []),
  ];
  return parts.join(" · ");
}

/** What an order costs in commission after its refunds: all that accrued or will, less what was clawed back. */
export function netCommission(commissions: readonly Commission[]): bigint {
  return commissions
    .filter(({ not_accrued_reason }) => not_accrued_reason === null)
    .reduce((sum, { amount_fen, clawed_fen }) => sum + BigInt(amount_fen) - BigInt(clawed_fen), 0n);
}
