import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { bindReferral } from "../../../../workflows/referral/bind-referral";
import { throttleFailures } from "../../../rate-limit";
import { readInput } from "../../../read-input";
import { watchRisk } from "../../../record-signals";
import { sendRefusal } from "../../../refusals";
import { BindBody } from "../validators";

/** Binds the asking customer, who has tapped "agree", to the inviter whom the sheet named. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(BindBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const input = { customer_id: req.auth_context.actor_id, share_token: body.value.share_token };
  const result = await throttleFailures(req, res, async () => await bindReferral(req.scope, input));
  if (result.kind === "refused") return sendRefusal(res, result);
  await watchRisk(req);
  res.status(result.kind === "bound" ? 201 : 200).json({ binding: result.binding });
}
