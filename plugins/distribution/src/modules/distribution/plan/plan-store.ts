import { type EntityManager, type FindOptionsWhere, LessThanOrEqual } from "typeorm";
import { DistributionError } from "../../../domain/errors";
import { jsonOf } from "../../../domain/json";
import type { Plan } from "../../../domain/plan/plan";
import { PlanTermsShape, type TierRate } from "../../../domain/plan/plan-shape";
import { PlanEntity, type PlanRow, type PlanTierRow } from "./plan.entity";

/** The plan in force at a moment: the latest version that has begun. */
export async function findPlanInForce(manager: EntityManager, at: Date): Promise<Plan | null> {
  const [row] = await listRows(manager, 1, { effective_from: LessThanOrEqual(at) });
  return row ? toPlan(row) : null;
}

/** A version by its id. */
export async function findPlan(manager: EntityManager, id: string): Promise<Plan | null> {
  const [row] = await listRows(manager, 1, { id });
  return row ? toPlan(row) : null;
}

/** The latest version, whether it has begun or not. */
export async function findLatestPlan(manager: EntityManager): Promise<Plan | null> {
  const [row] = await listRows(manager, 1);
  return row ? toPlan(row) : null;
}

/** Published plans, newest first. */
export async function listPlans(manager: EntityManager, limit: number): Promise<Plan[]> {
  return (await listRows(manager, limit)).map(toPlan);
}

/** Stores a new version with its tiers. */
export async function insertPlan(manager: EntityManager, plan: Plan, published_by: string): Promise<void> {
  const { id, version, name, joining_mode, holding_days, published_at, effective_from } = plan;
  const { agreement, tiers, binding, rules, campaigns, caps, grades, payout_fee } = plan;
  await manager.getRepository(PlanEntity).save({
    ...{ id, version, name, joining_mode, holding_days, published_at, effective_from, published_by },
    protection_days: binding.protection_days,
    minimum_payout_fen: String(plan.minimum_payout_fen),
    agreement_version: agreement.version,
    agreement_title: agreement.title,
    agreement_body: agreement.body,
    terms: jsonOf({ rules, campaigns, caps, grades, binding, payout_fee }),
    tiers: tiers.map((rate) => ({
      plan_id: id,
      tier: rate.tier,
      rate_bps: "rate_bps" in rate ? rate.rate_bps : null,
      fixed_fen: "fixed_fen" in rate ? String(rate.fixed_fen) : null,
    })),
  });
}

function listRows(
  manager: EntityManager,
  limit: number,
  where: FindOptionsWhere<PlanRow> = {},
): Promise<PlanRow[]> {
  return manager.getRepository(PlanEntity).find({
    where,
    relations: { tiers: true },
    order: { version: "DESC" },
    take: limit,
  });
}

function toPlan(row: PlanRow): Plan {
  // Versions from before there were terms carry none; the days of protection always had a column.
  const stored = { binding: {}, ...row.terms };
  const binding = { ...stored.binding, protection_days: row.protection_days };
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    joining_mode: row.joining_mode,
    holding_days: row.holding_days,
    minimum_payout_fen: BigInt(row.minimum_payout_fen),
    agreement: { version: row.agreement_version, title: row.agreement_title, body: row.agreement_body },
    published_at: row.published_at,
    effective_from: row.effective_from,
    tiers: row.tiers.map(toTierRate).sort((left, right) => left.tier - right.tier),
    ...PlanTermsShape.parse({ ...stored, binding }),
  };
}

function toTierRate({ plan_id, tier, rate_bps, fixed_fen }: PlanTierRow): TierRate {
  if (rate_bps !== null) return { tier, rate_bps };
  if (fixed_fen === null) throw new DistributionError("tier_without_rate", { plan_id, tier });
  return { tier, fixed_fen: BigInt(fixed_fen) };
}

/** The number under which publishing waits for publishing, so that versions count up without a gap. */
const PUBLISH_LOCK = 5_220_118;

/** Holds other publications back until this transaction ends. */
export async function lockPublishing(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [PUBLISH_LOCK]);
}
