import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { THRESHOLDS } from "../../../../domain/alerts/alert";
import { alertSettingsShape } from "../../../../domain/alerts/alert-settings";
import { saveAlertSettings } from "../../../../workflows/check-alerts";
import { insightsOf } from "../../../../workflows/insights-module";
import { readOrRefuse, refusing } from "../../../answers";

const MESSAGES = 20;

/** What counts, who is told, and what became of the latest messages. What signs them is never shown again. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { alerts } = insightsOf(req.scope);
  const [{ webhook_secret: _, ...settings }, messages] = await Promise.all([
    alerts.settings(),
    alerts.messages(MESSAGES),
  ]);
  res.json({ settings, thresholds: THRESHOLDS, messages });
});

/** Replaces the settings; `webhook_secret` is there when messages are posted somewhere new, once. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const settings = readOrRefuse(alertSettingsShape, req.body);
  const who = { by: req.auth_context.actor_id, now: new Date() };
  const webhook_secret = await saveAlertSettings(req.scope, settings, who);
  res.json({ settings, ...(webhook_secret === null ? {} : { webhook_secret }) });
});
