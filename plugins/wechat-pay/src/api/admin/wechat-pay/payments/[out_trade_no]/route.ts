import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { readPaymentHistory } from "../../../../../workflows";

/**
 * `GET` → `{ payment, other_numbers, refunds, stray_payment, timeline: [{ kind, at, outcome?, state?, code?, request_id?,
 * amount_fen?, out_refund_no?, times?, until? }] }`. 404 `payment_unknown`.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const history = await readPaymentHistory(req.scope, req.params.out_trade_no ?? "");
  if (!history) {
    res.status(404).json({ type: "not_found", code: "payment_unknown", message: "没有这笔支付" });
    return;
  }
  res.json(history);
}
