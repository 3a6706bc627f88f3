import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { actionFor } from "../../../../domain/refund";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";
import { readPage } from "../page-query";

/**
 * `GET ?progress=to_submit|processing|succeeded|needs_attention&limit=&offset=` →
 * `{ refunds, count, limit, offset }`, newest first: what became at WeChat of the refunds Medusa booked.
 * `action` (`send_on`, `reissue`, `retry` or null) is what the merchant can do; see `POST …/:id/actions`.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = readPage(req, res, {
    name: "progress",
    values: ["to_submit", "processing", "succeeded", "needs_attention"],
  });
  if (!page) {
    return;
  }
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const [rows, count] = await service.listAndCountWechatRefunds(
    page.filter ? { progress: page.filter } : {},
    { take: page.limit, skip: page.offset, order: { requested_at: "DESC" } },
  );
  const refunds = rows.map((row) => ({ ...row, action: actionFor(row.progress, row.refund_state) ?? null }));
  res.json({ refunds, count, limit: page.limit, offset: page.offset });
}
