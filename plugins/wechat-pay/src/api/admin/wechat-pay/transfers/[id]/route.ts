import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { wechatTransfersOf } from "../../../../../workflows";
import { transferView } from "../transfer-view";

/** `GET` → `{ transfer, events: [{ happened_at, kind, detail }] }`, first things first. 404 `transfer_unknown`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { transfers } = wechatTransfersOf(req.scope);
  const row = await transfers.findById(req.params.id ?? "");
  if (!row) {
    res.status(404).json({ type: "not_found", code: "transfer_unknown", message: "没有这笔转账" });
    return;
  }
  res.json({ transfer: transferView(row), events: await transfers.eventsOf(row.id) });
}
