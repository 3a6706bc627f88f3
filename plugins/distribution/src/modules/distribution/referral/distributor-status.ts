import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  STANDING_CAUSES,
  type StandingAct,
  standingAfter,
} from "../../../domain/referral/distributor-status";
import { appendAudit } from "../database/audit-store";
import { holdAccruals } from "../intake/forgone-store";
import { lockDistributor, writeStanding } from "./distributor-store";
import type { DistributorRow } from "./people.entity";

/** A merchant's decision about a distributor. */
export interface ChangeStanding {
  distributor_id: string;
  act: StandingAct;
  actor_id: string;
  /** What the person concerned reads. */
  reason: string | null;
  now: Date;
}

export type StandingResult =
  | { kind: "changed"; distributor: DistributorRow }
  | Refused<"distributor_not_found" | "status_changed" | "reason_missing">;

/** Approves, refuses, freezes, unfreezes or closes a distributor; what they have earned stays untouched. */
export async function changeStanding(
  manager: EntityManager,
  { distributor_id, act, actor_id, reason, now }: ChangeStanding,
): Promise<StandingResult> {
  // Whoever is closed earns nothing from that moment on: what accrues at the same time comes before or after.
  if (act === "close") await holdAccruals(manager);
  const known = await lockDistributor(manager, distributor_id);
  if (!known) return refused("distributor_not_found");
  const after = standingAfter(known.status, act, reason);
  if (after.kind === "refused") return after;
  const cause = STANDING_CAUSES[act];
  const said = reason?.trim() || null;
  await writeStanding(manager, distributor_id, {
    status: after.status,
    status_cause: cause,
    status_reason: said,
    status_changed_at: now,
    status_changed_by: actor_id,
    // Somebody becomes a distributor when they are approved, not when they asked.
    ...(act === "approve" ? { joined_at: now } : {}),
  });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: `distributor_${cause}`,
    subject_id: distributor_id,
    before: { status: known.status, reason: known.status_reason },
    after: { status: after.status, reason: said },
    ...(said ? { reason: said } : {}),
  });
  const distributor = await lockDistributor(manager, distributor_id);
  return distributor ? { kind: "changed", distributor } : refused("distributor_not_found");
}
