import { type Refused, refused } from "../errors";
import type { DistributorStatus } from "./distributor";

/** What a merchant may decide about a distributor. */
export const STATUS_ACTS = ["approve", "refuse", "freeze", "unfreeze", "close"] as const;

export type StatusAct = (typeof STATUS_ACTS)[number];

interface Transition {
  from: readonly DistributorStatus[];
  to: DistributorStatus;
  /** Whether the person concerned must be told why. */
  needs_reason: boolean;
}

const TRANSITIONS: Record<StatusAct, Transition> = {
  approve: { from: ["applied"], to: "active", needs_reason: false },
  refuse: { from: ["applied"], to: "closed", needs_reason: true },
  freeze: { from: ["active"], to: "frozen", needs_reason: true },
  unfreeze: { from: ["frozen"], to: "active", needs_reason: true },
  close: { from: ["active", "frozen"], to: "closed", needs_reason: true },
};

/** The last thing that changed a status; what the database keeps beside it. */
export const STATUS_CAUSES = {
  approve: "approved",
  refuse: "refused",
  freeze: "frozen",
  unfreeze: "unfrozen",
  close: "closed",
} as const satisfies Record<StatusAct, string>;

export type StatusCause = "joined" | "applied" | (typeof STATUS_CAUSES)[StatusAct];

/** What the decision makes of a status, or why it may not be taken. */
export function statusAfter(
  status: DistributorStatus,
  act: StatusAct,
  reason: string | null,
): { kind: "changed"; status: DistributorStatus } | Refused<"status_changed" | "reason_missing"> {
  const { from, to, needs_reason } = TRANSITIONS[act];
  if (!from.includes(status)) return refused("status_changed");
  if (needs_reason && !reason?.trim()) return refused("reason_missing", "reason");
  return { kind: "changed", status: to };
}

/** Whether a person may apply (again): an application that was refused is not the end. */
export function mayApplyAgain(status: DistributorStatus, cause: StatusCause): boolean {
  return status === "closed" && cause === "refused";
}

/**
 * Whether a person may take out what they have earned. Freezing holds it back; closing ends earning, but what was
 * earned before stays theirs.
 */
export function mayWithdraw(status: DistributorStatus): boolean {
  return status === "active" || status === "closed";
}
