import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { checkSession } from "../../../../../../workflows";
import { refuse, whileWechatAnswers } from "../../refusals";

/**
 * Asks WeChat about a session's money, whatever the page was told, and captures what is there:
 * `{ state: "paid" | "to_pay" | "closed" }`. 404 `payment_session_unknown`, 502 `wechat_unreachable`.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  await whileWechatAnswers(res, async () => {
    const state = await checkSession(req.scope, req.params.id ?? "");
    if (state === undefined) {
      refuse(res, "payment_session_unknown");
    } else {
      res.json({ state });
    }
  });
}
