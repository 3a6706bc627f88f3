import { holds } from "../../../../../domain/risk/risk";
import { appealView } from "../../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { decideRisk } from "../../../../../workflows/risk/decide-risk";
import { answering, taking } from "../../../../handlers";
import { AppealBody } from "../../validators";

/**
 * What is held against the asking distributor, with their appeals; null when nothing is. What exactly was measured
 * stays with the merchant, or the bounds would be an instruction.
 */
export const GET = answering(async (req, res) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const standing = await service.risk.caseInForce(distributor.id);
  if (!standing) {
    res.json({ review: null });
    return;
  }
  const { risk_case, appeals } = standing;
  res.json({
    review: {
      state: risk_case.state,
      is_held: holds(risk_case),
      since: risk_case.opened_at.toISOString(),
      reason: risk_case.decision_reason,
      appeals: appeals.map(appealView),
    },
  });
});

/** Appeals against what is held; one appeal waits at a time. */
export const POST = taking(AppealBody, async (req, res, body) => {
  const result = await decideRisk(req.scope, {
    act: "appeal",
    customer_id: req.auth_context.actor_id,
    appeal: body.appeal,
  });
  if (result.kind === "refused") return result;
  res.status(201).json({ appeal: { appeal: body.appeal } });
});
