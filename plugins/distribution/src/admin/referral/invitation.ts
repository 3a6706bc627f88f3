import { messages, type StatusText } from "@tengman/admin-kit";

export const INVITATIONS = "/admin/distribution/invitations";

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

export interface InvitationPage {
  invitations: Invitation[];
  next_cursor?: string;
}

export const INVITATION_STATES: Record<Invitation["state"], StatusText> = messages({
  open: { label: "可使用", color: "green" },
  used: { label: "已使用", color: "blue" },
  revoked: { label: "已撤销", color: "grey" },
  expired: { label: "已过期", color: "grey" },
});

/** The page on which an invited person joins, with the code filled in. */
export const invitationLink = (code: string): string =>
  `${window.location.origin}/pages/distribution/index?invitation=${encodeURIComponent(code)}`;
