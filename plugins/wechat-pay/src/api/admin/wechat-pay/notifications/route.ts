import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";
import { readPage } from "../page-query";

/** `GET ?state=received|processed|rejected&limit=&offset=` → `{ notifications, count, limit, offset }`, newest first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = readPage(req, res, { name: "state", values: ["received", "processed", "rejected"] });
  if (!page) {
    return;
  }
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const [notifications, count] = await service.listAndCountWechatNotifications(
    page.filter ? { state: page.filter } : {},
    {
      take: page.limit,
      skip: page.offset,
      order: { created_at: "DESC" },
      select: [
        "id",
        "notification_id",
        "subject",
        "event_type",
        "resource",
        "out_trade_no",
        "state",
        "outcome",
        "rejection_reason",
        "attempts",
        "created_at",
        "processed_at",
      ],
    },
  );
  res.json({ notifications, count, limit: page.limit, offset: page.offset });
}
