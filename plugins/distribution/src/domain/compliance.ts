import { type Refused, refused } from "./errors";

/** Which law's bounds hold. `cn-mainland` is the default; `unrestricted` is for shops outside the mainland. */
export type ComplianceProfile = "cn-mainland" | "unrestricted";

/** The bounds in force. */
export interface Compliance {
  profile: ComplianceProfile;
  /** Whether the merchant has acknowledged, in a logged statement, what a second tier means. */
  tier_two_acknowledged: boolean;
}

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
