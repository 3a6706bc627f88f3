import { giveGrade } from "../../../../../../workflows/plan/give-grade";
import { taking } from "../../../../../handlers";
import { GiveGradeBody } from "../../../validators";

/** Gives a distributor a grade by hand, or gives it back to the figures (`is_pinned: false`). */
export const POST = taking(GiveGradeBody, async (req, res, body) => {
  const result = await giveGrade(req.scope, {
    distributor_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    ...body,
  });
  if (result.kind === "refused") return result;
  const { grade_code, is_pinned } = result;
  res.json({ distributor: { id: req.params.id, grade_code, grade_is_pinned: is_pinned } });
});
