import { defineMiddlewares } from "@medusajs/framework/http";
import { orderMoneyRoutes } from "./hold-order-money";

/**
 * WeChat signs the bytes it sends, so nothing may parse them first: the hooks read their body themselves, whatever
 * content type a sender claims.
 */
export default defineMiddlewares({
  routes: [{ matcher: "/hooks/wechat-pay/*", bodyParser: false }, ...orderMoneyRoutes],
});
