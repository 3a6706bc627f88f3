import type { LineTransfer } from "../../../domain/ledger/postings";
import { sumFen } from "../../../domain/money";
import { type InvitationState, invitationState } from "../../../domain/referral/invitation";
import type { BindingChangeRow } from "./binding-change-store";
import type { InvitationRow, ListedInvitation } from "./invitation-store";
import type { BindingRow, DistributorRow, ShareTokenRow } from "./people.entity";

export interface DistributorView {
  id: string;
  status: DistributorRow["status"];
  /** What last changed the status, and why; a refused application and a closed account are both `closed`. */
  status_cause: DistributorRow["status_cause"];
  status_reason: string | null;
  display_name: string;
  joined_at: string;
}

/** A distributor as JSON, for the person themselves. */
export function distributorView(row: DistributorRow): DistributorView {
  const { id, status, status_cause, status_reason, display_name, joined_at } = row;
  return { id, status, status_cause, status_reason, display_name, joined_at: joined_at.toISOString() };
}

export interface BindingView {
  id: string;
  inviter: { display_name: string };
  bound_at: string;
}

/** A binding as JSON: the inviter's public name and nothing else about them. */
export function bindingView(binding: BindingRow, inviter: DistributorRow): BindingView {
  const { id, bound_at } = binding;
  return { id, inviter: { display_name: inviter.display_name }, bound_at: bound_at.toISOString() };
}

export interface ShareTokenView {
  token: string;
  expires_at: string;
  query: string;
}

/** A share token as JSON, with what a page appends to its address. */
export function shareTokenView({ token, expires_at }: ShareTokenRow): ShareTokenView {
  return { token, expires_at: expires_at.toISOString(), query: `st=${token}` };
}

/** Payload of `distribution.commission_accrued` and `distribution.clawed_back`. */
export interface CommissionEvent {
  source: string;
  order_line_id: string;
  tier: number;
  amount_fen: string;
}

/** Transfers as event payloads, one per source and tier (a clawback may take from two buckets). */
export function commissionEvents(transfers: readonly LineTransfer[]): CommissionEvent[] {
  const groups = new Map<string, LineTransfer[]>();
  for (const transfer of transfers) {
    const key = `${transfer.source}|${transfer.tier}`;
    groups.set(key, [...(groups.get(key) ?? []), transfer]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { source, order_line_id, tier } = first;
    const amount_fen = String(sumFen(group.map((transfer) => transfer.amount_fen)));
    return [{ source, order_line_id, tier, amount_fen }];
  });
}

/** A manual change as JSON for the merchant. */
export interface BindingChangeView extends Omit<BindingChangeRow, "requested_at" | "decided_at"> {
  requested_at: string;
  decided_at: string | null;
}

/** A manual change as JSON for the merchant. */
export function bindingChangeView(row: BindingChangeRow): BindingChangeView {
  return {
    ...row,
    requested_at: row.requested_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}

/** A shopper's own wish to be unbound: no name of who decided it. */
export interface UnbindRequestView {
  state: BindingChangeRow["state"];
  reason: string;
  requested_at: string;
  decided_at: string | null;
  decision_note: string | null;
}

/** A shopper's own wish as JSON. */
export function unbindRequestView(row: BindingChangeRow): UnbindRequestView {
  const { state, reason, decision_note } = row;
  return {
    state,
    reason,
    requested_at: row.requested_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    decision_note,
  };
}

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
