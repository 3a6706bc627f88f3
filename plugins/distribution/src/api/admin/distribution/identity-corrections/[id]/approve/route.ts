import { distributionService } from "../../../../../../workflows/distribution-service";
import { taking } from "../../../../../handlers";
import { DecideCorrectionBody } from "../../../validators";

/** Approves a wish: what it says holds from now on, and what was paid keeps its name. */
export const POST = taking(DecideCorrectionBody, async (req, res, body) => {
  const result = await distributionService(req.scope).identities.decide({
    act: "approve",
    correction_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    ...body,
    now: new Date(),
  });
  if (result.kind === "refused") return result;
  res.json({ correction: { id: result.correction_id, state: "approved" } });
});
