import { authenticate, defineMiddlewares } from "@medusajs/framework/http";

const customerOnly = [authenticate("customer", ["bearer"])];

export default defineMiddlewares({
  routes: [
    { matcher: "/store/accounts/password", middlewares: customerOnly },
    { matcher: "/store/accounts/identities", middlewares: customerOnly },
    { matcher: "/store/accounts/identities/*", middlewares: customerOnly },
  ],
});
