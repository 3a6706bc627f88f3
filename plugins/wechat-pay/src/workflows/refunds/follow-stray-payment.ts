import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { WechatPayError } from "../../client/errors";
import { strayRefundNoOf } from "../../domain/numbers";
import { progressAfterFailure, progressOfRefund, type WechatRefundReport } from "../../domain/refund";
import { retryDelayMs } from "../../domain/settlement";
import type { Trade } from "../../domain/trade";
import type { PaymentFacts } from "../payments/payment-facts";
import { wechatPayOf } from "../wechat-pay-module";

const LOCK_TIMEOUT_SECONDS = 30;
const REASON = "订单已取消，款项自动退回";

/** Remembers money that reached a cancelled order, once. Call it under the session's lock. */
export async function recordStrayPayment(
  container: MedusaContainer,
  facts: PaymentFacts,
  trade: Trade,
): Promise<{ readonly id: string }> {
  const service = wechatPayOf(container);
  const [known] = await service.listWechatStrayPayments({ out_trade_no: trade.out_trade_no }, { take: 1 });
  return (
    known ??
    (await service.createWechatStrayPayments({
      out_trade_no: trade.out_trade_no,
      payment_session_id: facts.payment_session_id,
      order_id: facts.order_id ?? null,
      transaction_id: trade.transaction_id ?? null,
      amount_fen: (trade.amount_fen ?? facts.amount_fen).toString(),
      next_try_at: new Date(),
    }))
  );
}

/**
 * Brings a stray payment one step nearer to its payer: asks WeChat for the refund, or how it is getting on.
 * Repeating it is harmless, for the refund's number changes only after WeChat CLOSED the earlier one.
 */
export async function followStrayPayment(container: MedusaContainer, id: string): Promise<void> {
  await whileStrayPaymentLocked(container, id, async () => await followLocked(container, id));
}

/** One at a time decides about a stray payment. */
export async function whileStrayPaymentLocked<T>(
  container: MedusaContainer,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  return await container
    .resolve(Modules.LOCKING)
    .execute([`wechat-stray-payment:${id}`], work, { timeout: LOCK_TIMEOUT_SECONDS });
}

async function followLocked(container: MedusaContainer, id: string): Promise<void> {
  const service = wechatPayOf(container);
  const stray = await service.retrieveWechatStrayPayment(id);
  if (stray.progress === "succeeded") {
    return;
  }
  const tries = stray.tries + 1;
  const common = { id, tries, next_try_at: new Date(Date.now() + retryDelayMs(tries)) };
  try {
    const outRefundNo = strayRefundNoOf(stray.out_trade_no, stray.refund_attempt);
    const report =
      (stray.progress !== "to_submit" ? await service.wechat.findRefund(outRefundNo) : undefined) ??
      (await service.wechat.refund({
        out_trade_no: stray.out_trade_no,
        out_refund_no: outRefundNo,
        amount_fen: BigInt(stray.amount_fen),
        total_fen: BigInt(stray.amount_fen),
        notify_url: service.refundNotifyUrl,
        reason: REASON,
      }));
    await service.updateWechatStrayPayments({ ...common, ...reported(report, stray.refund_attempt) });
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    const progress = progressAfterFailure(stray.progress, tries);
    await service.updateWechatStrayPayments({ ...common, progress, last_error: error.message });
  }
}

function reported(report: WechatRefundReport, attempt: number) {
  const next = progressOfRefund(report.state, attempt);
  return {
    progress: next.progress,
    refund_attempt: next.attempt,
    refund_state: report.state,
    wechat_refund_id: report.refund_id ?? null,
    last_error: null,
    refunded_at: next.progress === "succeeded" ? new Date(report.succeeded_at ?? Date.now()) : null,
  };
}
