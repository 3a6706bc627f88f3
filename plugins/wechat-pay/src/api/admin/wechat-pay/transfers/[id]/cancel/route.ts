import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { cancelTransfer } from "../../../../../../workflows";
import { transferView } from "../../transfer-view";

/**
 * `POST` → `{ transfer }`: taken back while the receiver has not confirmed it; the money is free again once WeChat says
 * CANCELLED. 404 `transfer_unknown`, 409 `transfer_not_cancellable`.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const outcome = await cancelTransfer(req.scope, req.params.id ?? "");
  switch (outcome.kind) {
    case "done":
      res.json({ transfer: transferView(outcome.transfer) });
      return;
    case "unknown":
      res.status(404).json({ type: "not_found", code: "transfer_unknown", message: "没有这笔转账" });
      return;
    default:
      res.status(409).json({
        type: "not_allowed",
        code: "transfer_not_cancellable",
        message: "这笔转账已确认或已结束，不能撤回",
      });
  }
}
