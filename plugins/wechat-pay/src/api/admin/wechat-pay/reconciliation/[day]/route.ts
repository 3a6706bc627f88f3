import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { actionOn } from "../../../../../domain/match-day";
import { WECHAT_PAY_MODULE } from "../../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../../modules/wechat-pay/service";

/** `GET` → `{ day, differences: [{ cause, action, out_trade_no, … }] }`. 404 `reconciliation_day_unknown`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const day = req.params.day ?? "";
  const [row] = await service.listWechatReconciliationDays({ day }, { take: 1 });
  if (!row) {
    res.status(404).json({
      type: "not_found",
      code: "reconciliation_day_unknown",
      message: "这一天还没有对账",
    });
    return;
  }
  const rows = await service.listWechatReconciliationDifferences(
    { day },
    { take: 1000, order: { cause: "ASC", id: "ASC" } },
  );
  const differences = rows.map((one) => ({ ...one, action: actionOn(one.cause) ?? null }));
  res.json({ day: row, differences });
}
