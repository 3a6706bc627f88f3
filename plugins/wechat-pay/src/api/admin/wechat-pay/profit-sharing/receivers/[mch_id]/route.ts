import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { dismissReceiver } from "../../../../../../workflows";
import { sendSharingFailure } from "../../answers";

/** `DELETE` → 204: the company receives no more shares. 404 `receiver_unknown`, 502 `wechat_unreachable`. */
export async function DELETE(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  try {
    if (await dismissReceiver(req.scope, req.params.mch_id ?? "")) {
      res.status(204).end();
      return;
    }
    res.status(404).json({ type: "not_found", code: "receiver_unknown", message: "没有这个分账接收方" });
  } catch (error) {
    sendSharingFailure(res, error);
  }
}
