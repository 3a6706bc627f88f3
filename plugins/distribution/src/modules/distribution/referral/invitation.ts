import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  INVITATION_CODE_BYTES,
  invitationExpiry,
  invitationState,
  MOST_OPEN_INVITATIONS,
} from "../../../domain/referral/invitation";
import { appendAudit } from "../database/audit-store";
import { findPlanInForce } from "../plan/plan-store";
import { findDistributorOfCustomer, lockDistributor } from "./distributor-store";
import {
  countOpenInvitations,
  type InvitationRow,
  insertInvitation,
  lockInvitation,
  revokeInvitation,
} from "./invitation-store";

/** Who invites: somebody at the merchant's, or a distributor by their customer's id. */
export type Issuer = { user_id: string } | { customer_id: string };

export interface IssueInvitation {
  issuer: Issuer;
  /** For the issuer's own memory; nobody else reads it. */
  note: string | null;
  now: Date;
}

export type InvitationResult =
  | { kind: "issued"; invitation: InvitationRow }
  | Refused<"invitations_closed" | "not_a_distributor" | "too_many_invitations">;

/** Issues an invitation that one person may use once. It carries no binding: that takes the invited person's consent. */
export async function issueInvitation(
  manager: EntityManager,
  { issuer, note, now }: IssueInvitation,
): Promise<InvitationResult> {
  const plan = await findPlanInForce(manager, now);
  if (plan?.joining_mode !== "invitation") return refused("invitations_closed");
  const by = await issuerOf(manager, issuer, now);
  if (by.kind === "refused") return by;
  const code = randomBytes(INVITATION_CODE_BYTES).toString("base64url");
  const expires_at = invitationExpiry(now);
  const { issued_by, issuer_id } = by;
  await insertInvitation(manager, { code, issued_by, issuer_id, note, issued_at: now, expires_at });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: issued_by,
    action: "invitation_issued",
    subject_id: markOf(code),
    after: { issuer_id, expires_at },
  });
  const invitation = await lockInvitation(manager, code);
  if (!invitation) throw new Error("an invitation just written is not there");
  return { kind: "issued", invitation };
}

async function issuerOf(
  manager: EntityManager,
  issuer: Issuer,
  now: Date,
): Promise<
  | { kind: "known"; issued_by: string; issuer_id: string | null }
  | Refused<"not_a_distributor" | "too_many_invitations">
> {
  if ("user_id" in issuer) return { kind: "known", issued_by: issuer.user_id, issuer_id: null };
  const met = await findDistributorOfCustomer(manager, issuer.customer_id);
  // Their own invitations take turns, so that the bound holds however many are asked for at once.
  const found = met && (await lockDistributor(manager, met.id));
  if (found?.status !== "active") return refused("not_a_distributor");
  const open = await countOpenInvitations(manager, found.id, now);
  if (open >= MOST_OPEN_INVITATIONS) return refused("too_many_invitations");
  return { kind: "known", issued_by: issuer.customer_id, issuer_id: found.id };
}

/** Whether a code opens the door now; the invitation stays locked, so that it does so once. */
export async function isInvited(manager: EntityManager, code: string | null, now: Date): Promise<boolean> {
  if (!code) return false;
  const invitation = await lockInvitation(manager, code);
  return invitation !== null && invitationState(invitation, now) === "open";
}

/** Revokes an invitation that nobody has used. */
export async function revokeUnusedInvitation(
  manager: EntityManager,
  { code, actor_id, now }: { code: string; actor_id: string; now: Date },
): Promise<{ kind: "revoked" } | Refused<"invitation_unknown" | "invitation_spent">> {
  const invitation = await lockInvitation(manager, code);
  if (!invitation) return refused("invitation_unknown");
  if (invitationState(invitation, now) !== "open") return refused("invitation_spent");
  await revokeInvitation(manager, code, now);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "invitation_revoked",
    subject_id: markOf(code),
    before: { state: "open" },
    after: { state: "revoked" },
  });
  return { kind: "revoked" };
}

/** What the audit trail calls an invitation: enough to find it, too little to use it. */
export function markOf(code: string): string {
  return `invitation ${code.slice(0, 6)}…`;
}
