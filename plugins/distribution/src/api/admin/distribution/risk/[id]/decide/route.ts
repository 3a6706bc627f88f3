import { decideRisk } from "../../../../../../workflows/risk/decide-risk";
import { taking } from "../../../../../handlers";
import { DecideRiskBody } from "../../../validators";

/** Clears a case, so that money flows again, or confirms it; a waiting appeal is answered with the reason. */
export const POST = taking(DecideRiskBody, async (req, res, body) => {
  const case_id = req.params.id ?? "";
  const result = await decideRisk(req.scope, {
    act: "decide",
    case_id,
    actor_id: req.auth_context.actor_id,
    ...body,
  });
  if (result.kind === "refused") return result;
  res.json({ case: result.risk_case });
});
