import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { FeatureFlag, Modules } from "@medusajs/framework/utils";
import {
  type AdminActor,
  type AdminGrants,
  actorOfUser,
  adminActorOf,
  liveUser,
  mayDo,
  refuseAdmin,
} from "@tengman/plugin-kit";
import { type Demand, demandOf, featureOf, isBelowAny, userAskedAbout } from "../domain/medusa-admin-rules";
import { refusal } from "../domain/refusal";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { leaveRole } from "../workflows/admin-roles";
import { refusalOf } from "../workflows/refused-error";
import { answerRefusal, idOf } from "./refusals";

/** The merchant's grants; null when the shop has configured none. */
export const grantsOf = (scope: MedusaContainer): AdminGrants | null =>
  scope.resolve<MallModuleService>(MALL_MODULE).settings.admin_permissions ?? null;

/**
 * Stands before every route below /admin: lets nobody pass whose account or password is not what it was when the token
 * was issued, and asks for the permissions of Medusa's own routes. Plugins guard theirs.
 */
export async function guardMedusaAdmin(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  // Two of Medusa's routes take people without a log-in: an invitation is accepted, the dashboard asks for its flags.
  if (!isAuthenticated(req)) return next();
  const actor = await adminActorOf(req);
  if (!actor) return refuseAdmin(res, "session_ended");
  const path = `${req.baseUrl}${req.path}`;
  const { admin_guarded_by_plugins } = req.scope.resolve<MallModuleService>(MALL_MODULE).settings;
  const hasOwnGuard =
    isBelowAny(path, ["/admin/mall", ...admin_guarded_by_plugins]) || userAskedAbout(req.method, path);
  if (hasOwnGuard) return next();
  const demand = demandOf(req.method, path);
  if (!meets(demand, actor, grantsOf(req.scope))) {
    return refuseAdmin(res, "permission_missing", demand.permission);
  }
  const feature = featureOf(path);
  if (feature && !FeatureFlag.isFeatureEnabled(feature))
    return answerRefusal(res, refusal("route_not_found"));
  next();
}

/** A person's own name and language are theirs; other people's are `manage_access`. */
export async function guardProfile(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const actor = await adminActorOf(req);
  if (!actor) return refuseAdmin(res, "session_ended");
  if (isOneself(actor, req.params.id) || managesAccess(actor, grantsOf(req.scope))) return next();
  refuseAdmin(res, "permission_missing", "manage_access");
}

/**
 * Medusa's answer is a token that takes the account over. Without mail an owner must hand it to whoever forgot their
 * password, so an owner gets it for people who are no owners, and everybody gets their own. Nobody becomes an owner
 * by it: an owner who forgot theirs is removed and invited anew, or helped on the server's command line.
 */
export async function guardPasswordReset(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const actor = await adminActorOf(req);
  if (!actor) return refuseAdmin(res, "session_ended");
  const { id = "" } = req.params;
  if (isOneself(actor, id)) return next();
  const grants = grantsOf(req.scope);
  if (!managesAccess(actor, grants)) return refuseAdmin(res, "permission_missing", "manage_access");
  const [user] = await req.scope
    .resolve(Modules.USER)
    .listUsers({ id }, { select: ["id", "email"], take: 1 });
  if (user && managesAccess(await actorOfUser(req.scope, user), grants)) {
    return answerRefusal(res, refusal("account_protected"));
  }
  next();
}

/** Takes a user's role before Medusa removes them, so that nobody removes the last owner. Comes after the permission. */
export async function guardRemoval(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { actor_id } = (req as AuthenticatedMedusaRequest).auth_context;
  // Medusa refuses people who remove themselves: nothing of theirs may be gone then.
  if (idOf(req) === actor_id) return next();
  try {
    await leaveRole(req.scope, { user_id: idOf(req), by: actor_id, now: new Date() });
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return answerRefusal(res, refused);
  }
  next();
}

/** A token or cookie must be as good for Medusa's log-in routes as below /admin, or it would renew itself there. */
export async function guardTokenUse(
  req: MedusaRequest & { auth_context?: Parameters<typeof liveUser>[1] },
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const claims = req.auth_context;
  const isUser = claims?.actor_type === "user" && claims.actor_id;
  if (isUser && !(await liveUser(req.scope, claims))) return refuseAdmin(res, "session_ended");
  next();
}

const isAuthenticated = (req: MedusaRequest & { auth_context?: { actor_id?: string } }): boolean =>
  Boolean(req.auth_context?.actor_id);

const isOneself = (actor: AdminActor, id: string | undefined): boolean =>
  actor.kind === "user" && id !== undefined && actor.names[0] === id;

const managesAccess = (actor: AdminActor, grants: AdminGrants | null): boolean =>
  actor.kind === "user" && mayDo(grants, actor, "manage_access");

const meets = ({ permission, people_only }: Demand, actor: AdminActor, grants: AdminGrants | null): boolean =>
  !(people_only && actor.kind !== "user") && mayDo(grants, actor, permission);
