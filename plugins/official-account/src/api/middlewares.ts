import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { guardAdminRoutes } from "@tengman/plugin-kit";
import { accountOf } from "../workflows/official-account-module.js";
import { ADMIN_RULES } from "./admin-rules.js";

export default defineMiddlewares({
  routes: [
    // WeChat pushes XML whose ciphertext is signed: the hook reads its body itself, whatever content type is claimed.
    { matcher: "/hooks/official-account", bodyParser: false },
    ...guardAdminRoutes(ADMIN_RULES, (scope) => accountOf(scope).adminGrants),
    { matcher: "/store/official-account/*", middlewares: [authenticate("customer", ["bearer"])] },
    {
      matcher: "/store/wechat/customers",
      methods: ["POST"],
      // A person who just logged in for the first time has a token but no customer yet.
      middlewares: [authenticate("customer", ["bearer"], { allowUnregistered: true })],
    },
  ],
});
