import { type Refused, refused } from "../errors";
import type { BindingPolicy, JoiningMode } from "./plan-shape";

/** Which law's bounds hold. `cn-mainland` is the default; `unrestricted` is for shops outside the mainland. */
export type ComplianceProfile = "cn-mainland" | "unrestricted";

/** The bounds in force. */
export interface Compliance {
  profile: ComplianceProfile;
  /** Whether the merchant has acknowledged, in a logged statement, what a second tier means. */
  tier_two_acknowledged: boolean;
  /** Whether the merchant has acknowledged what it means that only buyers may join. */
  after_purchase_acknowledged: boolean;
  /** Whether the merchant has acknowledged what it means to pay people for what they buy themselves. */
  self_purchase_acknowledged: boolean;
}

/** What a merchant may have to acknowledge in a logged statement of their own. */
export const ACKNOWLEDGEMENT_TOPICS = ["tier_two", "after_purchase", "self_purchase"] as const;
export type AcknowledgementTopic = (typeof ACKNOWLEDGEMENT_TOPICS)[number];

/** The most tiers a profile can ever have: two in the mainland (three and more lead to suspension), ten elsewhere. */
export const MAXIMUM_TIERS: Record<ComplianceProfile, number> = { "cn-mainland": 2, unrestricted: 10 };

/** How many tiers may earn now. */
export function allowedTiers(compliance: Compliance): number {
  const maximum = MAXIMUM_TIERS[compliance.profile];
  return compliance.profile === "cn-mainland" && !compliance.tier_two_acknowledged ? 1 : maximum;
}

/** Why a plan with `tiers` tiers may not be published, or null. */
export function tierRefusal(
  compliance: Compliance,
  tiers: number,
): Refused<"tier_not_allowed" | "tier_two_not_acknowledged"> | null {
  if (tiers > MAXIMUM_TIERS[compliance.profile]) return refused("tier_not_allowed", "plan.tiers");
  if (tiers > allowedTiers(compliance)) return refused("tier_two_not_acknowledged", "plan.tiers");
  return null;
}

/** Why people may not join this way, or null: in the mainland a purchase is a condition only on the owner's word. */
export function joiningRefusal(
  compliance: Compliance,
  mode: JoiningMode,
): Refused<"after_purchase_not_acknowledged"> | null {
  const isBound = compliance.profile === "cn-mainland" && !compliance.after_purchase_acknowledged;
  return mode === "after_purchase" && isBound
    ? refused("after_purchase_not_acknowledged", "plan.joining_mode")
    : null;
}

/**
 * Whether distributors may earn on what they buy themselves. In the mainland a rebate is lawful as a price reduction
 * that is stated and booked; next to joining and tiers it can also look like paying to take part, so the owner says
 * that they know the difference.
 */
export function selfPurchaseAllowed({ profile, self_purchase_acknowledged }: Compliance): boolean {
  return profile !== "cn-mainland" || self_purchase_acknowledged;
}

/** Why a plan may not pay for own purchases this way, or null. */
export function selfPurchaseRefusal(
  compliance: Compliance,
  policy: BindingPolicy["self_purchase"],
): Refused<"self_purchase_not_acknowledged"> | null {
  return policy === "none" || selfPurchaseAllowed(compliance)
    ? null
    : refused("self_purchase_not_acknowledged", "plan.binding.self_purchase");
}
