import type { EntityManager } from "typeorm";
import { DistributionError, type Refused, refused } from "../../../domain/errors";
import {
  type BindingDecision,
  type BindingOutcome,
  type BindingRefusal,
  bindingOutcome,
  decideBinding,
  expiresAt,
  protectedUntil,
} from "../../../domain/referral/binding";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { hasPaidBefore } from "../intake/intake-store";
import { findPlanInForce } from "../plan/plan-store";
import {
  endBinding,
  findBindingInForce,
  findOverdueBindings,
  insertBinding,
  LONGEST_CHAIN,
  lockTree,
  moveDownlines,
  readCustomersAbove,
  readLevelsBelow,
} from "./binding-store";
import type { BindingRow, DistributorRow } from "./people.entity";
import { inviterOfToken } from "./share-token";

export interface BindReferral {
  customer_id: string;
  share_token: string;
  /** Whether the shop knows an earlier paid order of theirs, also one from before this ledger. */
  has_bought?: boolean;
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
  await expireAround(manager, customer_id, inviter.customer_id, now);
  const current = await findBindingInForce(manager, customer_id, now);
  const decision = await decide(manager, input, inviter, current);
  if (decision.kind === "refused") return decision;
  if (decision.kind === "same_inviter") {
    if (!current) throw new DistributionError("binding_vanished", { customer_id });
    return { kind: "already_bound_here", binding: current, inviter };
  }
  if (decision.replaces) await endBinding(manager, decision.replaces, now, "replaced");
  const made = { customer_id, share_token, actor_id: customer_id, reason: "consent", now };
  const binding = await storeBinding(manager, made, inviter, decision.replaces);
  return { kind: "bound", binding, inviter };
}

/** What a binding is made from: a token that its customer consented to, or a change that two people made. */
export interface MadeBinding {
  customer_id: string;
  share_token: string | null;
  actor_id: string;
  reason: string;
  now: Date;
}

/** Stores a binding with the protection that the plan gives it today. */
export async function storeBinding(
  manager: EntityManager,
  { customer_id, share_token, actor_id, reason, now }: MadeBinding,
  inviter: DistributorRow,
  replaces: string | null,
): Promise<BindingRow> {
  const plan = await findPlanInForce(manager, now);
  const binding: BindingRow = {
    id: newId("binding"),
    customer_id,
    distributor_id: inviter.id,
    share_token,
    origin: share_token === null ? "change" : "consent",
    bound_at: now,
    protected_until: protectedUntil(now, plan?.binding.protection_days ?? 0),
    expires_at: expiresAt(now, plan?.binding.expires_after_days ?? null),
    ended_at: null,
    end_reason: null,
  };
  await insertBinding(manager, binding);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "bound",
    subject_id: binding.id,
    ...(replaces ? { before: { binding_id: replaces } } : {}),
    after: { customer_id, distributor_id: inviter.id },
    reason,
  });
  return binding;
}

/** Says what binding would do, changing nothing. */
export async function previewBinding(
  manager: EntityManager,
  input: BindReferral,
): Promise<
  { kind: "previewed"; inviter: DistributorRow; outcome: BindingOutcome } | Refused<"share_token_unknown">
> {
  const { customer_id, share_token, now } = input;
  const inviter = await inviterOfToken(manager, share_token, now);
  if (!inviter) return refused("share_token_unknown", "share_token");
  const current = await findBindingInForce(manager, customer_id, now);
  return {
    kind: "previewed",
    inviter,
    outcome: bindingOutcome(await decide(manager, input, inviter, current)),
  };
}

async function decide(
  manager: EntityManager,
  { customer_id, has_bought = false, now }: BindReferral,
  inviter: DistributorRow,
  current: BindingRow | null,
): Promise<BindingDecision> {
  const plan = await findPlanInForce(manager, now);
  const customers = plan?.binding.customers ?? "all";
  const above = await readCustomersAbove(manager, inviter.customer_id, now);
  const decision = decideBinding({
    customer_id,
    inviter: { distributor_id: inviter.id, customer_id: inviter.customer_id, status: inviter.status },
    current,
    customers,
    has_bought: customers === "new" && (has_bought || (await hasPaidBefore(manager, customer_id))),
    upline_customer_ids: above,
    now,
  });
  if (decision.kind !== "bind") return decision;
  return (await isChainTooLong(manager, customer_id, above)) ? refused("chain_too_long") : decision;
}

/** Whether a customer, bound below these others, would make a longer chain than is kept. */
export async function isChainTooLong(
  manager: EntityManager,
  customer_id: string,
  above: readonly string[],
): Promise<boolean> {
  return above.length + 1 + (await readLevelsBelow(manager, customer_id)) > LONGEST_CHAIN;
}

/** Who speaks where nobody decided: time did. */
const BY_TIME = "system";

/**
 * Ends what is over of a customer's own binding and of those above a wished inviter: nobody is connected through them,
 * and they must not look like a loop.
 */
export async function expireAround(
  manager: EntityManager,
  customer_id: string,
  inviter_customer_id: string | null,
  now: Date,
): Promise<void> {
  const inviters = inviter_customer_id
    ? [inviter_customer_id, ...(await readCustomersAbove(manager, inviter_customer_id, null))]
    : [];
  const customer_ids = [customer_id, ...inviters];
  const ended = await expireBindings(manager, { now, limit: customer_ids.length, customer_ids });
  if (ended > 0) await moveDownlines(manager);
}

/** Ends bindings whose time is over, of these customers or of all, the longest overdue first. @returns how many ended */
export async function expireBindings(
  manager: EntityManager,
  { now, limit, customer_ids = null }: { now: Date; limit: number; customer_ids?: readonly string[] | null },
): Promise<number> {
  await lockTree(manager);
  const overdue = await findOverdueBindings(manager, { now, limit, customer_ids });
  for (const binding of overdue) {
    await endBinding(manager, binding.id, now, "expired");
    await appendAudit(manager, {
      occurred_at: now,
      actor_id: BY_TIME,
      action: "binding_expired",
      subject_id: binding.id,
      before: { customer_id: binding.customer_id, distributor_id: binding.distributor_id },
    });
  }
  return overdue.length;
}
