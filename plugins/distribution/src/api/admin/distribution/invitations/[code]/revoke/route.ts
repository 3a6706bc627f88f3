import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { sendRefusal } from "../../../../../refusals";

/** Revokes an invitation that nobody has used. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const revocation = { code: req.params.code ?? "", actor_id: req.auth_context.actor_id, now: new Date() };
  const result = await distributionService(req.scope).referrals.joining.revokeInvitation(revocation);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ revoked: true });
}
