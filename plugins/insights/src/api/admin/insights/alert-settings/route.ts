import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { adminActorOf, mayDo } from "@tengman/plugin-kit";
import { THRESHOLDS } from "../../../../domain/alerts/alert";
import { alertSettingsShape, maskedUrl } from "../../../../domain/alerts/alert-settings";
import { saveAlertSettings } from "../../../../workflows/check-alerts";
import { insightsOf } from "../../../../workflows/insights-module";
import type { Permission } from "../../../admin-rules";
import { readOrRefuse, refusing } from "../../../answers";

const MESSAGES = 20;

/**
 * What counts, who is told, and what became of the latest messages. What signs them is never shown again. Of the address
 * that messages are posted to only who may change it sees more than the server.
 */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { alerts, adminGrants } = insightsOf(req.scope);
  const [{ webhook_secret: _, ...settings }, messages, actor] = await Promise.all([
    alerts.settings(),
    alerts.messages(MESSAGES),
    adminActorOf(req),
  ]);
  const mayChange = actor !== null && mayDo(adminGrants, actor, "manage_settings" satisfies Permission);
  const shown = (url: string): string => (mayChange ? url : maskedUrl(url));
  res.json({
    settings: { ...settings, webhook_url: settings.webhook_url && shown(settings.webhook_url) },
    thresholds: THRESHOLDS,
    messages: messages.map((message) =>
      message.channel === "webhook" ? { ...message, recipient: shown(message.recipient) } : message,
    ),
  });
});

/** Replaces the settings; `webhook_secret` is there when messages are posted somewhere new, once. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const settings = readOrRefuse(alertSettingsShape, req.body);
  const who = { by: req.auth_context.actor_id, now: new Date() };
  const webhook_secret = await saveAlertSettings(req.scope, settings, who);
  res.json({ settings, ...(webhook_secret === null ? {} : { webhook_secret }) });
});
