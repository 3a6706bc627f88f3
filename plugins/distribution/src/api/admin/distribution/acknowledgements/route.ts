import { acknowledge } from "../../../../workflows/plan/acknowledge";
import { taking } from "../../../handlers";
import { AcknowledgementBody } from "../validators";

/** Records, in the merchant's words and with who said it, that a second tier or a bought entry was understood. */
export const POST = taking(AcknowledgementBody, async (req, res, body) => {
  const result = await acknowledge(req.scope, { actor_id: req.auth_context.actor_id, ...body });
  if (result.kind === "refused") return result;
  res.status(201).json({ acknowledgement: { id: result.id } });
});
