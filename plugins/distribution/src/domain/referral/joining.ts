import { type Refused, refused } from "../errors";
import type { JoiningMode } from "../plan/plan-shape";
import type { DistributorStatus } from "./distributor";
import { mayApplyAgain, type StatusCause } from "./distributor-status";

/** Everything joining is decided on. Money spent, goods bought and people brought along are not among it. */
export interface JoiningFacts {
  mode: JoiningMode;
  /** The agreement in force, and the one that the person accepts. */
  agreement_version: string;
  accepted_version: string;
  /** What the person is already. */
  known: { status: DistributorStatus; cause: StatusCause } | null;
  /** Whether any order of theirs was ever paid. */
  has_bought: boolean;
  /** Whether they bring an invitation that is still good. */
  is_invited: boolean;
}

export type JoiningRefusal = "agreement_outdated" | "purchase_required" | "invitation_required";

export type JoiningDecision =
  | { kind: "known" }
  | { kind: "admit"; status: "active" | "applied" }
  | Refused<JoiningRefusal>;

/** Decides whether somebody becomes a distributor now, waits for a review, or is refused. */
export function decideJoining(facts: JoiningFacts): JoiningDecision {
  const { mode, known } = facts;
  if (known && !mayApplyAgain(known.status, known.cause)) return { kind: "known" };
  if (facts.accepted_version !== facts.agreement_version)
    return refused("agreement_outdated", "agreement_version");
  if (mode === "after_purchase" && !facts.has_bought) return refused("purchase_required");
  if (mode === "invitation" && !facts.is_invited) return refused("invitation_required", "invitation_code");
  return { kind: "admit", status: mode === "review" ? "applied" : "active" };
}

/** A step on the way to being a distributor, and whether it is taken. */
export interface JoiningCondition {
  kind: "purchase" | "invitation" | "review";
  is_met: boolean;
}

/** What a way of joining asks for beside the agreement, with how far a person is. */
export function joiningConditions(
  mode: JoiningMode,
  { has_bought, status }: { has_bought: boolean; status: DistributorStatus | null },
): JoiningCondition[] {
  if (mode === "after_purchase") return [{ kind: "purchase", is_met: has_bought }];
  if (mode === "invitation") return [{ kind: "invitation", is_met: status === "active" }];
  return mode === "review" ? [{ kind: "review", is_met: status === "active" }] : [];
}
