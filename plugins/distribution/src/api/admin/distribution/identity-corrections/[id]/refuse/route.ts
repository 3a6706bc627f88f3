import { distributionService } from "../../../../../../workflows/distribution-service";
import { taking } from "../../../../../handlers";
import { DecideCorrectionBody } from "../../../validators";

/** Refuses a wish, with the reason that its person reads; what it said is forgotten. */
export const POST = taking(DecideCorrectionBody, async (req, res, body) => {
  const result = await distributionService(req.scope).identities.decide({
    act: "refuse",
    correction_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    ...body,
    now: new Date(),
  });
  if (result.kind === "refused") return result;
  res.json({ correction: { id: result.correction_id, state: "refused" } });
});
