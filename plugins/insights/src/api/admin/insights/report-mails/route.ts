import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { reportMailShape } from "../../../../domain/reports/report-mail";
import { dayOf } from "../../../../domain/shanghai-day";
import { insightsOf } from "../../../../workflows/insights-module";
import { readOrRefuse, refusing } from "../../../answers";

/** Which reports are mailed to whom, and what became of the latest. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ report_mails: await insightsOf(req.scope).reportMails.list() });
});

/** Has a report mailed every week or month. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const mail = readOrRefuse(reportMailShape, req.body);
  const now = new Date();
  const who = { by: req.auth_context.actor_id, now, today: dayOf(now) };
  const id = await insightsOf(req.scope).reportMails.add(mail, who);
  res.status(201).json({ report_mail: { id, ...mail } });
});
