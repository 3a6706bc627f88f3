import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { giveGrade } from "../../../../../../workflows/plan/give-grade";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { GiveGradeBody } from "../../../validators";

/** Gives a distributor a grade by hand, or gives it back to the figures (`is_pinned: false`). */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(GiveGradeBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await giveGrade(req.scope, {
    distributor_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    ...body.value,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  const { grade_code, is_pinned } = result;
  res.json({ distributor: { id: req.params.id, grade_code, grade_is_pinned: is_pinned } });
}
