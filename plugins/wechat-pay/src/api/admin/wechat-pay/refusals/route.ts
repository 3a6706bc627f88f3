import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";

const DAYS_TIMES_REASONS = 100;

/** `GET` → `{ refusals: [{ day, reason, count }] }`: how many notifications were not believed, latest days first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const refusals = await service.listWechatNotificationRefusals(
    {},
    { take: DAYS_TIMES_REASONS, order: { day: "DESC", reason: "ASC" }, select: ["day", "reason", "count"] },
  );
  res.json({ refusals: refusals.map(({ day, reason, count }) => ({ day, reason, count })) });
}
