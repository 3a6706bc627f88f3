import { appealView, riskCaseView } from "../../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

/** A case with everything its distributor said to it. */
export const GET = answering(async (req, res) => {
  const found = await distributionService(req.scope).risk.find(req.params.id ?? "");
  if (!found) return { kind: "refused", code: "risk_case_not_found" };
  res.json({ case: { ...riskCaseView(found.risk_case), appeals: found.appeals.map(appealView) } });
});
