import type { BindingPolicy } from "../plan/plan-shape";
import type { DistributorStatus } from "./distributor";

/** One step up from the buyer: the distributor a current binding points to. */
export interface UplineStep {
  binding_id: string;
  distributor_id: string;
  distributor_no: bigint;
  customer_id: string;
  status: DistributorStatus;
  /** When this step's binding ends by itself; null when it does not. */
  expires_at: Date | null;
  /** The code of the distributor's grade; null without one. */
  grade?: string | null;
}

/**
 * The upline as it counts for a buyer: a step that is the same person under another account is the buyer, who earns
 * nothing on their own purchase.
 */
export function asBuyer(
  upline: readonly UplineStep[],
  buyer_customer_id: string,
  same_persons: ReadonlySet<string>,
): UplineStep[] {
  return upline.map((step) =>
    same_persons.has(step.customer_id) ? { ...step, customer_id: buyer_customer_id } : step,
  );
}

/** A distributor who earns on a tier. */
export interface Earner {
  tier: number;
  /** What connects them with the buyer; null for the buyer themselves. */
  binding_id: string | null;
  distributor_id: string;
  distributor_no: bigint;
  grade?: string | null;
}

/**
 * Who earns on an order: the upline's first `tiers` steps. A step that may not earn (not active, or the buyer) leaves
 * its tier unpaid and is never replaced by somebody higher. A repeated distributor ends the chain, and so does a binding
 * whose time is over: whoever is above it is no longer connected.
 * @param upline nearest first
 */
export function earners(
  upline: readonly UplineStep[],
  buyer_customer_id: string,
  tiers: number,
  now: Date,
): Earner[] {
  const found: Earner[] = [];
  const seen = new Set<string>();
  for (const [index, step] of upline.slice(0, tiers).entries()) {
    if (seen.has(step.distributor_id) || (step.expires_at && step.expires_at <= now)) break;
    seen.add(step.distributor_id);
    if (step.status !== "active" || step.customer_id === buyer_customer_id) continue;
    const { binding_id, distributor_id, distributor_no, grade = null } = step;
    found.push({ tier: index + 1, binding_id, distributor_id, distributor_no, grade });
  }
  return found;
}

/** The place of the buyer in a kept chain: below everybody who invited them. */
const BUYER_TIER = 0;

/**
 * The buyer as a distributor, to be kept with the order whatever its plan says; null unless they are an active one.
 */
export function buyerAsEarner(
  buyer: { id: string; account_no: bigint; status: DistributorStatus; grade_code: string | null } | null,
): Earner | null {
  if (buyer?.status !== "active") return null;
  const { id, account_no, grade_code } = buyer;
  const place = { tier: BUYER_TIER, binding_id: null };
  return { ...place, distributor_id: id, distributor_no: account_no, grade: grade_code };
}

/**
 * Who earns on which tier under a plan's policy for own purchases. Where it pays, a buyer who is a distributor takes
 * the first tier and everybody above moves up one, so that an order never pays more tiers than the plan has; where it
 * does not, the buyer is left out.
 * @param chain with the buyer on tier 0, if they are an active distributor
 */
export function earnersUnder(policy: BindingPolicy["self_purchase"], chain: readonly Earner[]): Earner[] {
  const above = chain.filter(({ tier }) => tier > BUYER_TIER);
  const pays = policy === "distributor_rate" && above.length < chain.length;
  return pays ? chain.map((earner) => ({ ...earner, tier: earner.tier + 1 })) : above;
}
