import { closeMonths } from "../../../../../workflows/statement/close-months";
import { taking } from "../../../../handlers";
import { CloseBody } from "../../validators";

/** Closes and seals the months that are over. Asking again closes nothing more. */
export const POST = taking(CloseBody, async (req, res, { month }) => {
  const result = await closeMonths(req.scope, {
    actor_id: req.auth_context.actor_id,
    ...(month ? { through: month } : {}),
  });
  if (result.kind === "refused") return result;
  res.json({ months: result.months });
});
