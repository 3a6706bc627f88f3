import { authenticate, defineMiddlewares } from "@medusajs/framework/http";
import { guardAdminRoutes } from "@tengman/plugin-kit";
import { insightsOf } from "../workflows/insights-module";
import { ADMIN_RULES } from "./admin-rules";

export default defineMiddlewares({
  routes: [
    ...guardAdminRoutes(ADMIN_RULES, (scope) => insightsOf(scope).adminGrants),
    {
      matcher: "/store/insights/events",
      methods: ["POST"],
      // Fifty events with everything they may hold stay below this.
      bodyParser: { sizeLimit: "64kb" },
      middlewares: [authenticate("customer", ["bearer"], { allowUnauthenticated: true })],
    },
  ],
});
