import type { EntityManager } from "typeorm";
import { displayName } from "../../../domain/distributor";
import { type Refused, refused } from "../../../domain/errors";
import { appendAudit } from "../storage/audit-store";
import { findDistributorOfCustomer, insertDistributor } from "../storage/distributor-store";
import type { DistributorRow } from "../storage/people.entity";
import { findPlanInForce } from "../storage/plan-store";
import { newId } from "./new-id";

export interface JoinProgram {
  customer_id: string;
  agreement_version: string;
  display_name?: string | null | undefined;
  customer_name?: string | null | undefined;
  now: Date;
}

export type JoinResult =
  | { kind: "joined" | "already_joined"; distributor: DistributorRow }
  | Refused<"joining_closed" | "agreement_outdated">;

/** Makes a customer a distributor, free of charge, once the current agreement is accepted. */
export async function joinProgram(manager: EntityManager, input: JoinProgram): Promise<JoinResult> {
  const { customer_id, agreement_version, now } = input;
  const known = await findDistributorOfCustomer(manager, customer_id);
  if (known) return { kind: "already_joined", distributor: known };
  const plan = await findPlanInForce(manager, now);
  if (!plan) return refused("joining_closed");
  if (agreement_version !== plan.agreement.version) return refused("agreement_outdated", "agreement_version");
  const { distributor, isNew } = await insertDistributor(manager, {
    id: newId("distributor"),
    customer_id,
    status: "active",
    status_cause: "joined",
    display_name: displayName(input.display_name, input.customer_name),
    agreement_version,
    agreement_accepted_at: now,
    joined_at: now,
  });
  if (!isNew) return { kind: "already_joined", distributor };
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "distributor_joined",
    subject_id: distributor.id,
    after: { status: distributor.status, agreement_version },
  });
  return { kind: "joined", distributor };
}
