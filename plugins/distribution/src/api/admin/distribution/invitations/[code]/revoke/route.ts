import { distributionService } from "../../../../../../workflows/distribution-service";
import { answering } from "../../../../../handlers";

/** Revokes an invitation that nobody has used. */
export const POST = answering(async (req, res) => {
  const revocation = { code: req.params.code ?? "", actor_id: req.auth_context.actor_id, now: new Date() };
  const result = await distributionService(req.scope).referrals.joining.revokeInvitation(revocation);
  if (result.kind === "refused") return result;
  res.json({ revoked: true });
});
