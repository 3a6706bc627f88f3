/** A refund as WeChat reports it. */
export interface WechatRefundReport {
  readonly out_refund_no: string;
  readonly out_trade_no: string;
  readonly refund_id: string | undefined;
  readonly state: WechatRefundState;
  readonly amount_fen: bigint | undefined;
  readonly succeeded_at: string | undefined;
}

/** `UNKNOWN` stands for whatever WeChat may invent: neither done nor failed; ask again. */
export type WechatRefundState = "SUCCESS" | "PROCESSING" | "CLOSED" | "ABNORMAL" | "UNKNOWN";

const STATES: readonly WechatRefundState[] = ["SUCCESS", "PROCESSING", "CLOSED", "ABNORMAL"];

/** Reads WeChat's refund status. */
export function refundStateOf(text: string): WechatRefundState {
  return STATES.find((state) => state === text) ?? "UNKNOWN";
}

/**
 * How far a refund has come for us. `to_submit`: WeChat may not have it yet. `needs_attention`: a person must act in
 * WeChat's merchant platform (an ABNORMAL refund cannot reach the payer's card or balance).
 */
export type RefundProgress = "to_submit" | "processing" | "succeeded" | "needs_attention";

/** How often a refund that WeChat CLOSED is asked for anew before a person is called. */
export const REFUND_ATTEMPT_LIMIT = 3;

/**
 * What WeChat's report means for a refund that we may number anew (a stray payment's).
 * @returns the progress and the attempt that the next submission uses
 */
export function progressOfStrayRefund(
  state: WechatRefundState,
  attempt: number,
): { readonly progress: RefundProgress; readonly attempt: number } {
  if (state !== "CLOSED") {
    return { progress: progressOfRefund(state), attempt };
  }
  return attempt < REFUND_ATTEMPT_LIMIT
    ? { progress: "to_submit", attempt: attempt + 1 }
    : { progress: "needs_attention", attempt };
}

/** What WeChat's report means for a merchant's refund, whose number is fixed by Medusa's refund id. */
export function progressOfRefund(state: WechatRefundState): RefundProgress {
  switch (state) {
    case "SUCCESS":
      return "succeeded";
    case "CLOSED":
    case "ABNORMAL":
      return "needs_attention";
    default:
      return "processing";
  }
}

/** How often a refund is tried before a person is called; with the growing waits this takes more than a day. */
export const REFUND_TRY_LIMIT = 30;

/** What follows a try that WeChat did not accept or did not answer. */
export function progressAfterFailure(progress: RefundProgress, tries: number): RefundProgress {
  return tries >= REFUND_TRY_LIMIT ? "needs_attention" : progress;
}
