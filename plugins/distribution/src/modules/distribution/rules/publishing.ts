import type { EntityManager } from "typeorm";
import { allowedTiers } from "../../../domain/compliance";
import { type Refused, refused } from "../../../domain/errors";
import { type Plan, type PlanDraft, type PlanRefusal, planRefusal, samePlan } from "../../../domain/plan";
import { appendAudit } from "../storage/audit-store";
import { insertTierTwoAcknowledgement, readCompliance } from "../storage/compliance-store";
import { findCurrentPlan, insertPlan, lockPublishing } from "../storage/plan-store";
import { newId } from "./new-id";

export interface AcknowledgeTierTwo {
  actor_id: string;
  statement: string;
  now: Date;
}

/** Records once, in the merchant's own words, that a second tier was understood. */
export async function acknowledgeTierTwo(
  manager: EntityManager,
  { actor_id, statement, now }: AcknowledgeTierTwo,
): Promise<{ kind: "acknowledged"; id: string } | Refused<"statement_missing">> {
  if (statement.trim() === "") return refused("statement_missing", "statement");
  const wanted = { id: newId("acknowledgement"), actor_id, statement, now };
  const { id, isNew } = await insertTierTwoAcknowledgement(manager, wanted);
  if (isNew) {
    const after = { topic: "tier_two", statement };
    await appendAudit(manager, { occurred_at: now, actor_id, action: "acknowledged", subject_id: id, after });
  }
  return { kind: "acknowledged", id };
}

export interface PublishPlan {
  actor_id: string;
  draft: PlanDraft;
  now: Date;
}

/** Publishes a draft as the next version; a draft equal to the plan in force changes nothing. */
export async function publishPlan(
  manager: EntityManager,
  { actor_id, draft, now }: PublishPlan,
): Promise<{ kind: "published"; plan: Plan } | Refused<PlanRefusal>> {
  await lockPublishing(manager);
  const refusal = planRefusal(draft, await readCompliance(manager));
  if (refusal) return refusal;
  const current = await findCurrentPlan(manager);
  if (current && samePlan(current, draft)) return { kind: "published", plan: current };
  const plan: Plan = { ...draft, id: newId("plan"), version: (current?.version ?? 0) + 1, published_at: now };
  await insertPlan(manager, plan, actor_id);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "plan_published",
    subject_id: plan.id,
    after: { version: plan.version, tiers: plan.tiers },
  });
  return { kind: "published", plan };
}

/** The plan in force, cut to the tiers that the bounds allow today. */
export async function effectivePlan(manager: EntityManager): Promise<Plan | null> {
  const plan = await findCurrentPlan(manager);
  if (!plan) return null;
  const allowed = allowedTiers(await readCompliance(manager));
  return { ...plan, tiers: plan.tiers.filter(({ tier }) => tier <= allowed) };
}
