import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { decideRisk } from "../../../../../../workflows/risk/decide-risk";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { DecideRiskBody } from "../../../validators";

/** Clears a case, so that money flows again, or confirms it; a waiting appeal is answered with the reason. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DecideRiskBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const case_id = req.params.id ?? "";
  const result = await decideRisk(req.scope, {
    act: "decide",
    case_id,
    actor_id: req.auth_context.actor_id,
    ...body.value,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ case: result.risk_case });
}
