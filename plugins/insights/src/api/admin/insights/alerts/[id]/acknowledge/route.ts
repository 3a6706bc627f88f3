import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { isStorable } from "@tengman/values";
import { RefusedError } from "../../../../../../domain/refusal";
import { insightsOf } from "../../../../../../workflows/insights-module";
import { refusing } from "../../../../../answers";

/** Notes who sees to an alert; it ends by itself when its cause does. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { id = "" } = req.params;
  const who = { by: req.auth_context.actor_id, now: new Date() };
  const alert = isStorable(id) ? await insightsOf(req.scope).alerts.acknowledge(id, who) : null;
  if (!alert) throw new RefusedError({ code: "alert_not_found" });
  res.json({ alert });
});
