import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { isDay } from "../../../../domain/shanghai-day";
import { WECHAT_PAY_MODULE } from "../../../../modules/wechat-pay";
import type { WechatPayModuleService } from "../../../../modules/wechat-pay/service";
import { reconcileDayWorkflow } from "../../../../workflows";
import { readPage } from "../page-query";

/** `GET ?state=matched|differing|failed&limit=&offset=` → `{ days, count, limit, offset }`, latest day first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const page = readPage(req, res, { name: "state", values: ["matched", "differing", "failed"] });
  if (!page) {
    return;
  }
  const service = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const [days, count] = await service.listAndCountWechatReconciliationDays(
    page.filter ? { state: page.filter } : {},
    { take: page.limit, skip: page.offset, order: { day: "DESC" } },
  );
  res.json({ days, count, limit: page.limit, offset: page.offset });
}

const request = z.strictObject({ day: z.string().refine(isDay) });

/** `POST { day: "2026-03-01" }` → `{ day }`: compares the day (again) now. 400 `reconciliation_day_invalid`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const given = request.safeParse(req.body);
  if (!given.success) {
    res.status(400).json({
      type: "invalid_data",
      code: "reconciliation_day_invalid",
      message: "请填写有效的日期，例如 2026-03-01",
      field: "day",
    });
    return;
  }
  const { result } = await reconcileDayWorkflow(req.scope).run({ input: given.data });
  res.json({ day: result });
}
