import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { lookAtOwnPayout } from "../../../../../../workflows/payout/own-payout";
import { sendRefusal } from "../../../../../refusals";

/** The asking distributor's own payout, with what their page needs to agree to its transfer while that is awaited. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const result = await lookAtOwnPayout(req.scope, {
    customer_id: req.auth_context.actor_id,
    payout_id: req.params.id ?? "",
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.setHeader("cache-control", "no-store");
  res.json({ payout: result.payout });
}
