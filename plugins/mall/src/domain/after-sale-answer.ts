import type { AfterSaleReason, AfterSaleType } from "./after-sale";

const HOUR_MS = 3_600_000;

/** The fewest and the most hours a merchant may take to answer a request. */
export const ANSWER_HOURS = { min: 24, max: 360 } as const;

/** How long the merchant may take: for money of goods that were not sent, and for everything else; 0 is for ever. */
export interface AnswerHours {
  unsent: number;
  sent: number;
}

/** A request, with whether any of its goods have left the house by now. */
export interface UnansweredRequest {
  type: AfterSaleType;
  reason: AfterSaleReason;
  is_sent: boolean;
  asked_at: Date;
}

/**
 * When a request that nobody answers is agreed to by itself; null when that never happens. Goods that were sent although
 * their money had been asked back are the merchant's to decide: agreeing would give away both.
 */
export function answerDeadline(request: UnansweredRequest, hours: AnswerHours): Date | null {
  const { type, reason, is_sent, asked_at } = request;
  if (is_sent && reason === "changed_mind") return null;
  const granted = type === "refund_only" && !is_sent ? hours.unsent : hours.sent;
  return granted === 0 ? null : new Date(asked_at.getTime() + granted * HOUR_MS);
}
