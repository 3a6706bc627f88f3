import type { AuthenticatedMedusaRequest, MedusaRequest } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { AdminActor } from "./admin-grants";
import { permissionsByRole } from "./admin-roles";

/** What a token or a session says about who sent it. `iat` is the second it was issued in. */
type Claims = Pick<
  AuthenticatedMedusaRequest["auth_context"],
  "actor_id" | "actor_type" | "auth_identity_id"
> & {
  iat?: number;
  auth_provider?: string;
};

/** Several guards may stand before one route; they look once. */
const looked = new WeakMap<MedusaRequest, Promise<AdminActor | null>>();

/**
 * Who sent an authenticated request below /admin. A token outlives what it stands for, so it is looked up every time:
 * three reads by key, a millisecond or two, and then a removed person is out at once on every server, and a role that was
 * taken away is gone.
 * @returns null when there is no such user any more, or their password was changed after the token was issued
 */
export function adminActorOf(req: MedusaRequest): Promise<AdminActor | null> {
  const known = looked.get(req);
  if (known) return known;
  const { auth_context } = req as AuthenticatedMedusaRequest;
  // Medusa looks a key up itself at every request: a revoked one does not come as far as this.
  const actor =
    auth_context.actor_type === "api-key"
      ? Promise.resolve<AdminActor>({ kind: "api-key", names: [auth_context.actor_id], by_role: null })
      : liveUser(req.scope, auth_context);
  looked.set(req, actor);
  return actor;
}

/** The user a token names, if the token still stands for them. */
export async function liveUser(scope: MedusaContainer, claims: Claims): Promise<AdminActor | null> {
  const { actor_id, iat, auth_identity_id, auth_provider } = claims;
  const [[user], passwords, by_role] = await Promise.all([
    scope.resolve(Modules.USER).listUsers({ id: actor_id }, { select: ["id", "email"], take: 1 }),
    auth_provider === "emailpass" ? passwordsOf(scope, auth_identity_id) : [],
    permissionsByRole(scope, actor_id),
  ]);
  if (!user) return null;
  const isOutdated = passwords.some(
    ({ updated_at }) => iat === undefined || iat < Math.floor(new Date(updated_at).getTime() / 1_000),
  );
  return isOutdated ? null : { kind: "user", names: [user.id, user.email], by_role };
}

/** A user as an actor, whether or not they are logged in. */
export async function actorOfUser(
  scope: MedusaContainer,
  user: { id: string; email: string },
): Promise<AdminActor> {
  return { kind: "user", names: [user.id, user.email], by_role: await permissionsByRole(scope, user.id) };
}

/** When the passwords of a log-in were set: nothing else changes such a row. */
async function passwordsOf(
  scope: MedusaContainer,
  auth_identity_id: string,
): Promise<{ updated_at: Date | string }[]> {
  const found = await scope
    .resolve(Modules.AUTH)
    .listProviderIdentities({ auth_identity_id, provider: "emailpass" }, { select: ["id", "updated_at"] });
  // Medusa's types forget the times that every row has.
  return found as unknown as { updated_at: Date | string }[];
}
