import { type Refused, refused } from "../errors";
import type { Inviter } from "./binding";

const DAY_MS = 86_400_000;

/** How long after a manual change a merchant may not propose another one for the same customer. */
export const COOL_DOWN_DAYS = 30;

/** A current binding is given to another inviter, or ended. */
export type ChangeKind = "change" | "unbind";

/** `open` until somebody decides; an approved change has been carried out. */
export type ChangeState = "open" | "approved" | "refused";

/** Everything a manual change is decided on, read under the lock that serialises tree edits. */
export interface ChangeFacts {
  customer_id: string;
  /** The inviter in force; null when there is none. */
  from_distributor_id: string | null;
  /** The wished inviter; null to unbind. */
  to: Inviter | null;
  /** The customers above the wished inviter, all the way up. */
  upline_customer_ids: readonly string[];
  /** When the customer's inviter was last changed by hand. */
  last_changed_at: Date | null;
  now: Date;
}

export type ChangeRefusal =
  | "not_bound"
  | "same_inviter"
  | "self_referral"
  | "referral_loop"
  | "inviter_not_active"
  | "changed_recently";

/**
 * Why a manual change cannot be carried out, or null. It is asked when somebody proposes it and again when it is
 * approved. A shopper's own wish to be unbound knows no cool-down.
 */
export function changeRefusal(facts: ChangeFacts): Refused<ChangeRefusal> | null {
  const { to, from_distributor_id } = facts;
  if (!to) return from_distributor_id === null ? refused("not_bound") : null;
  if (to.customer_id === facts.customer_id) return refused("self_referral", "distributor_id");
  if (to.distributor_id === from_distributor_id) return refused("same_inviter", "distributor_id");
  if (to.status !== "active") return refused("inviter_not_active", "distributor_id");
  if (facts.upline_customer_ids.includes(facts.customer_id))
    return refused("referral_loop", "distributor_id");
  return isCoolingDown(facts.last_changed_at, facts.now) ? refused("changed_recently", "customer_id") : null;
}

function isCoolingDown(last_changed_at: Date | null, now: Date): boolean {
  return last_changed_at !== null && now.getTime() < last_changed_at.getTime() + COOL_DOWN_DAYS * DAY_MS;
}

/** Why this person may not decide about a change, or null: whoever asked for it never approves it. */
export function decisionRefusal(
  change: { state: ChangeState; requested_by: string },
  decision: "approve" | "refuse",
  decided_by: string,
): Refused<"change_decided" | "same_person"> | null {
  if (change.state !== "open") return refused("change_decided");
  return decision === "approve" && change.requested_by === decided_by ? refused("same_person") : null;
}
