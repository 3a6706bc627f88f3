import type { MedusaContainer } from "@medusajs/framework/types";
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { readRefund, readTrade } from "../../client/shapes";
import { outTradeNoOfStrayRefund, refundIdOf } from "../../domain/numbers";
import { retryDelayMs } from "../../domain/settlement";
import { followRefund, recordRefundById } from "../refunds/follow-refund";
import { followStrayPayment } from "../refunds/follow-stray-payment";
import { processTransfer } from "../transfers/process-transfer";
import { wechatPayOf } from "../wechat-pay-module";
import type { NotificationOutcome } from "./notification-outcome";
import { settleTrade } from "./settle-trade";

const processNotificationStep = createStep(
  "process-wechat-notification",
  async (input: { id: string }, { container }) => {
    return new StepResponse(await processNotification(container, input.id));
  },
);

/**
 * Does once what a stored notification says: capture, refund, or reject. Input: the notification's id here.
 * Repeating it is harmless. When it fails the notification stays `received` and is tried again later.
 */
export const processNotificationWorkflow = createWorkflow(
  "wechat-pay-process-notification",
  (input: { id: string }) => new WorkflowResponse(processNotificationStep(input)),
);

async function processNotification(
  container: MedusaContainer,
  id: string,
): Promise<NotificationOutcome | null> {
  const service = wechatPayOf(container);
  const notification = await service.retrieveWechatNotification(id);
  if (notification.state !== "received") {
    return null;
  }
  const attempts = notification.attempts + 1;
  const nextAttemptAt = new Date(Date.now() + retryDelayMs(attempts + 1));
  await service.updateWechatNotifications({ id, attempts, next_attempt_at: nextAttemptAt });
  const result = await PROCESSING[notification.subject](container, notification.resource);
  await service.updateWechatNotifications({
    id,
    state: result.state,
    outcome: result.state === "processed" ? result.outcome : null,
    rejection_reason: result.state === "rejected" ? result.reason : null,
    processed_at: new Date(),
  });
  return result;
}

async function processTransaction(
  container: MedusaContainer,
  resource: unknown,
): Promise<NotificationOutcome> {
  const trade = readTrade(resource);
  if (!trade) {
    return { state: "rejected", reason: "resource_malformed" };
  }
  if (trade.state !== "SUCCESS") {
    return { state: "processed", outcome: "ignored" };
  }
  const settlement = await settleTrade(container, trade);
  if (settlement.kind === "rejected") {
    return { state: "rejected", reason: settlement.reason };
  }
  const amount_fen = trade.amount_fen?.toString();
  await wechatPayOf(container).payments.stand(trade.out_trade_no, {
    state: trade.state,
    at: new Date(trade.paid_at ?? Date.now()),
    ...(trade.transaction_id ? { transaction_id: trade.transaction_id } : {}),
    ...(amount_fen ? { amount_fen } : {}),
  });
  if (settlement.kind === "refund_stray") {
    await followStrayPayment(container, settlement.stray_payment_id);
  }
  return { state: "processed", outcome: settlement.kind };
}

/** The notification only wakes us: what is believed is the query that following a refund makes. */
async function processRefund(container: MedusaContainer, resource: unknown): Promise<NotificationOutcome> {
  const report = readRefund(resource);
  if (!report) {
    return { state: "rejected", reason: "resource_malformed" };
  }
  const strayOutTradeNo = outTradeNoOfStrayRefund(report.out_refund_no);
  if (strayOutTradeNo) {
    const [stray] = await wechatPayOf(container).listWechatStrayPayments(
      { out_trade_no: strayOutTradeNo },
      { take: 1 },
    );
    if (stray) {
      await followStrayPayment(container, stray.id);
      return { state: "processed", outcome: "refund_recorded" };
    }
  }
  const refundId = refundIdOf(report.out_refund_no);
  const recorded = refundId && (await recordRefundById(container, refundId));
  if (!recorded) {
    // Somebody refunded in WeChat's merchant platform: the shop's books do not know, so the merchant is told.
    return { state: "rejected", reason: "refund_unknown" };
  }
  await followRefund(container, recorded);
  return { state: "processed", outcome: "refund_recorded" };
}

const PROCESSING = { transaction: processTransaction, refund: processRefund, transfer: processTransfer };
