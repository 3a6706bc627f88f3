import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { guard } from "./admin-guard";
import { ADMIN_RULES } from "./admin-rules";

/** The shop keeps its tokens out of cookies, so only a bearer token opens what belongs to a person. */
const asCustomer = [authenticate("customer", ["bearer"])];

export default defineMiddlewares({
  routes: [
    { matcher: "/store/distribution/me*", middlewares: asCustomer },
    { matcher: "/store/distribution/share-tokens*", middlewares: asCustomer },
    { matcher: "/store/distribution/bindings*", middlewares: asCustomer },
    ...ADMIN_RULES.map(({ method, path, permission }) => ({
      matcher: path,
      methods: [method],
      middlewares: [guard(permission)],
    })),
  ],
});
