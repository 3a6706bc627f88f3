import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { appealView, riskCaseView } from "../../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { sendRefusal } from "../../../../refusals";

/** A case with everything its distributor said to it. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const found = await distributionService(req.scope).risk.find(req.params.id ?? "");
  if (!found) return sendRefusal(res, { kind: "refused", code: "risk_case_not_found" });
  res.json({ case: { ...riskCaseView(found.risk_case), appeals: found.appeals.map(appealView) } });
}
