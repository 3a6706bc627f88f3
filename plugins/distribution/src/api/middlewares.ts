import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { guardAdminRoutes } from "@tengman/plugin-kit";
import { distributionService } from "../workflows/distribution-service";
import { ADMIN_RULES } from "./admin-rules";
import { refuseDistributorsDeletion } from "./deletion-guard";

/** The shop keeps its tokens out of cookies, so only a bearer token opens what belongs to a person. */
const asCustomer = [authenticate("customer", ["bearer"])];

export default defineMiddlewares({
  routes: [
    { matcher: "/store/distribution/me*", middlewares: asCustomer },
    { matcher: "/store/distribution/share-tokens*", middlewares: asCustomer },
    { matcher: "/store/distribution/bindings*", middlewares: asCustomer },
    { matcher: "/admin/customers/:id", methods: ["DELETE"], middlewares: [refuseDistributorsDeletion] },
    ...guardAdminRoutes(ADMIN_RULES, (scope) => distributionService(scope).adminGrants),
  ],
});
