import { authenticate, defineMiddlewares } from "@medusajs/framework/http";

export default defineMiddlewares({
  routes: [
    {
      matcher: "/store/wechat/customers",
      methods: ["POST"],
      // A person who just logged in for the first time has a token but no customer yet.
      middlewares: [authenticate("customer", ["bearer"], { allowUnregistered: true })],
    },
  ],
});
