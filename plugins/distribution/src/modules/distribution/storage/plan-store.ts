import type { EntityManager } from "typeorm";
import type { Plan } from "../../../domain/plan";
import { PlanEntity, type PlanRow } from "./plan.entity";

/** The plan in force: the highest version. */
export async function findCurrentPlan(manager: EntityManager): Promise<Plan | null> {
  const [row] = await listRows(manager, 1);
  return row ? toPlan(row) : null;
}

/** Published plans, newest first. */
export async function listPlans(manager: EntityManager, limit: number): Promise<Plan[]> {
  return (await listRows(manager, limit)).map(toPlan);
}

/** Stores a new version with its tiers. */
export async function insertPlan(manager: EntityManager, plan: Plan, published_by: string): Promise<void> {
  const { agreement, tiers, minimum_payout_fen, ...rest } = plan;
  await manager.getRepository(PlanEntity).save({
    ...rest,
    minimum_payout_fen: String(minimum_payout_fen),
    agreement_version: agreement.version,
    agreement_title: agreement.title,
    agreement_body: agreement.body,
    published_by,
    tiers: tiers.map((tier) => ({ ...tier, plan_id: plan.id })),
  });
}

function listRows(manager: EntityManager, limit: number): Promise<PlanRow[]> {
  return manager.getRepository(PlanEntity).find({
    relations: { tiers: true },
    order: { version: "DESC" },
    take: limit,
  });
}

function toPlan(row: PlanRow): Plan {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    joining_mode: row.joining_mode,
    holding_days: row.holding_days,
    protection_days: row.protection_days,
    minimum_payout_fen: BigInt(row.minimum_payout_fen),
    agreement: { version: row.agreement_version, title: row.agreement_title, body: row.agreement_body },
    published_at: row.published_at,
    tiers: row.tiers
      .map(({ tier, rate_bps }) => ({ tier, rate_bps }))
      .sort((left, right) => left.tier - right.tier),
  };
}

/** The number under which publishing waits for publishing, so that versions count up without a gap. */
const PUBLISH_LOCK = 5_220_118;

/** Holds other publications back until this transaction ends. */
export async function lockPublishing(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [PUBLISH_LOCK]);
}
