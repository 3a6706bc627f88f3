import { gradeChangeView } from "../../../../../modules/distribution/plan/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";
import { decisionView, listedDistributorView } from "../distributor-views";

/** A distributor with balances, inviter, and the latest decisions about them. */
export const GET = answering(async (req, res) => {
  const service = distributionService(req.scope);
  const found = await service.referrals.distributors.find(req.params.id ?? "");
  if (!found) return { kind: "refused", code: "distributor_not_found" };
  const earnings = await service.ledger.earnings([found.account_no]);
  const decisions = await service.referrals.distributors.decisions(found.id);
  const grade_changes = await service.plans.grades.history(found.id);
  const plan = await service.plans.inForce(new Date());
  res.json({
    distributor: listedDistributorView(found, earnings.get(found.account_no)),
    decisions: decisions.map(decisionView),
    grade_changes: grade_changes.map(gradeChangeView),
    // What may be given by hand.
    grades: (plan?.grades ?? []).map(({ code, name, rank }) => ({ code, name, rank })),
  });
});
