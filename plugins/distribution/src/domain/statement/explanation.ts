import { yuanText } from "@tengman/values";
import type { Bucket } from "../ledger/accounts";
import type { TransferKind } from "../ledger/postings";
import type { Cut } from "../plan/commission";
import type { PayoutFee } from "../plan/plan-shape";

/** A line of an order, as the earner may know it: no id of the order, the buyer or the product. */
export interface EntryLine {
  order_display_id: number | null;
  /** Whether the line was added to the order and paid for afterwards. */
  is_addition?: boolean;
  line_position: number;
  tier: number;
  /** Whether the earner bought it themselves. */
  is_own?: boolean;
}

/** What a line was paid by: a share or fixed fen for each piece, the campaign it came from, and what cut it. */
export interface LineRate {
  rate_bps: number | null;
  fixed_fen?: bigint | null;
  quantity?: number;
  campaign?: string | null;
  cut_by?: Cut | null;
}

/** Why an entry has its amount. What is there depends on its kind. */
export interface EntryReason {
  /** The order line whose commission it is, with what decided the amount. */
  line: (EntryLine & { base_fen: bigint; accrued_fen: bigint } & LineRate) | null;
  plan: { name: string; version: number } | null;
  /** The refund that took commission back: its goods money, and how much of it was for this line where it says so. */
  refund: { goods_fen: bigint; line_fen: bigint | null } | null;
  /** What a maturation is made of. */
  matured: (EntryLine & { amount_fen: bigint })[];
  payout: {
    id: string;
    amount_fen: bigint;
    state: string;
    withheld_fen: bigint | null;
    fee: { fee_fen: bigint; terms: PayoutFee; plan_name: string; plan_version: number } | null;
    tax_policy: string | null;
    tax_month: string | null;
  } | null;
}

/** What each kind of entry is called on a statement. */
export const KIND_WORDS: Record<TransferKind, string> = {
  accrue: "佣金入账",
  clawback_pending: "退款追回（待结算）",
  clawback_available: "退款追回（可提现）",
  clawback_debt: "退款追回（转为欠款）",
  mature: "佣金结算",
  repay: "结算抵扣欠款",
  payout_hold: "提现申请",
  payout_release: "提现退回",
  payout_repay: "提现退回抵扣欠款",
  payout_withhold: "代扣个人所得税",
  payout_pay: "提现到账",
  payout_fee: "提现手续费",
};

/** What each account is called on a statement. */
export const BUCKET_WORDS: Record<Bucket, string> = {
  pending: "待结算",
  available: "可提现",
  hold: "提现中",
  debt: "欠款",
};

/** What each bound of a plan is called on a statement. */
const CUT_WORDS: Record<Cut, string> = {
  base: "以实付金额为限",
  per_line: "按单品封顶",
  margin_floor: "按商家保底毛利封顶",
  per_order: "按单笔订单封顶",
};

const LISTED_LINES = 20;

const money = (fen: bigint) => `¥${yuanText(fen)}`;

function lineWords({
  order_display_id,
  line_position,
  tier,
  is_own = false,
  is_addition = false,
}: EntryLine): string {
  const order = order_display_id === null ? "订单" : `订单 #${order_display_id}`;
  const part = is_addition ? "补款商品" : "";
  return `${order} ${part}第 ${line_position} 项 ${is_own ? "自购" : `${tier} 级`}`;
}

function accrualWords({ line, plan }: EntryReason): string {
  if (!line) return "";
  const { rate_bps, fixed_fen = null, quantity = 1, campaign = null, cut_by = null } = line;
  const rate =
    rate_bps === null
      ? `每件 ${money(fixed_fen ?? 0n)} × ${quantity}`
      : `计佣金额 ${money(line.base_fen)} × ${rate_bps / 100}%`;
  const sum = `${rate}${cut_by ? `，${CUT_WORDS[cut_by]}为 ` : " = "}${money(line.accrued_fen)}`;
  const offer = campaign ? `，活动 ${campaign}` : "";
  const version = plan ? `，方案「${plan.name}」第 ${plan.version} 版` : "";
  return `${lineWords(line)}，${sum}${offer}${version}`;
}

function refundWords(refund: EntryReason["refund"]): string {
  if (!refund) return "";
  if (refund.line_fen !== null) return `本次退还该项商品金额 ${money(refund.line_fen)}，`;
  return `本次退款商品金额 ${money(refund.goods_fen)}，`;
}

function clawbackWords({ line, refund }: EntryReason): string {
  if (!line) return "";
  return `${lineWords(line)}，${refundWords(refund)}按比例追回，原佣金 ${money(line.accrued_fen)}`;
}

function maturationWords({ matured }: EntryReason): string {
  const listed = matured.slice(0, LISTED_LINES).map((line) => `${lineWords(line)} ${money(line.amount_fen)}`);
  const more = matured.length > LISTED_LINES ? `；等共 ${matured.length} 项` : "";
  return `冻结期满：${listed.join("；")}${more}`;
}

const POLICY_WORDS: Record<string, string> = {
  none: "不代扣",
  "cn-labour": "劳务报酬预扣",
  "cn-platform-cumulative": "平台从业人员累计预扣",
};

function payoutWords({ payout }: EntryReason): string {
  if (!payout) return "";
  const tax =
    payout.withheld_fen === null
      ? ""
      : `，${payout.tax_month} ${POLICY_WORDS[payout.tax_policy ?? ""] ?? payout.tax_policy}，代扣 ${money(payout.withheld_fen)}`;
  return `提现 ${payout.id}，申请 ${money(payout.amount_fen)}${tax}${feeWords(payout.fee)}`;
}

function feeWords(fee: NonNullable<EntryReason["payout"]>["fee"]): string {
  if (!fee || fee.terms.kind === "none") return "";
  const { terms, plan_name, plan_version } = fee;
  const rule =
    terms.kind === "fixed" ? "每笔固定" : `${terms.rate_bps / 100}%，最低 ${money(terms.minimum_fen)}`;
  return `，手续费 ${money(fee.fee_fen)}（${rule}，方案「${plan_name}」第 ${plan_version} 版）`;
}

/** Says why an entry has its amount, in a sentence that a person can check by hand. */
export function explain(kind: TransferKind, reason: EntryReason): string {
  if (kind === "accrue") return accrualWords(reason);
  if (kind.startsWith("clawback")) return clawbackWords(reason);
  if (kind === "mature" || kind === "repay") return maturationWords(reason);
  return payoutWords(reason);
}
