import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { eraseAccount } from "../../../../../workflows/identity/erase-account";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { ClosureBody } from "../../validators";

/** Closes the asking distributor's account for good. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(ClosureBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await eraseAccount(req.scope, { customer_id: req.auth_context.actor_id });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ closure: { identity_kept_until: result.identity_kept_until } });
}
