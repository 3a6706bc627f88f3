import type { MedusaResponse } from "@medusajs/framework/http";
import { WechatPayError } from "../../../../client/errors";

const REFUSALS = {
  payment_session_unknown: [404, "not_found", "没有这笔支付"],
  payment_session_closed: [409, "not_allowed", "支付已关闭，请重新发起支付"],
  payment_session_expired: [409, "not_allowed", "支付已超时，请重新发起支付"],
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Answers what cannot be done, with its stable code. */
export function refuse(res: MedusaResponse, code: RefusalCode): void {
  const [status, type, message] = REFUSALS[code];
  res.status(status).json({ type, code, message });
}

/** Runs `work`; what goes wrong at WeChat is 502 `wechat_unreachable`, for the shopper may simply try again. */
export async function whileWechatAnswers(res: MedusaResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    res.status(502).json({
      type: "unexpected_state",
      code: "wechat_unreachable",
      message: "微信暂时没有回应，请稍后再试",
    });
  }
}
