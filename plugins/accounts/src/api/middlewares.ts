import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { followSessions } from "./sessions";

const customerOnly = [authenticate("customer", ["bearer"])];

export default defineMiddlewares({
  routes: [
    { matcher: "/store", middlewares: [followSessions] },
    ...["closure", "consents", "export", "profile", "sessions", "sessions/*"].map((own) => ({
      matcher: `/store/accounts/${own}`,
      middlewares: customerOnly,
    })),
    { matcher: "/store/accounts/password", middlewares: customerOnly },
    { matcher: "/store/accounts/identities", middlewares: customerOnly },
    { matcher: "/store/accounts/identities/*", middlewares: customerOnly },
  ],
});
