import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { adminActorOf } from "./admin-actor";
import { type AdminGrants, mayDo } from "./admin-grants";
import { refuseAdmin } from "./admin-refusal";

/** What a route below /admin asks for. */
export interface AdminRule<Permission extends string = string> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As Medusa matches it. */
  path: string;
  permission: Permission;
}

/** Finds the shop's grants; null when none are configured. */
export type GrantsOf = (scope: MedusaContainer) => AdminGrants | null;

/** One guard for every rule: nothing is read or written before it lets a request pass. */
export function guardAdminRoutes(rules: readonly AdminRule[], grantsOf: GrantsOf): MiddlewareRoute[] {
  return rules.map(({ method, path, permission }) => ({
    matcher: path,
    methods: [method],
    middlewares: [requirePermission(permission, grantsOf)],
  }));
}

function requirePermission(permission: string, grantsOf: GrantsOf) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    // Medusa lets nobody come as far as this below /admin who has not logged in.
    const actor = await adminActorOf(req);
    if (!actor) return refuseAdmin(res, "session_ended");
    if (mayDo(grantsOf(req.scope), actor, permission)) return next();
    refuseAdmin(res, "permission_missing", permission);
  };
}
