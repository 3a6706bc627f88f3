import type { AfterSale, AfterSaleReason, AfterSaleType } from "@/api/after-sale-types";
import { afterSaleWords } from "@/locale/zh-cn-after-sales";

/** The reasons offered for each type, the likeliest first; the server knows the same. */
const REASONS: Readonly<Record<AfterSaleType, readonly AfterSaleReason[]>> = {
  refund_only: [
    "changed_mind",
    "not_received",
    "quality",
    "damaged",
    "wrong_item",
    "not_as_described",
    "other",
  ],
  return_and_refund: ["no_reason", "quality", "damaged", "wrong_item", "not_as_described", "other"],
};

/** The reasons that make sense: nothing can be broken or missing before it was sent. */
export function reasonsFor(type: AfterSaleType, isSent: boolean): readonly AfterSaleReason[] {
  return isSent ? REASONS[type] : ["changed_mind", "other"];
}

export interface CaseStep {
  name: string;
  /** When it happened; absent while it is still to come. */
  at: string | undefined;
}

/** The steps of a case as its page shows them; one that ended without money shows only what happened. */
export function stepsOf(found: AfterSale): CaseStep[] {
  const isReturn = found.type === "return_and_refund";
  const steps: CaseStep[] = [
    { name: afterSaleWords.steps.requested, at: found.created_at },
    {
      name: found.is_automatic ? afterSaleWords.steps.automatic : afterSaleWords.steps.decided,
      at: found.decided_at,
    },
    ...(isReturn
      ? [
          { name: afterSaleWords.steps.sentBack, at: found.sent_back_at ?? found.goods_received_at },
          { name: afterSaleWords.steps.received, at: found.goods_received_at },
        ]
      : []),
    { name: afterSaleWords.steps.refunded, at: found.refunded_at },
  ];
  if (found.state !== "rejected" && found.state !== "canceled") return steps;
  const ended = { name: afterSaleWords.stateNames[found.state], at: found.closed_at };
  const isDecision = found.decided_at !== undefined && found.decided_at === found.closed_at;
  return [...steps.filter(({ at }) => at !== undefined && !(isDecision && at === found.decided_at)), ended];
}
