import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { eraseAccountWorkflow } from "../../../../../workflows/identity/erase-account";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { ClosureBody } from "../../validators";

/** Closes the asking distributor's account for good. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(ClosureBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { result } = await eraseAccountWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ closure: { identity_kept_until: result.identity_kept_until } });
}
