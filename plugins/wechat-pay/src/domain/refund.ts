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
 * What WeChat's report means. A refund that WeChat CLOSED is asked for anew under the next number, and only then.
 * @returns the progress and the attempt that the next submission uses
 */
export function progressOfRefund(
  state: WechatRefundState,
  attempt: number,
): { readonly progress: RefundProgress; readonly attempt: number } {
  switch (state) {
    case "SUCCESS":
      return { progress: "succeeded", attempt };
    case "ABNORMAL":
      return { progress: "needs_attention", attempt };
    case "CLOSED":
      return attempt < REFUND_ATTEMPT_LIMIT
        ? { progress: "to_submit", attempt: attempt + 1 }
        : { progress: "needs_attention", attempt };
    default:
      return { progress: "processing", attempt };
  }
}

/**
 * Where a refund's money is, as the shop's books have to tell it. `given`: out of the shop's hands and on its way, or
 * asked for and not refused. `owed`: WeChat gave it back or cannot deliver it; the payer is still owed it.
 * `arrived`: the payer has it.
 */
export type RefundStanding = "given" | "owed" | "arrived";

/** Where the money of a refund is. @param state WeChat's last word, if there was one */
export function standingOf(progress: RefundProgress, state: string | null): RefundStanding {
  if (progress === "succeeded") {
    return "arrived";
  }
  const failed = state === "CLOSED" || state === "ABNORMAL";
  return failed || progress === "needs_attention" ? "owed" : "given";
}

/**
 * What the merchant can do about a refund that needs attention:
 * - `send_on`: the payer's account takes no money (closed, frozen); name a bank card, or take the money and pay by hand;
 * - `reissue`: WeChat closed it again and again; ask anew under another number once the cause is mended;
 * - `retry`: WeChat could not be asked for a long time; ask again under the same number.
 */
export type RefundAction = "send_on" | "reissue" | "retry";

/** Which action helps. @param state WeChat's last word, if there was one @returns undefined while nothing is needed */
export function actionFor(progress: RefundProgress, state: string | null): RefundAction | undefined {
  if (progress !== "needs_attention") {
    return undefined;
  }
  if (state === "ABNORMAL") {
    return "send_on";
  }
  return state === "CLOSED" ? "reissue" : "retry";
}

/** How often a refund is tried before a person is called; with the growing waits this takes more than a day. */
export const REFUND_TRY_LIMIT = 30;

/** What follows a try that WeChat did not accept or did not answer. */
export function progressAfterFailure(progress: RefundProgress, tries: number): RefundProgress {
  return tries >= REFUND_TRY_LIMIT ? "needs_attention" : progress;
}
