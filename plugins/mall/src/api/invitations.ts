import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { InviteDTO, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { refusal } from "../domain/refusal";
import { answerRefusal } from "./refusals";

/**
 * Lets only people with an invitation choose a password for the admin: Medusa would let anybody, and tell them which
 * addresses have one. A shop without any user has nobody who could invite its first.
 */
export async function invitedOnly(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { email } = req.body as { email?: unknown };
  const isInvited = typeof email === "string" && (await hasInvitation(req.scope, email));
  if (isInvited || (await isNew(req.scope))) return next();
  answerRefusal(res, refusal("invitation_missing"));
}

/**
 * Keeps an account at the address that was invited. Medusa lets whoever accepts name another one, and permissions go
 * by address. Comes after Medusa's own checks of the body.
 */
export async function invitedAddressOnly(
  req: MedusaRequest<{ email?: string | null }>,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const invite = await inviteOf(req);
  const { email } = req.validatedBody;
  const isOther = email !== undefined && email !== null && !isSameAddress(email, invite?.email ?? "");
  if (!invite || (isOther && !(await isNew(req.scope)))) {
    return answerRefusal(res, refusal("invitation_missing"));
  }
  if (!isOther) req.validatedBody.email = invite.email;
  next();
}

/** Nobody sends mail here: whoever forgot their password asks an owner. */
export function askAnOwner(_req: MedusaRequest, res: MedusaResponse): void {
  answerRefusal(res, refusal("reset_by_owner"));
}

async function inviteOf(req: MedusaRequest): Promise<InviteDTO | null> {
  const { token } = req.filterableFields as { token?: unknown };
  if (typeof token !== "string") return null;
  try {
    return await req.scope.resolve(Modules.USER).validateInviteToken(token);
  } catch {
    // Forged, used, outdated: Medusa throws for each.
    return null;
  }
}

async function hasInvitation(scope: MedusaContainer, email: string): Promise<boolean> {
  // Compared here: an address may be written in any case, and few invitations are open at once.
  const open = await scope
    .resolve(Modules.USER)
    .listInvites({ accepted: false, expires_at: { $gt: new Date() } } as never, { select: ["id", "email"] });
  return open.some((invite) => isSameAddress(invite.email, email));
}

async function isNew(scope: MedusaContainer): Promise<boolean> {
  const users = await scope.resolve(Modules.USER).listUsers({}, { select: ["id"], take: 1 });
  return users.length === 0;
}

const isSameAddress = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
