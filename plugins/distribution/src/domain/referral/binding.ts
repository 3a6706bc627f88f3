import { type Refused, refused } from "../errors";
import type { DistributorStatus } from "./distributor";

const DAY_MS = 86_400_000;

/** The inviter whom a usable share token names. */
export interface Inviter {
  distributor_id: string;
  customer_id: string;
  status: DistributorStatus;
}

/** The customer's binding in force; one whose time is over is none. */
export interface CurrentBinding {
  id: string;
  distributor_id: string;
  protected_until: Date;
}

/** Everything a binding is decided on, read under the lock that serialises tree edits. */
export interface BindingFacts {
  customer_id: string;
  inviter: Inviter;
  current: CurrentBinding | null;
  /** Whom the plan lets be bound. */
  customers: "all" | "new";
  /** Whether the customer has paid an order before: then they are not new. */
  has_bought: boolean;
  /** The customers above the inviter, nearest first, all the way up. */
  upline_customer_ids: readonly string[];
  now: Date;
}

export type BindingRefusal =
  | "self_referral"
  | "already_bound"
  | "referral_loop"
  | "not_new_customer"
  | "chain_too_long"
  | "not_eligible";

export type BindingDecision =
  | { kind: "bind"; replaces: string | null }
  | { kind: "same_inviter"; binding_id: string }
  | Refused<BindingRefusal>;

/**
 * Decides whether a consenting customer may be bound to an inviter. The first binding locks; while its protection
 * days run nothing replaces it, afterwards a new consent may; until then it stays in force.
 */
export function decideBinding(facts: BindingFacts): BindingDecision {
  const { customer_id, inviter, current, now } = facts;
  if (inviter.customer_id === customer_id) return refused("self_referral");
  if (current?.distributor_id === inviter.distributor_id) {
    return { kind: "same_inviter", binding_id: current.id };
  }
  if (current && now < current.protected_until) return refused("already_bound");
  if (facts.customers === "new" && facts.has_bought) return refused("not_new_customer");
  if (inviter.status !== "active") return refused("not_eligible");
  if (facts.upline_customer_ids.includes(customer_id)) return refused("referral_loop");
  return { kind: "bind", replaces: current?.id ?? null };
}

/** What a page may show before the shopper decides. */
export type BindingOutcome = "can_bind" | "already_bound" | "same_inviter" | "self" | "not_eligible";

/** The preview's word for a decision. */
export function bindingOutcome(decision: BindingDecision): BindingOutcome {
  if (decision.kind === "bind") return "can_bind";
  if (decision.kind === "same_inviter") return "same_inviter";
  if (decision.code === "self_referral") return "self";
  return decision.code === "already_bound" ? "already_bound" : "not_eligible";
}

/** Until when a binding made now cannot be replaced. */
export function protectedUntil(now: Date, protection_days: number): Date {
  return new Date(now.getTime() + protection_days * DAY_MS);
}

/** When a binding made now ends by itself; null when the plan lets it last. */
export function expiresAt(now: Date, expires_after_days: number | null): Date | null {
  return expires_after_days === null ? null : new Date(now.getTime() + expires_after_days * DAY_MS);
}
