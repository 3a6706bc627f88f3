import { MedusaError } from "@medusajs/framework/utils";
import { WechatPayError } from "../../client/errors";
import type { RefundRequest, WechatPayClient } from "../../client/wechat-pay-client";
import type { WechatRefundReport } from "../../domain/refund";

/**
 * Asks WeChat for a merchant's refund. Medusa forgets a refund whose provider throws, and the merchant's next try
 * gets another number; so this throws only when WeChat certainly did not accept it. When the outcome stays unknown
 * it returns: Medusa keeps the refund, and the reconciliation asks again with the same number until WeChat answers.
 * @throws {MedusaError} `refund_refused` or `refund_closed`
 */
export async function submitRefund(client: WechatPayClient, request: RefundRequest): Promise<void> {
  try {
    ensureNotClosed(await client.refund(request));
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    // An answer outside 2xx is unsigned; what counts is whether WeChat knows the refund.
    const known = await lookUp(client, request.out_refund_no);
    if (known === "absent" && !error.outcome_unknown) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, refusalText(error), "refund_refused");
    }
    if (typeof known === "object") {
      ensureNotClosed(known);
    }
  }
}

function ensureNotClosed(report: WechatRefundReport): void {
  if (report.state === "CLOSED") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "微信已关闭这笔退款，请重新发起", "refund_closed");
  }
}

async function lookUp(
  client: WechatPayClient,
  outRefundNo: string,
): Promise<WechatRefundReport | "absent" | "unknown"> {
  try {
    return (await client.findRefund(outRefundNo)) ?? "absent";
  } catch (error) {
    if (error instanceof WechatPayError) {
      return "unknown";
    }
    throw error;
  }
}

function refusalText(error: WechatPayError): string {
  return error.code === "NOT_ENOUGH"
    ? "微信商户账户余额不足，退款未受理"
    : `微信未受理退款（${error.code ?? error.status ?? "无代码"}）`;
}
