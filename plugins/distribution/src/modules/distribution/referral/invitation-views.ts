import { type InvitationState, invitationState } from "../../../domain/referral/invitation";
import type { InvitationRow, ListedInvitation } from "./invitation-store";

/** An invitation as JSON, for who issued it. */
export interface InvitationView {
  code: string;
  state: InvitationState;
  note: string | null;
  issued_at: string;
  expires_at: string;
  used_at: string | null;
}

/** An invitation as JSON. */
export function invitationView(row: InvitationRow, now: Date): InvitationView {
  const { code, note, issued_at, expires_at, used_at } = row;
  return {
    code,
    state: invitationState(row, now),
    note,
    issued_at: issued_at.toISOString(),
    expires_at: expires_at.toISOString(),
    used_at: used_at?.toISOString() ?? null,
  };
}

/** An invitation as JSON for the merchant: with who issued and who used it. */
export function listedInvitationView(row: ListedInvitation, now: Date) {
  const { issuer_id, issuer_name, used_by, user_name } = row;
  return {
    ...invitationView(row, now),
    issuer: issuer_id ? { id: issuer_id, display_name: issuer_name } : null,
    used_by: used_by ? { id: used_by, display_name: user_name } : null,
  };
}
