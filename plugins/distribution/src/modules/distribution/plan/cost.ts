import type { EntityManager } from "typeorm";
import { readCost, type UnitCost } from "../../../domain/plan/cost";
import { appendAudit } from "../database/audit-store";
import { findCosts, writeCosts } from "./cost-store";

export interface SetCosts {
  /** One cost for each variant at most. */
  costs: readonly UnitCost[];
  actor_id: string;
  now: Date;
}

/** Writes what variants cost the shop, and who changed it, in one transaction. @returns how many changed */
export async function setCosts(manager: EntityManager, { costs, actor_id, now }: SetCosts): Promise<number> {
  const before = new Map(
    (
      await findCosts(
        manager,
        costs.map(({ variant_id }) => variant_id),
      )
    ).map(({ variant_id, cost_fen }) => [variant_id, readCost(cost_fen)]),
  );
  const changed = costs.filter(({ variant_id, cost_fen }) => (before.get(variant_id) ?? null) !== cost_fen);
  await writeCosts(manager, changed, now);
  for (const { variant_id, cost_fen } of changed) {
    const was = before.get(variant_id) ?? null;
    await appendAudit(manager, {
      occurred_at: now,
      actor_id,
      action: "costs_changed",
      subject_id: variant_id,
      before: { cost_fen: was === null ? null : String(was) },
      after: { cost_fen: cost_fen === null ? null : String(cost_fen) },
    });
  }
  return changed.length;
}
