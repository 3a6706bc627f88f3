import { type Refused, refused } from "../errors";

/** Why an identity is wrong. A cause is chosen, not told: what people write would be personal data in the open. */
export const CORRECTION_CAUSES = ["mistyped", "name_changed", "number_changed"] as const;
export type CorrectionCause = (typeof CORRECTION_CAUSES)[number];

/** `withdrawn`: its person closed their account for good. */
export const CORRECTION_STATES = ["open", "approved", "refused", "withdrawn"] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

export type CorrectionRefusal =
  | "identity_missing"
  | "identity_unchanged"
  | "payout_under_way"
  | "correction_open"
  | "identity_taken";

/** What a correction is decided on. */
export interface CorrectionFacts {
  is_told: boolean;
  /** Whether name and number are those that are told already. */
  is_same: boolean;
  has_payout_under_way: boolean;
  has_open_correction: boolean;
  /** Whether the number is somebody else's. */
  is_taken: boolean;
  /** Whether they were ever paid: then a bank or WeChat has seen that name, and a return has named it. */
  was_paid: boolean;
}

export type CorrectionDecision = { kind: "replace" | "ask_merchant" } | Refused<CorrectionRefusal>;

/** Whether a person corrects their identity themselves, asks the merchant for it, or may not now. */
export function decideOnCorrection(facts: CorrectionFacts): CorrectionDecision {
  if (!facts.is_told) return refused("identity_missing");
  if (facts.is_same) return refused("identity_unchanged");
  if (facts.has_payout_under_way) return refused("payout_under_way");
  if (facts.has_open_correction) return refused("correction_open");
  if (facts.is_taken) return refused("identity_taken", "id_number");
  return { kind: facts.was_paid ? "ask_merchant" : "replace" };
}
