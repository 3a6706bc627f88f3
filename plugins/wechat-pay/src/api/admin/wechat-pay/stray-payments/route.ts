import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";
import { readPage } from "../page-query";

/**
 * `GET ?progress=to_submit|processing|succeeded|needs_attention&limit=&offset=` →
 * `{ stray_payments, count, limit, offset }`, newest first.
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
  const [rows, count] = await service.listAndCountWechatStrayPayments(
    page.filter ? { progress: page.filter } : {},
    { take: page.limit, skip: page.offset, order: { created_at: "DESC" } },
  );
  res.json({ stray_payments: rows, count, limit: page.limit, offset: page.offset });
}
