import { messages, t } from "@tengman/admin-kit/texts";
import type { AfterSale } from "./case";

export const STATES = messages({
  requested: { label: "待处理", color: "orange" },
  awaiting_return: { label: "待寄回", color: "blue" },
  returning: { label: "退货中", color: "purple" },
  to_refund: { label: "待退款", color: "orange" },
  refunding: { label: "退款中", color: "blue" },
  refunded: { label: "已退款", color: "green" },
  rejected: { label: "已拒绝", color: "grey" },
  canceled: { label: "已关闭", color: "grey" },
} as const);

export const TYPES = messages({ refund_only: "仅退款", return_and_refund: "退货退款" } as const);

export const REASONS: Record<string, string> = messages({
  no_reason: "七天无理由退货",
  changed_mind: "不想要了/拍错",
  not_received: "未收到货",
  quality: "质量问题",
  damaged: "商品破损",
  wrong_item: "商家发错货",
  not_as_described: "与描述不符",
  other: "其他原因",
});

/** Where a case's money is; empty before it has been sent. */
export function refundText({ refund }: AfterSale): string {
  if (!refund) return "";
  if (refund.state === "succeeded") return t("已到账");
  return refund.state === "processing" ? t("微信处理中") : t("退款异常，请到「微信支付」页处理");
}

/** How long the merchant still has to answer, in whole days, hours or minutes. */
export function timeLeft(answer_by: string, now: Date): string {
  const minutes = Math.floor((Date.parse(answer_by) - now.getTime()) / 60_000);
  if (minutes < 1) return t("已到期");
  if (minutes < 60) return t("剩 {{minutes}} 分钟", { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 72
    ? t("剩 {{hours}} 小时", { hours })
    : t("剩 {{hours}} 天", { hours: Math.floor(hours / 24) });
}
