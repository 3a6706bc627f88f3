import { askAdmin, type CursorPage, queryOf } from "./asking";

/** An invitation to become a distributor, with who issued and who used it. */
export interface Invitation {
  code: string;
  state: "open" | "used" | "revoked" | "expired";
  note: string | null;
  issued_at: string;
  expires_at: string;
  used_at: string | null;
  /** Null: the merchant's own. */
  issuer: { id: string; display_name: string | null } | null;
  used_by: { id: string; display_name: string | null } | null;
}

/** A page of invitations, latest first. */
export const fetchInvitations = (
  cursor: string | undefined,
): Promise<CursorPage & { invitations: Invitation[] }> =>
  askAdmin("GET", `invitations?${queryOf({ limit: 20, cursor })}`);

/** Issues an invitation in the merchant's name. */
export const issueInvitation = (note: string): Promise<{ invitation: Invitation }> =>
  askAdmin("POST", "invitations", note ? { note } : {});

/** Revokes an invitation that nobody has used. */
export const revokeInvitation = (code: string): Promise<unknown> =>
  askAdmin("POST", `invitations/${encodeURIComponent(code)}/revoke`);

/** The page on which an invited person joins, with the code filled in. */
export const invitationLink = (code: string): string =>
  `${window.location.origin}/pages/distribution/index?invitation=${encodeURIComponent(code)}`;
