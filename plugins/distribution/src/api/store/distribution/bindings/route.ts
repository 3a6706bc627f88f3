import { bindReferral } from "../../../../workflows/referral/bind-referral";
import { taking } from "../../../handlers";
import { throttleFailures } from "../../../rate-limit";
import { watchRisk } from "../../../record-signals";
import { BindBody } from "../validators";

/** Binds the asking customer, who has tapped "agree", to the inviter whom the sheet named. */
export const POST = taking(BindBody, async (req, res, body) => {
  const input = { customer_id: req.auth_context.actor_id, share_token: body.share_token };
  const result = await throttleFailures(req, res, async () => await bindReferral(req.scope, input));
  if (result.kind === "refused") return result;
  await watchRisk(req);
  res.status(result.kind === "bound" ? 201 : 200).json({ binding: result.binding });
});
