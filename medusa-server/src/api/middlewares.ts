import { defineMiddlewares } from "@medusajs/framework/http";
import { refuseUnstorable } from "./refuse-unstorable";
import { serveStorefront } from "./serve-storefront";

export default defineMiddlewares({
  routes: [{ matcher: "/", middlewares: [refuseUnstorable, serveStorefront] }],
});
