import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type AdminActor, mayDo, type Permission } from "../domain/permissions";
import { ledgerService } from "../workflows/ledger-service";
import { sendRefusal } from "./refusals";

/** Lets a request pass whose sender has a permission; nothing was read or written before. */
export function guard(permission: Permission) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    const grants = ledgerService(req.scope).adminGrants;
    // Medusa lets nobody come as far as this below /admin who has not logged in.
    const actor = await actorOf(req as AuthenticatedMedusaRequest, grants !== null);
    if (mayDo(grants, actor, permission)) return next();
    sendRefusal(res, { kind: "refused", code: "permission_missing", field: permission });
  };
}

async function actorOf(req: AuthenticatedMedusaRequest, needsNames: boolean): Promise<AdminActor> {
  const { actor_id, actor_type } = req.auth_context;
  if (actor_type !== "user") return { kind: "api-key", names: [actor_id] };
  const email = needsNames ? await emailOf(req, actor_id) : null;
  return { kind: "user", names: email ? [actor_id, email] : [actor_id] };
}

async function emailOf(req: AuthenticatedMedusaRequest, user_id: string): Promise<string | null> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "user", fields: ["email"], filters: { id: user_id } });
  return data[0]?.email ?? null;
}
