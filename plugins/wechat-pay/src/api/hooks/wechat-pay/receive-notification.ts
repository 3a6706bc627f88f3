import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { readBody } from "@tengman/plugin-kit";
import { shanghaiDay } from "../../../domain/shanghai-day";
import { WECHAT_PAY_MODULE } from "../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../modules/wechat-pay/service";
import { AfterAnswers, processNotificationWorkflow } from "../../../workflows";

/** WeChat's notifications are about 1 KB. */
const LIMIT_BYTES = 64 * 1024;

const SIGNATURE_HEADERS = [
  "wechatpay-timestamp",
  "wechatpay-nonce",
  "wechatpay-serial",
  "wechatpay-signature",
];

/** Capturing is heavy; a burst of notifications is answered first, then worked off with few at a time. */
const behind = new AfterAnswers(4);

/**
 * Receives a notification: verify, store, answer 204, and only then act. What is not believed gets 401 and leaves
 * nothing but a count; WeChat repeats what got no 2xx.
 */
export async function receiveNotification(
  req: MedusaRequest,
  res: MedusaResponse,
  subject: "transaction" | "refund" | "transfer",
): Promise<void> {
  const unprocessed = await behind.answer(async () => await answer(req, res, subject));
  if (unprocessed !== undefined) {
    // The answer must not wait for this, and if it fails the reconciliation takes it up.
    behind.add(async () => await processStored(req, unprocessed));
  }
}

/** @returns the id of a notification that is stored and still has to be processed */
async function answer(
  req: MedusaRequest,
  res: MedusaResponse,
  subject: "transaction" | "refund" | "transfer",
): Promise<string | undefined> {
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const now = new Date();
  const body = await readBody(req, res, LIMIT_BYTES);
  const reading =
    body === null
      ? { kind: "refused" as const, reason: "body_too_large" }
      : await service.wechat.readNotification({ body, headers: req.headers });
  if (reading.kind === "refused") {
    await service.countRefusal(shanghaiDay(now), reading.reason);
    service.metrics.notificationRefused(subject, reading.reason);
    logLine(req, "warn", { event: "wechat_pay.notification_refused", subject, reason: reading.reason });
    res.status(401).json({ code: "FAIL", message: "验签失败" });
    return undefined;
  }
  const headers = Object.fromEntries(SIGNATURE_HEADERS.map((name) => [name, String(req.headers[name])]));
  const { notification } = reading;
  const stored = await service.receiveNotification({ subject, notification, headers, received_at: now });
  res.status(204).end();
  logLine(req, "info", {
    event: "wechat_pay.notification",
    subject,
    event_type: notification.event_type,
    notification_id: notification.notification_id,
    repeated: stored.repeated,
  });
  service.metrics.notificationReceived(subject, new Date(notification.created_at), stored.repeated, now);
  return stored.unprocessed ? stored.id : undefined;
}

/** One line of JSON, with nothing of the message's content in it. */
function logLine(req: MedusaRequest, level: "info" | "warn", facts: Record<string, unknown>): void {
  req.scope.resolve(ContainerRegistrationKeys.LOGGER)[level](JSON.stringify(facts));
}

async function processStored(req: MedusaRequest, id: string): Promise<void> {
  try {
    await processNotificationWorkflow(req.scope).run({ input: { id } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`WeChat Pay: notification ${id} could not be processed yet: ${reason}`);
  }
}
