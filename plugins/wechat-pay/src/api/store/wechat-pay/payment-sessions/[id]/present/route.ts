import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { presentSession, type WantedPresentation } from "../../../../../../workflows";
import { refuse, whileWechatAnswers } from "../../refusals";
import { presentBody } from "../../validators";

/**
 * Makes a session's order at WeChat, or shows it anew: `{ state: "to_pay", channel, bridge | h5_url | code_url,
 * expires_at }`, or `{ state: "paid" }` when the money is there. A session's id is a secret between the shop and its
 * shopper, as a cart's is in Medusa's own routes.
 *
 * 400 `payment_request_invalid` (`field`), 404 `payment_session_unknown`, 409 `payment_session_closed`,
 * `payment_session_expired` (make a new session), 502 `wechat_unreachable`; `payer_changed` and `payment_app_unknown`
 * as the provider refuses them.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const given = presentBody.safeParse(req.body);
  if (!given.success) {
    const field = given.error.issues[0]?.path.join(".") ?? "";
    res
      .status(400)
      .json({ type: "invalid_data", code: "payment_request_invalid", message: "支付请求无效", field });
    return;
  }
  const wanted: WantedPresentation =
    given.data.channel === "h5" ? { ...given.data, payer_ip: req.ip ?? "" } : given.data;
  await whileWechatAnswers(res, async () => {
    const presented = await presentSession(req.scope, req.params.id ?? "", wanted);
    if (presented.kind === "refused") {
      refuse(res, presented.code);
    } else {
      const { kind: _kind, ...shown } = presented;
      res.json(shown);
    }
  });
}
