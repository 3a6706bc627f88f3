import type { EntityManager } from "typeorm";
import {
  type BindingDecision,
  type BindingOutcome,
  type BindingRefusal,
  bindingOutcome,
  decideBinding,
  protectedUntil,
} from "../../../domain/binding";
import { DistributionError, type Refused, refused } from "../../../domain/errors";
import { appendAudit } from "../storage/audit-store";
import {
  endBinding,
  findCurrentBinding,
  insertBinding,
  LONGEST_CHAIN,
  lockTree,
  readCustomersAbove,
  readLevelsBelow,
} from "../storage/binding-store";
import type { BindingRow, DistributorRow } from "../storage/people.entity";
import { findPlanInForce } from "../storage/plan-store";
import { newId } from "./new-id";
import { inviterOfToken } from "./sharing";

export interface BindReferral {
  customer_id: string;
  share_token: string;
  now: Date;
}

export type BindResult =
  | { kind: "bound" | "already_bound_here"; binding: BindingRow; inviter: DistributorRow }
  | Refused<BindingRefusal | "share_token_unknown">;

/** Binds a consenting customer to the distributor whom a token names; the same again answers the same binding. */
export async function bindReferral(manager: EntityManager, input: BindReferral): Promise<BindResult> {
  const { customer_id, share_token, now } = input;
  await lockTree(manager);
  const inviter = await inviterOfToken(manager, share_token, now);
  if (!inviter) return refused("share_token_unknown", "share_token");
  const current = await findCurrentBinding(manager, customer_id);
  const decision = await decide(manager, customer_id, inviter, current, now);
  if (decision.kind === "refused") return decision;
  if (decision.kind === "same_inviter") {
    if (!current) throw new DistributionError("binding_vanished", { customer_id });
    return { kind: "already_bound_here", binding: current, inviter };
  }
  if (decision.replaces) await endBinding(manager, decision.replaces, now, "replaced");
  const binding = await storeBinding(manager, input, inviter, decision.replaces);
  return { kind: "bound", binding, inviter };
}

async function storeBinding(
  manager: EntityManager,
  { customer_id, share_token, now }: BindReferral,
  inviter: DistributorRow,
  replaces: string | null,
): Promise<BindingRow> {
  const plan = await findPlanInForce(manager, now);
  const binding: BindingRow = {
    id: newId("binding"),
    customer_id,
    distributor_id: inviter.id,
    share_token,
    bound_at: now,
    protected_until: protectedUntil(now, plan?.binding.protection_days ?? 0),
    ended_at: null,
    end_reason: null,
  };
  await insertBinding(manager, binding);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "bound",
    subject_id: binding.id,
    ...(replaces ? { before: { binding_id: replaces } } : {}),
    after: { customer_id, distributor_id: inviter.id },
    reason: "consent",
  });
  return binding;
}

/** Says what binding would do, changing nothing; null when the token names nobody. */
export async function previewBinding(
  manager: EntityManager,
  { customer_id, share_token, now }: BindReferral,
): Promise<{ inviter: DistributorRow; outcome: BindingOutcome } | null> {
  const inviter = await inviterOfToken(manager, share_token, now);
  if (!inviter) return null;
  const current = await findCurrentBinding(manager, customer_id);
  return { inviter, outcome: bindingOutcome(await decide(manager, customer_id, inviter, current, now)) };
}

async function decide(
  manager: EntityManager,
  customer_id: string,
  inviter: DistributorRow,
  current: BindingRow | null,
  now: Date,
): Promise<BindingDecision> {
  const above = await readCustomersAbove(manager, inviter.customer_id);
  const decision = decideBinding({
    customer_id,
    inviter: { distributor_id: inviter.id, customer_id: inviter.customer_id, status: inviter.status },
    current,
    upline_customer_ids: above,
    now,
  });
  if (decision.kind !== "bind") return decision;
  const length = above.length + 1 + (await readLevelsBelow(manager, customer_id));
  return length > LONGEST_CHAIN ? refused("not_eligible") : decision;
}
