import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import type { Plan } from "../../../domain/plan/plan";
import { displayName } from "../../../domain/referral/distributor";
import { decideJoining, type JoiningRefusal } from "../../../domain/referral/joining";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { hasPaidBefore } from "../intake/intake-store";
import { findPlanInForce } from "../plan/plan-store";
import {
  findDistributorOfCustomer,
  insertAcceptance,
  insertDistributor,
  lockDistributor,
  writeAgreement,
  writeReturn,
} from "./distributor-store";
import { isInvited } from "./invitation";
import { spendInvitation } from "./invitation-store";
import type { DistributorRow } from "./people.entity";

export interface JoinProgram {
  customer_id: string;
  agreement_version: string;
  display_name?: string | null | undefined;
  customer_name?: string | null | undefined;
  invitation_code?: string | null | undefined;
  /** Whether the shop knows a paid order of theirs, also one from before this ledger. */
  has_bought?: boolean;
  now: Date;
}

export type JoinResult =
  | { kind: "joined" | "applied" | "already_joined"; distributor: DistributorRow }
  | Refused<"joining_closed" | JoiningRefusal>;

/**
 * Makes a customer a distributor, or an applicant where the plan asks for a review. It costs nothing in any mode. The
 * same again answers the same; somebody whose application was refused may apply again.
 */
export async function joinProgram(manager: EntityManager, input: JoinProgram): Promise<JoinResult> {
  const { customer_id, now } = input;
  const met = await findDistributorOfCustomer(manager, customer_id);
  const known = met && (await lockDistributor(manager, met.id));
  const plan = await findPlanInForce(manager, now);
  if (!plan) return known ? { kind: "already_joined", distributor: known } : refused("joining_closed");
  const decision = decideJoining({
    mode: plan.joining_mode,
    agreement_version: plan.agreement.version,
    accepted_version: input.agreement_version,
    known: known && { status: known.status, cause: known.status_cause },
    has_bought: await hasBought(manager, input, plan),
    is_invited:
      plan.joining_mode === "invitation" && (await isInvited(manager, input.invitation_code ?? null, now)),
  });
  if (decision.kind === "refused") return decision;
  if (known && decision.kind === "known") return { kind: "already_joined", distributor: known };
  const status = decision.kind === "admit" ? decision.status : "applied";
  const { distributor, isNew } = await admit(manager, input, known, status);
  if (!isNew) return { kind: "already_joined", distributor };
  if (plan.joining_mode === "invitation" && input.invitation_code) {
    await spendInvitation(manager, input.invitation_code, distributor.id, now);
  }
  return { kind: status === "active" ? "joined" : "applied", distributor };
}

async function hasBought(
  manager: EntityManager,
  { customer_id, has_bought = false }: JoinProgram,
  plan: Plan,
): Promise<boolean> {
  return (
    plan.joining_mode === "after_purchase" && (has_bought || (await hasPaidBefore(manager, customer_id)))
  );
}

async function admit(
  manager: EntityManager,
  input: JoinProgram,
  known: DistributorRow | null,
  status: "active" | "applied",
): Promise<{ distributor: DistributorRow; isNew: boolean }> {
  const { customer_id, agreement_version, now } = input;
  const admitted = {
    status,
    status_cause: status === "active" ? ("joined" as const) : ("applied" as const),
    display_name: displayName(input.display_name, input.customer_name),
    agreement_version,
    agreement_accepted_at: now,
    joined_at: now,
  };
  const stored = known
    ? { distributor: await writeReturn(manager, known.id, admitted), isNew: true }
    : await insertDistributor(manager, { id: newId("distributor"), customer_id, ...admitted });
  if (!stored.isNew) return stored;
  const { distributor } = stored;
  await insertAcceptance(manager, { distributor_id: distributor.id, agreement_version, accepted_at: now });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: status === "active" ? "distributor_joined" : "distributor_applied",
    subject_id: distributor.id,
    ...(known ? { before: { status: known.status, reason: known.status_reason } } : {}),
    after: { status, agreement_version },
  });
  return stored;
}

export interface AcceptAgreement {
  customer_id: string;
  agreement_version: string;
  now: Date;
}

/** Records that a distributor accepts the agreement in force; the same again changes nothing. */
export async function acceptAgreement(
  manager: EntityManager,
  { customer_id, agreement_version, now }: AcceptAgreement,
): Promise<
  { kind: "accepted"; distributor: DistributorRow } | Refused<"not_a_distributor" | "agreement_outdated">
> {
  const met = await findDistributorOfCustomer(manager, customer_id);
  const known = met && (await lockDistributor(manager, met.id));
  if (!known) return refused("not_a_distributor");
  const plan = await findPlanInForce(manager, now);
  if (agreement_version !== plan?.agreement.version)
    return refused("agreement_outdated", "agreement_version");
  if (known.agreement_version === agreement_version) return { kind: "accepted", distributor: known };
  await insertAcceptance(manager, { distributor_id: known.id, agreement_version, accepted_at: now });
  await writeAgreement(manager, known.id, { agreement_version, agreement_accepted_at: now });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "agreement_accepted",
    subject_id: known.id,
    before: { agreement_version: known.agreement_version },
    after: { agreement_version },
  });
  return { kind: "accepted", distributor: { ...known, agreement_version, agreement_accepted_at: now } };
}
