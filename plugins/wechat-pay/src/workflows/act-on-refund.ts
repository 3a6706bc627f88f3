import type { MedusaContainer } from "@medusajs/framework/types";
import { WechatPayError } from "../client/errors";
import type { AbnormalRefundDestination } from "../client/wechat-pay-client";
import { outRefundNoOf } from "../domain/numbers";
import { actionFor, type RefundAction } from "../domain/refund";
import { followRefund, reportedRefund, whileRefundLocked } from "./follow-refund";
import { wechatPayOf } from "./wechat-pay-module";

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
 * Carries out the merchant's decision. Not a workflow: the card of a payer's must not be kept with its input.
 * @throws when WeChat could not be asked; the refund is as it was, or WeChat's own word will tell
 */
export async function actOnRefund(
  container: MedusaContainer,
  id: string,
  decision: RefundDecision,
): Promise<RefundDecisionOutcome> {
  const outcome = await whileRefundLocked(
    container,
    id,
    async () => await actLocked(container, id, decision),
  );
  if (outcome.kind === "done" && decision.action !== "send_on") {
    await followRefund(container, id);
  }
  return outcome;
}

async function actLocked(
  container: MedusaContainer,
  id: string,
  decision: RefundDecision,
): Promise<RefundDecisionOutcome> {
  const service = wechatPayOf(container);
  const [refund] = await service.listWechatRefunds({ id }, { take: 1 });
  if (!refund) {
    return { kind: "unknown" };
  }
  const action = actionFor(refund.progress, refund.refund_state);
  if (action !== decision.action) {
    return { kind: "not_needed", action };
  }
  if (decision.action === "send_on") {
    return await sendOn(container, refund, decision.destination);
  }
  const refund_attempt = refund.refund_attempt + (decision.action === "reissue" ? 1 : 0);
  await service.updateWechatRefunds({
    id,
    refund_attempt,
    progress: "to_submit",
    tries: 0,
    next_try_at: new Date(),
  });
  return { kind: "done" };
}

async function sendOn(
  container: MedusaContainer,
  refund: { id: string; refund_id: string; refund_attempt: number; wechat_refund_id: string | null },
  destination: AbnormalRefundDestination,
): Promise<RefundDecisionOutcome> {
  const service = wechatPayOf(container);
  const out_refund_no = outRefundNoOf(refund.refund_id, refund.refund_attempt);
  if (!out_refund_no || !refund.wechat_refund_id) {
    return { kind: "not_needed", action: undefined };
  }
  try {
    const report = await service.wechat.applyAbnormalRefund(
      { refund_id: refund.wechat_refund_id, out_refund_no },
      destination,
    );
    const changes = reportedRefund(report, refund.refund_attempt);
    await service.updateWechatRefunds({ id: refund.id, ...changes, tries: 0, next_try_at: new Date() });
    return { kind: "done" };
  } catch (error) {
    if (error instanceof WechatPayError && !error.outcome_unknown) {
      return { kind: "refused_by_wechat", code: error.code ?? String(error.status) };
    }
    throw error;
  }
}
