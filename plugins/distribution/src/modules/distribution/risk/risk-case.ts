import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  assess,
  mayDecide,
  newsBeside,
  type RaisedSignal,
  type RiskRules,
  rulesOn,
} from "../../../domain/risk/risk";
import { shanghaiDay } from "../../../domain/shanghai-day";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { findDistributor, findDistributorOfCustomer } from "../referral/distributor-store";
import {
  answerAppeal,
  findCase,
  findCaseInForce,
  findLatestCase,
  insertAppeal,
  insertCase,
  lockCase,
  lockCaseInForce,
  type RiskCaseRow,
  raiseCase,
  writeDecision,
} from "./risk-case-store";
import { readMeasures } from "./risk-trace-store";

/** Who opens a case when no person does. */
const SYSTEM_ACTOR = "system";

/**
 * Measures a distributor and opens a case, or lets an open one grow, when something is raised that nobody has cleared.
 * @returns the case that is new or has become a hold; null when there is nothing to tell
 */
export async function assessDistributor(
  manager: EntityManager,
  rules: readonly RiskRules[],
  { distributor_id, now }: { distributor_id: string; now: Date },
): Promise<RiskCaseRow | null> {
  const distributor = await findDistributor(manager, distributor_id);
  if (!distributor) return null;
  const current = rulesOn(rules, shanghaiDay(now));
  const measures = await readMeasures(manager, distributor, current.refund_rate_orders, now);
  const assessed = assess(measures, current);
  if (!assessed) return null;
  const standing = await lockCaseInForce(manager, distributor_id);
  if (standing) return raiseStanding(manager, standing, assessed, current.from, now);
  const latest = await findLatestCase(manager, distributor_id);
  const cleared = latest?.state === "cleared" ? latest.signals : [];
  const news = newsBeside(assessed.signals, cleared);
  if (news.length === 0) return null;
  return openCase(manager, { distributor_id, signals: assessed.signals, rules_from: current.from, now });
}

async function raiseStanding(
  manager: EntityManager,
  standing: RiskCaseRow,
  assessed: { verdict: "review" | "hold"; signals: RaisedSignal[] },
  rules_from: string,
  now: Date,
): Promise<RiskCaseRow | null> {
  if (standing.state !== "open" || standing.verdict === "hold" || assessed.verdict !== "hold") return null;
  await raiseCase(manager, standing.id, { ...assessed, rules_from, raised_at: now });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: SYSTEM_ACTOR,
    action: "risk_case_raised",
    subject_id: standing.id,
    before: { verdict: standing.verdict },
    after: { verdict: assessed.verdict, signals: assessed.signals },
  });
  return findCase(manager, standing.id);
}

async function openCase(
  manager: EntityManager,
  opened: {
    distributor_id: string;
    signals: RaisedSignal[];
    rules_from: string;
    now: Date;
    actor_id?: string;
    reason?: string;
  },
): Promise<RiskCaseRow | null> {
  const { distributor_id, signals, rules_from, now, actor_id = SYSTEM_ACTOR, reason } = opened;
  const verdict = signals.some((signal) => signal.verdict === "hold") ? "hold" : "review";
  const id = newId("risk_case");
  const isNew = await insertCase(manager, {
    id,
    distributor_id,
    verdict,
    signals,
    rules_from,
    opened_at: now,
  });
  if (!isNew) return null;
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "risk_case_opened",
    subject_id: id,
    after: { distributor_id, verdict, signals },
    ...(reason ? { reason } : {}),
  });
  return findCase(manager, id);
}

/** Holds a distributor's money by hand, for a reason no rule knows. */
export async function holdByHand(
  manager: EntityManager,
  rules: readonly RiskRules[],
  input: { distributor_id: string; actor_id: string; reason: string; now: Date },
): Promise<
  { kind: "opened"; risk_case: RiskCaseRow } | Refused<"distributor_not_found" | "risk_case_standing">
> {
  const { distributor_id, now } = input;
  if (!(await findDistributor(manager, distributor_id))) return refused("distributor_not_found");
  const signals: RaisedSignal[] = [{ signal: "by_hand", measured: 1, bound: 1, verdict: "hold" }];
  const rules_from = rulesOn(rules, shanghaiDay(now)).from;
  const risk_case = await openCase(manager, { ...input, signals, rules_from });
  return risk_case ? { kind: "opened", risk_case } : refused("risk_case_standing");
}

/** A merchant's answer to a case. */
export interface DecideCase {
  case_id: string;
  decision: "cleared" | "confirmed";
  actor_id: string;
  /** What the person concerned reads. */
  reason: string;
  now: Date;
}

/** Clears a case, so that money flows again, or confirms it; either way a waiting appeal is answered. */
export async function decideCase(
  manager: EntityManager,
  { case_id, decision, actor_id, reason, now }: DecideCase,
): Promise<
  { kind: "decided"; risk_case: RiskCaseRow } | Refused<"risk_case_not_found" | "risk_case_decided">
> {
  const known = await lockCase(manager, case_id);
  if (!known) return refused("risk_case_not_found");
  const isUpheld = known.state === "confirmed" && decision === "confirmed";
  if (!isUpheld && !mayDecide(known.state, decision)) return refused("risk_case_decided");
  if (!isUpheld) {
    const decided = { state: decision, decided_at: now, decided_by: actor_id, decision_reason: reason };
    await writeDecision(manager, case_id, decided);
  }
  await answerAppeal(manager, case_id, reason, now);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: `risk_case_${decision}`,
    subject_id: case_id,
    before: { state: known.state },
    after: { state: decision },
    reason,
  });
  const risk_case = await findCase(manager, case_id);
  return risk_case ? { kind: "decided", risk_case } : refused("risk_case_not_found");
}

/** Takes a distributor's own words to the case that holds them; one appeal waits at a time. */
export async function appealCase(
  manager: EntityManager,
  { customer_id, appeal, now }: { customer_id: string; appeal: string; now: Date },
): Promise<
  | { kind: "appealed"; risk_case: RiskCaseRow }
  | Refused<"not_a_distributor" | "nothing_to_appeal" | "appeal_waiting">
> {
  const distributor = await findDistributorOfCustomer(manager, customer_id);
  if (!distributor) return refused("not_a_distributor");
  const risk_case = await findCaseInForce(manager, distributor.id);
  if (!risk_case) return refused("nothing_to_appeal");
  const id = newId("appeal");
  const isNew = await insertAppeal(manager, { id, case_id: risk_case.id, appeal, appealed_at: now });
  if (!isNew) return refused("appeal_waiting");
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "risk_case_appealed",
    subject_id: risk_case.id,
    after: { appeal_id: id },
  });
  return { kind: "appealed", risk_case };
}
