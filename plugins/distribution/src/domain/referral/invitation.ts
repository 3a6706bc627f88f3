const DAY_MS = 86_400_000;

/** How long an invitation is good. */
export const INVITATION_DAYS = 7;

/** How many unused invitations a distributor may have out at a time; a merchant has no such bound. */
export const MOST_OPEN_INVITATIONS = 20;

/** Bytes of randomness in an invitation's code: 96 bits. */
export const INVITATION_CODE_BYTES = 12;

export type InvitationState = "open" | "used" | "revoked" | "expired";

/** What decides whether an invitation is good. */
export interface InvitationTimes {
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

/** An invitation is good once, until it expires or is revoked. */
export function invitationState(
  { expires_at, used_at, revoked_at }: InvitationTimes,
  now: Date,
): InvitationState {
  if (used_at) return "used";
  if (revoked_at) return "revoked";
  return now < expires_at ? "open" : "expired";
}

/** When an invitation issued now ends. */
export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
}
