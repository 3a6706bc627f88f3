import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { jsonOf } from "../../../domain/json";
import {
  type AcknowledgementTopic,
  allowedTiers,
  selfPurchaseAllowed,
} from "../../../domain/plan/compliance";
import { type Plan, type PlanRefusal, planRefusal, samePlan } from "../../../domain/plan/plan";
import type { PlanDraft } from "../../../domain/plan/plan-shape";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { insertAcknowledgement, readCompliance } from "./compliance-store";
import { findLatestPlan, findPlanInForce, insertPlan, lockPublishing } from "./plan-store";

export interface Acknowledge {
  topic: AcknowledgementTopic;
  actor_id: string;
  statement: string;
  now: Date;
}

/** Records once, in the merchant's own words, that something the law asks to be understood was understood. */
export async function acknowledge(
  manager: EntityManager,
  { topic, actor_id, statement, now }: Acknowledge,
): Promise<{ kind: "acknowledged"; id: string } | Refused<"statement_missing">> {
  if (statement.trim() === "") return refused("statement_missing", "statement");
  const wanted = { id: newId("acknowledgement"), topic, actor_id, statement, now };
  const { id, isNew } = await insertAcknowledgement(manager, wanted);
  if (isNew) {
    const after = { topic, statement };
    await appendAudit(manager, { occurred_at: now, actor_id, action: "acknowledged", subject_id: id, after });
  }
  return { kind: "acknowledged", id };
}

export interface PublishPlan {
  actor_id: string;
  draft: PlanDraft;
  now: Date;
}

/** Publishes a draft as the next version; a draft that repeats the latest version changes nothing. */
export async function publishPlan(
  manager: EntityManager,
  { actor_id, draft, now }: PublishPlan,
): Promise<{ kind: "published"; plan: Plan } | Refused<PlanRefusal>> {
  await lockPublishing(manager);
  const latest = await findLatestPlan(manager);
  if (latest && samePlan(latest, draft, now)) return { kind: "published", plan: latest };
  const refusal = planRefusal(draft, await readCompliance(manager), now);
  if (refusal) return refusal;
  const plan: Plan = {
    ...draft,
    id: newId("plan"),
    version: (latest?.version ?? 0) + 1,
    published_at: now,
    effective_from: draft.effective_from ?? now,
  };
  await insertPlan(manager, plan, actor_id);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "plan_published",
    subject_id: plan.id,
    after: jsonOf({ version: plan.version, effective_from: plan.effective_from, tiers: plan.tiers }),
  });
  return { kind: "published", plan };
}

/** The plan in force at a moment, cut to the tiers and to the self-purchase that the bounds allow today. */
export async function effectivePlan(manager: EntityManager, now: Date): Promise<Plan | null> {
  const plan = await findPlanInForce(manager, now);
  return plan && cutToBounds(manager, plan);
}

/** A plan cut to the tiers and to the self-purchase that the bounds allow today. */
export async function cutToBounds(manager: EntityManager, plan: Plan): Promise<Plan> {
  const compliance = await readCompliance(manager);
  const allowed = allowedTiers(compliance);
  const binding = selfPurchaseAllowed(compliance)
    ? plan.binding
    : { ...plan.binding, self_purchase: "none" as const };
  return { ...plan, binding, tiers: plan.tiers.filter(({ tier }) => tier <= allowed) };
}
