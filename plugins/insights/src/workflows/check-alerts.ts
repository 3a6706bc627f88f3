import { randomBytes } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { postWebhook } from "../client/webhook";
import { findingsOf, nextAttempt } from "../domain/alerts/alert";
import { type AlertSettings, alertSentence } from "../domain/alerts/alert-settings";
import type { AlertMessage, StoredSettings } from "../modules/insights/alerts/alerts";
import { insightsOf } from "./insights-module";
import { sendMail } from "./mail";
import { measureShop } from "./measure-shop";

/** Looks at the shop, keeps what is wrong and what no longer is, and sends the messages that are due. */
export async function checkAlerts(container: MedusaContainer, now: Date): Promise<void> {
  try {
    await lookForAlerts(container, now);
  } finally {
    // What was raised before is told, whatever became of this look.
    await sendAlertMessages(container, now);
  }
}

async function lookForAlerts(container: MedusaContainer, now: Date): Promise<void> {
  const { alerts } = insightsOf(container);
  const settings = await alerts.settings();
  const { measures, unmeasured } = await measureShop(container, settings.rules, now);
  await alerts.keep({ findings: findingsOf(measures, settings.rules), unmeasured }, settings, now);
}

/**
 * Replaces the settings.
 * @returns the new secret where messages are posted for the first time or somewhere else; it is shown once
 */
export async function saveAlertSettings(
  container: MedusaContainer,
  settings: AlertSettings,
  who: { by: string; now: Date },
): Promise<string | null> {
  const { alerts } = insightsOf(container);
  const { webhook_url } = await alerts.settings();
  const isNew = settings.webhook_url !== null && settings.webhook_url !== webhook_url;
  const secret = isNew ? randomBytes(32).toString("base64url") : null;
  await alerts.saveSettings(settings, secret, who);
  return secret;
}

async function sendAlertMessages(container: MedusaContainer, now: Date): Promise<void> {
  const { alerts } = insightsOf(container);
  const due = await alerts.claim(now);
  const settings = await alerts.settings();
  for (const message of due) {
    const reason = await deliver(container, message, settings, now);
    await alerts.mark(
      message.id,
      reason === null
        ? { kind: "sent", at: now }
        : { kind: "failed", reason, next_attempt_at: nextAttempt(message.attempts, now) },
    );
  }
}

const HAPPENED = { opened: "需要处理", closed: "已恢复" } as const;

async function deliver(
  container: MedusaContainer,
  message: AlertMessage,
  { webhook_secret }: StoredSettings,
  now: Date,
): Promise<string | null> {
  const { happened, recipient, alert, channel } = message;
  const sentence = alertSentence(alert);
  const { options } = insightsOf(container);
  if (channel === "webhook") {
    const { id, kind, value, threshold, subjects, opened_at, closed_at } = alert;
    return postWebhook({
      url: recipient,
      secret: webhook_secret ?? "",
      id: message.id,
      body: JSON.stringify({
        event: `alert.${happened}`,
        alert: { id, kind, value, threshold, subjects, opened_at, closed_at },
        text: sentence,
      }),
      now,
      may_be_private: options.private_webhooks,
    });
  }
  return sendMail(container, {
    to: recipient,
    subject: `【${HAPPENED[happened]}】${sentence.slice(0, 60)}`,
    text: `${sentence}\n\n${HAPPENED[happened]}。请在后台“数据 → 预警”查看。`,
  });
}
