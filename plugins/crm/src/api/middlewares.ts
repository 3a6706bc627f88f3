import { defineMiddlewares } from "@medusajs/framework/http";
import { guardAdminRoutes } from "@tengman/plugin-kit";
import { crmOf } from "../workflows/crm-module";
import { ADMIN_RULES } from "./admin-rules";

export default defineMiddlewares({
  routes: guardAdminRoutes(ADMIN_RULES, (scope) => crmOf(scope).adminGrants),
});
