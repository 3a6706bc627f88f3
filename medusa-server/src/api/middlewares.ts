import { defineMiddlewares } from "@medusajs/framework/http";
import { serveStorefront } from "./serve-storefront";

export default defineMiddlewares({
  routes: [{ matcher: "/", middlewares: [serveStorefront] }],
});
