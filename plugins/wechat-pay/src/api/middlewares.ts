import { defineMiddlewares } from "@medusajs/framework/http";
import { guardAdminRoutes } from "@tengman/plugin-kit";
import { WECHAT_PAY_MODULE } from "../modules/wechat-pay";
import type { WechatPayModuleService } from "../modules/wechat-pay/service";
import { ADMIN_RULES } from "./admin-rules";
import { orderMoneyRoutes } from "./hold-order-money";

/**
 * WeChat signs the bytes it sends, so nothing may parse them first: the hooks read their body themselves, whatever
 * content type a sender claims.
 */
export default defineMiddlewares({
  routes: [
    { matcher: "/hooks/wechat-pay/*", bodyParser: false },
    ...guardAdminRoutes(
      ADMIN_RULES,
      (scope) => scope.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE).adminGrants,
    ),
    ...orderMoneyRoutes,
  ],
});
