import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

/** Revokes one's own token; whom it bound stays bound. */
export const DELETE = answering(async (req, res) => {
  const own = { customer_id: req.auth_context.actor_id, token: req.params.token ?? "", now: new Date() };
  const result = await distributionService(req.scope).referrals.revokeShareToken(own);
  if (result.kind === "refused") return result;
  res.status(204).end();
});
