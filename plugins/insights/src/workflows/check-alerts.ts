import { randomBytes } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { postWebhook } from "../client/webhook";
import { findingsOf, type Measures, nextAttempt } from "../domain/alerts/alert";
import { type AlertSettings, alertSentence } from "../domain/alerts/alert-settings";
import { dayOf } from "../domain/shanghai-day";
import type { AlertMessage, StoredSettings } from "../modules/insights/alerts/alerts";
import { distributionOf } from "./count-insights";
import { insightsOf } from "./insights-module";
import { sendMail } from "./mail";

const HOUR_MS = 3_600_000;
/** Orders of this long are looked at; the youngest may still be paid. */
const PAYMENTS = { from_ms: 7 * HOUR_MS, until_ms: HOUR_MS } as const;

/** Looks at the shop, keeps what is wrong and what no longer is, and sends the messages that are due. */
export async function checkAlerts(container: MedusaContainer, now: Date): Promise<void> {
  const { alerts } = insightsOf(container);
  const settings = await alerts.settings();
  const measures = await measure(container, settings, now);
  await alerts.keep(findingsOf(measures, settings.rules), settings, now);
  await sendAlertMessages(container, now);
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

async function measure(container: MedusaContainer, { rules }: StoredSettings, now: Date): Promise<Measures> {
  const { measures } = insightsOf(container);
  const pieces = rules.find(({ kind }) => kind === "low_stock")?.threshold ?? 0;
  const distribution = distributionOf(container);
  const [counted, payments, differing_days, ledger_difference] = await Promise.all([
    measures({ now, today: dayOf(now), pieces }),
    readPayments(container, now),
    readDifferingDays(container),
    distribution.ledgerDifference(),
  ]);
  const names = await distribution.distributorNames(counted.distributors.map(({ id }) => id));
  const distributors = counted.distributors.map((one) => ({
    ...one,
    name: names.get(one.id)?.name ?? one.id,
  }));
  return { ...counted, distributors, payments, differing_days, ledger_difference };
}

async function readPayments(container: MedusaContainer, now: Date): Promise<Measures["payments"]> {
  const entity = insightsOf(container).options.order_lives;
  if (!entity) return null;
  const placed = {
    $gte: new Date(now.getTime() - PAYMENTS.from_ms),
    $lt: new Date(now.getTime() - PAYMENTS.until_ms),
  };
  const count = async (filters: object): Promise<number> => {
    const { metadata } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity,
      fields: ["id"],
      filters: { created_at: placed, order_id: { $ne: null }, ...filters },
      pagination: { take: 1, skip: 0 },
    });
    return metadata?.count ?? 0;
  };
  const [orders, unpaid] = await Promise.all([count({}), count({ paid_at: null })]);
  return { orders, unpaid };
}

const MOST_DAYS = 30;

async function readDifferingDays(container: MedusaContainer): Promise<string[] | null> {
  const entity = insightsOf(container).options.reconciliation_days;
  if (!entity) return null;
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity,
    fields: ["day"],
    filters: { state: ["differing", "failed"] },
    pagination: { take: MOST_DAYS, skip: 0, order: { day: "DESC" } },
  });
  return (data as unknown as { day: string }[]).map(({ day }) => day);
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
