import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import { RefusedError } from "../../../../../domain/refusal";
import { insightsOf } from "../../../../../workflows/insights-module";
import { refusing } from "../../../../answers";

/** Mails a report no more. */
export const DELETE = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { id = "" } = req.params;
  const isGone = isStorable(id) && (await insightsOf(req.scope).reportMails.remove(id));
  if (!isGone) throw new RefusedError({ code: "report_mail_not_found" });
  res.status(204).end();
});
