import type { MedusaContainer } from "@medusajs/framework/types";
import { WechatPayError } from "../../client/errors";
import type { AbnormalRefundDestination } from "../../client/wechat-pay-client";
import { actionFor, type RefundAction } from "../../domain/refund";
import { wechatPayOf } from "../wechat-pay-module";
import { type RefundAtHand, type RefundBook, refundBookOf } from "./refund-books";

/** What the merchant decided about a refund that needs attention. */
export type RefundDecision =
  | { readonly action: "send_on"; readonly destination: AbnormalRefundDestination }
  | { readonly action: "reissue" | "retry" };

export type RefundDecisionOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "unknown" }
  /** Something else would help, or nothing has to. */
  | { readonly kind: "not_needed"; readonly action: RefundAction | undefined }
  | { readonly kind: "refused_by_wechat"; readonly code: string };

/**
 * Carries out the merchant's decision about a refund or a stray payment. Not a workflow: the card of a payer's must not
 * be kept with its input.
 * @param id of the refund or of the stray payment, here
 * @throws when WeChat did not say what became of it; the reconciliation asks until it does
 */
export async function actOnRefund(
  container: MedusaContainer,
  id: string,
  decision: RefundDecision,
): Promise<RefundDecisionOutcome> {
  const book = refundBookOf(container, id);
  const outcome = await book.whileLocked(async () => await actLocked(container, book, decision));
  if (outcome.kind === "done" && decision.action !== "send_on") {
    await book.follow();
  }
  return outcome;
}

async function actLocked(
  container: MedusaContainer,
  book: RefundBook,
  decision: RefundDecision,
): Promise<RefundDecisionOutcome> {
  const refund = await book.read();
  if (!refund) {
    return { kind: "unknown" };
  }
  const action = actionFor(refund.progress, refund.refund_state);
  if (action !== decision.action) {
    return { kind: "not_needed", action };
  }
  if (decision.action === "send_on") {
    return await sendOn(container, book, refund, decision.destination);
  }
  const refund_attempt = refund.refund_attempt + (decision.action === "reissue" ? 1 : 0);
  await book.change({ refund_attempt, progress: "to_submit", tries: 0, next_try_at: new Date() });
  return { kind: "done" };
}

async function sendOn(
  container: MedusaContainer,
  book: RefundBook,
  refund: RefundAtHand,
  destination: AbnormalRefundDestination,
): Promise<RefundDecisionOutcome> {
  const { out_refund_no, wechat_refund_id } = refund;
  if (!out_refund_no || !wechat_refund_id) {
    return { kind: "not_needed", action: undefined };
  }
  try {
    const report = await wechatPayOf(container).wechat.applyAbnormalRefund(
      { refund_id: wechat_refund_id, out_refund_no },
      destination,
    );
    // Only a later look is believed: it also says when the money arrived.
    await book.change({ ...asking(), refund_state: report.state });
    return { kind: "done" };
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    // WeChat may have accepted it all the same; nothing but asking tells. What is still ABNORMAL calls again.
    await book.change(asking());
    if (error.outcome_unknown) {
      throw error;
    }
    return { kind: "refused_by_wechat", code: error.code ?? String(error.status) };
  }
}

/** The reconciliation asks WeChat next. */
function asking() {
  return { progress: "processing" as const, tries: 0, next_try_at: new Date() };
}
