import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { STATUS_CAUSES, type StatusAct, statusAfter } from "../../../domain/referral/distributor-status";
import { appendAudit } from "../database/audit-store";
import { lockAccruals } from "../intake/forgone-store";
import { lockDistributor, writeStatus } from "./distributor-store";
import type { DistributorRow } from "./people.entity";

/** A merchant's decision about a distributor. */
export interface ChangeStatus {
  distributor_id: string;
  act: StatusAct;
  actor_id: string;
  /** What the person concerned reads. */
  reason: string | null;
  now: Date;
}

export type StatusResult =
  | { kind: "changed"; distributor: DistributorRow }
  | Refused<"distributor_not_found" | "status_changed" | "reason_missing">;

/** Approves, refuses, freezes, unfreezes or closes a distributor; what they have earned stays untouched. */
export async function changeStatus(
  manager: EntityManager,
  { distributor_id, act, actor_id, reason, now }: ChangeStatus,
): Promise<StatusResult> {
  // Whoever is closed earns nothing from that moment on: what accrues at the same time comes before or after.
  if (act === "close") await lockAccruals(manager);
  const known = await lockDistributor(manager, distributor_id);
  if (!known) return refused("distributor_not_found");
  const after = statusAfter(known.status, act, reason);
  if (after.kind === "refused") return after;
  const cause = STATUS_CAUSES[act];
  const said = reason?.trim() || null;
  await writeStatus(manager, distributor_id, {
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
