import { type Decision, messages, type StatusText, t } from "@tengman/admin-kit";
import type { RaisedSignal } from "../risk/risk-case";

export const PAYOUTS = "/admin/distribution/payouts";

type PayoutState = "requested" | "rejected" | "transferring" | "confirmed" | "failed" | "expired";

/** A payout as the merchant's list has it. */
export interface Payout {
  id: string;
  outward_number: string;
  distributor_id: string;
  distributor_name: string;
  paid_before: number;
  risk: { case_id: string; state: string; verdict: "review" | "hold"; signals: RaisedSignal[] } | null;
  amount_fen: string;
  withheld_fen: string | null;
  fee_fen: string;
  net_fen: string | null;
  state: PayoutState;
  payee_hint: string;
  requested_at: string;
  reviewed_at: string | null;
  ended_at: string | null;
  reason: string | null;
  reference: string | null;
}

export interface PayoutPage {
  payouts: Payout[];
  next_cursor?: string;
}

/** What a decision about one payout or many came to. */
export interface BatchAnswer {
  done: number;
  refused: number;
  results: { payout_id: string; result: "done" | "unchanged" | "refused"; message?: string }[];
}

/** How a payout's state is shown. */
export const PAYOUT_STATES: Record<PayoutState, StatusText> = messages({
  requested: { label: "待审核", color: "orange" },
  transferring: { label: "付款中", color: "blue" },
  confirmed: { label: "已付款", color: "green" },
  rejected: { label: "已拒绝", color: "grey" },
  failed: { label: "付款失败", color: "red" },
  expired: { label: "已过期", color: "grey" },
});

/** What the chosen payouts allow to decide together; nothing while their states differ or are ended. */
export function decisionsOf(payouts: readonly Payout[]): Decision[] {
  if (payouts.every(({ state }) => state === "requested")) {
    return [
      {
        id: "reject",
        label: t("拒绝"),
        happens: t("{{count}} 笔提现将结束，金额退回可提现余额。", { count: payouts.length }),
        reason: { label: t("拒绝原因（申请人可见）") },
        isDanger: true,
      },
      {
        id: "approve",
        label: t("批准"),
        happens: t("{{count}} 笔提现将计算代扣税并开始付款，批准后不能撤回。", { count: payouts.length }),
      },
    ];
  }
  if (payouts.every(({ state }) => state === "transferring")) {
    return [
      {
        id: "failed",
        label: t("付款失败"),
        happens: t("钱没有付出：{{count}} 笔提现将结束，金额退回可提现余额。", { count: payouts.length }),
        reason: { label: t("失败原因") },
        isDanger: true,
      },
      {
        id: "confirmed",
        label: t("标记已付款"),
        happens: t("钱已经付到对方账户：{{count}} 笔提现将记为已付款，不能撤回。", { count: payouts.length }),
        reason: { label: t("银行流水号") },
      },
    ];
  }
  return [];
}

/** The body of the batch route for a decision. */
export function batchOf(act: string, words: string, payouts: readonly Payout[]): object {
  const payout_ids = payouts.map(({ id }) => id);
  switch (act) {
    case "approve":
      return { act, payout_ids };
    case "reject":
      return { act, reason: words, payout_ids };
    default:
      return { act: "confirm", outcome: act, note: words, payout_ids };
  }
}

/** What the merchant is told after a decision. */
export function doneText(act: string, count: number): string {
  switch (act) {
    case "approve":
      return t("已批准 {{count}} 笔，等待分销商在微信确认", { count });
    case "reject":
      return t("已拒绝 {{count}} 笔，金额已退回可提现余额", { count });
    case "confirmed":
      return t("已标记 {{count}} 笔付款", { count });
    default:
      return t("已记录 {{count}} 笔付款失败，金额已退回可提现余额", { count });
  }
}
