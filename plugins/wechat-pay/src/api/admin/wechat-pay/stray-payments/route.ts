import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { actionFor } from "../../../../domain/refund";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";
import { readPage } from "../page-query";

/**
 * `GET ?progress=to_submit|processing|succeeded|needs_attention&limit=&offset=` →
 * `{ stray_payments, count, limit, offset }`, newest first; `action` is what helps where the merchant is needed.
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
  const stray_payments = rows.map((row) => ({
    ...row,
    action: actionFor(row.progress, row.refund_state) ?? null,
  }));
  res.json({ stray_payments, count, limit: page.limit, offset: page.offset });
}
