import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { WECHAT_PAY_MODULE } from "../../../modules/wechat-pay";
import { carriesToken } from "../../../modules/wechat-pay/metrics";
import type { WechatPayModuleService } from "../../../modules/wechat-pay/service";
import { metricsText } from "../../../workflows";

/** `GET` with `Authorization: Bearer <metrics_token>` → Prometheus' text. 404 while no token is configured, else 401. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { metricsToken } = req.scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  if (!metricsToken) {
    res.status(404).json({ type: "not_found", code: "metrics_closed", message: "未开放监控指标" });
    return;
  }
  if (!carriesToken(req.headers.authorization, metricsToken)) {
    res.status(401).json({ type: "unauthorized", code: "metrics_token_invalid", message: "监控令牌不正确" });
    return;
  }
  res.type("text/plain; version=0.0.4").send(await metricsText(req.scope));
}
