import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { listPayments } from "../../../../workflows";
import { paymentListQuery } from "./validators";

/**
 * `GET ?q=&state=&cursor=&limit=` → `{ payments: [{ out_trade_no, order: { id, display_id } | null, channel, amount_fen,
 * state, transaction_id, presented_at, changed_at, payment_session_id }], next_cursor? }`, latest first. `q` is an exact
 * number: of the order, of the payment or a refund, ours or WeChat's; one that can be none finds nothing.
 * 400 `query_invalid` (`field`).
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const read = paymentListQuery.safeParse(req.query);
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? "");
    if (field === "q") {
      res.json({ payments: [] });
      return;
    }
    res.status(400).json({ type: "invalid_data", code: "query_invalid", message: "查询条件无效", field });
    return;
  }
  const { q, state, cursor, limit } = read.data;
  const wanted = {
    ...(q ? { search: q } : {}),
    ...(state ? { state } : {}),
    ...(cursor ? { after: cursor } : {}),
  };
  res.json(await listPayments(req.scope, { ...wanted, limit }));
}
