import type { MedusaContainer } from "@medusajs/framework/types";
import { WECHAT_PAY_MODULE } from "../modules/wechat-pay";
import type { WechatPayModuleService } from "../modules/wechat-pay/service";

/** The module, typed: Medusa's container knows only the names of its own. */
export function wechatPayOf(container: MedusaContainer): WechatPayModuleService {
  return container.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
}
