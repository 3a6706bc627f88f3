import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../workflows/distribution-service";
import { sendRefusal } from "../../../../refusals";

/** Revokes one's own token; whom it bound stays bound. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const own = { customer_id: req.auth_context.actor_id, token: req.params.token ?? "", now: new Date() };
  const result = await distributionService(req.scope).referrals.revokeShareToken(own);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(204).end();
}
