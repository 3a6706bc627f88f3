import { type Json, jsonOf } from "../../../domain/json";
import type { LineTransfer } from "../../../domain/ledger/postings";
import { sumFen } from "../../../domain/money";
import type { Plan } from "../../../domain/plan/plan";
import type { BindingRow, DistributorRow, ShareTokenRow } from "./people.entity";

/** What leaves the plugin is plain JSON: amounts as decimal strings of fen, moments as ISO 8601. */
export type PlanView = Json<Plan>;

/** A plan as JSON. */
export function planView(plan: Plan): PlanView {
  return jsonOf(plan);
}

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
