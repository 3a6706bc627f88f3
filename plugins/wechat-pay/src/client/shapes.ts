import { z } from "zod";
import { refundStateOf, type WechatRefundReport } from "../domain/refund";
import { type Trade, tradeStateOf } from "../domain/trade";
import { transferShape } from "./transfer-bills";

/** WeChat's spelling of an order, in answers and notifications alike. Only what we use; personal data is left out. */
const trade = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  trade_state: z.string(),
  transaction_id: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ total: z.int().nonnegative().optional(), currency: z.string().optional() }).optional(),
});

/** An order with who paid it, which no record of notifications keeps. */
const paidTrade = trade.extend({ payer: z.object({ openid: z.string().optional() }).optional() });

/** Answers call it `status`, notifications `refund_status`. */
const refund = z.object({
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  refund_id: z.string().optional(),
  status: z.string().optional(),
  refund_status: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ refund: z.int().nonnegative().optional() }).optional(),
  mchid: z.string().optional(),
});

export const prepayAnswer = z.object({ prepay_id: z.string().min(1) });
export const h5Answer = z.object({ h5_url: z.url({ protocol: /^https?$/ }) });
export const codeAnswer = z.object({ code_url: z.string().min(1) });

/** Reads an order from a verified answer or notification; undefined when it is not one. */
export function readTrade(given: unknown): Trade | undefined {
  const parsed = paidTrade.safeParse(given);
  if (!parsed.success) {
    return undefined;
  }
  const { data } = parsed;
  return {
    app_id: data.appid,
    mch_id: data.mchid,
    out_trade_no: data.out_trade_no,
    state: tradeStateOf(data.trade_state),
    transaction_id: data.transaction_id || undefined,
    amount_fen: data.amount?.total === undefined ? undefined : BigInt(data.amount.total),
    currency: data.amount?.currency,
    paid_at: data.success_time || undefined,
    payer_openid: data.payer?.openid || undefined,
  };
}

/** Reads a refund from a verified answer or notification; undefined when it is not one. */
export function readRefund(given: unknown): WechatRefundReport | undefined {
  const parsed = refund.safeParse(given);
  if (!parsed.success) {
    return undefined;
  }
  const { data } = parsed;
  return {
    out_refund_no: data.out_refund_no,
    out_trade_no: data.out_trade_no,
    refund_id: data.refund_id || undefined,
    state: refundStateOf(data.refund_status ?? data.status ?? ""),
    amount_fen: data.amount?.refund === undefined ? undefined : BigInt(data.amount.refund),
    succeeded_at: data.success_time || undefined,
  };
}

/** The parts of a notification's resource that are kept: what is read of it, no more. */
export function withoutPersonalData(resource: unknown): Record<string, unknown> {
  const asTrade = trade.safeParse(resource);
  const asRefund = refund.safeParse(resource);
  const asTransfer = transferShape.omit({ package_info: true }).safeParse(resource);
  return {
    ...(asTrade.success ? asTrade.data : {}),
    ...(asRefund.success ? asRefund.data : {}),
    ...(asTransfer.success ? asTransfer.data : {}),
  };
}
