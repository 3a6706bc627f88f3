import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { takeShareBack } from "../../../../../../../workflows";
import { readOr400, sendOutcome } from "../../../answers";
import { ReturnBody } from "../../../validators";

/** `POST { mch_id, amount_fen, description }` → 201 `{ share }` of kind `return`. `share_unknown`, `part_unknown`, `above_part`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const part = readOr400(res, ReturnBody, req.body);
  if (part) {
    const wanted = { share_id: req.params.id ?? "", part, requested_by: req.auth_context.actor_id };
    sendOutcome(res, await takeShareBack(req.scope, wanted));
  }
}
