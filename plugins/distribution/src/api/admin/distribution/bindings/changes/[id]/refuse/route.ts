import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { changeBinding } from "../../../../../../../workflows/referral/change-binding";
import { readInput } from "../../../../../../read-input";
import { sendRefusal } from "../../../../../../refusals";
import { DecideChangeBody } from "../../../../validators";

/** Leaves the inviter as they are; whoever asked reads the note. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DecideChangeBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await changeBinding(req.scope, {
    act: "refuse",
    change_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    note: body.value.note || null,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ change: result.change });
}
