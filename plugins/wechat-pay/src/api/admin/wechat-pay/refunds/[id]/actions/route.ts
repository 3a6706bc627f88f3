import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { WechatPayError } from "../../../../../../client/errors";
import { actOnRefund } from "../../../../../../workflows";

const destination = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("MERCHANT_BANK_CARD") }),
  z.strictObject({
    type: z.literal("USER_BANK_CARD"),
    bank_type: z.string().min(1).max(16),
    bank_account: z.string().regex(/^\d{8,30}$/),
    real_name: z.string().min(1).max(60),
  }),
]);
const decision = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("send_on"), destination }),
  z.strictObject({ action: z.literal("reissue") }),
  z.strictObject({ action: z.literal("retry") }),
]);

/**
 * `POST { action: "send_on", destination } | { action: "reissue" } | { action: "retry" }` → `{ refund: { id } }`.
 * 400 `refund_action_invalid` (`field`), 404 `refund_unknown`, 409 `refund_action_not_needed` (`action`: what helps),
 * 409 `refund_refused` (`wechat_code`), 502 `wechat_unreachable`. A card goes to WeChat encrypted and is not kept.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const given = decision.safeParse(req.body);
  const id = req.params.id ?? "";
  if (!given.success) {
    const field = given.error.issues[0]?.path.join(".") ?? "";
    res
      .status(400)
      .json({ type: "invalid_data", code: "refund_action_invalid", message: "处理方式无效", field });
    return;
  }
  try {
    answer(res, id, await actOnRefund(req.scope, id, given.data));
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    res.status(502).json({
      type: "unexpected_state",
      code: "wechat_unreachable",
      message: "暂时无法确认微信的处理结果，请稍后再看",
    });
  }
}

function answer(res: MedusaResponse, id: string, outcome: Awaited<ReturnType<typeof actOnRefund>>): void {
  switch (outcome.kind) {
    case "done":
      res.json({ refund: { id } });
      return;
    case "unknown":
      res.status(404).json({ type: "not_found", code: "refund_unknown", message: "没有这笔退款" });
      return;
    case "not_needed":
      res.status(409).json({
        type: "not_allowed",
        code: "refund_action_not_needed",
        message: "这笔退款不需要这样处理",
        action: outcome.action ?? null,
      });
      return;
    case "refused_by_wechat":
      res.status(409).json({
        type: "not_allowed",
        code: "refund_refused",
        message: "微信未受理",
        wechat_code: outcome.code,
      });
  }
}
