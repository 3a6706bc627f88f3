import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type ChangeFacts,
  type ChangeRefusal,
  changeRefusal,
  decisionRefusal,
} from "../../../domain/referral/binding-change";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { expireAround, isChainTooLong, storeBinding } from "./binding";
import {
  type BindingChangeRow,
  findLastChange,
  findOpenChange,
  insertChange,
  lockChange,
  type NewChange,
  writeDecision,
} from "./binding-change-store";
import { endBinding, findBindingInForce, lockTree, readCustomersAbove } from "./binding-store";
import { findDistributor } from "./distributor-store";
import type { BindingRow, DistributorRow } from "./people.entity";

/** A wish to give a customer another inviter, or none. */
export interface ProposeChange {
  customer_id: string;
  /** The wished inviter; null to unbind. */
  to_distributor_id: string | null;
  /** Who asks: the shopper themselves, or a merchant's user. */
  actor_id: string;
  reason: string;
  now: Date;
}

type ProposalRefusal = ChangeRefusal | "distributor_not_found" | "change_open" | "chain_too_long";

export type ProposalResult = { kind: "proposed"; change: BindingChangeRow } | Refused<ProposalRefusal>;

/** Asks for a manual change; nothing changes before another person approves it. One may be open for a customer. */
export async function proposeChange(manager: EntityManager, input: ProposeChange): Promise<ProposalResult> {
  const { customer_id, to_distributor_id, actor_id, reason, now } = input;
  await lockTree(manager);
  await expireAroundChange(manager, input);
  if (await findOpenChange(manager, customer_id)) return refused("change_open", "customer_id");
  const looked = await lookAt(manager, customer_id, to_distributor_id, now);
  if (looked.kind === "refused") return looked;
  const change: NewChange = {
    id: newId("binding_change"),
    kind: to_distributor_id === null ? "unbind" : "change",
    customer_id,
    binding_id: looked.current?.id ?? null,
    to_distributor_id,
    reason,
    requested_by: actor_id,
    requested_at: now,
  };
  await insertChange(manager, change);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: change.kind === "unbind" ? "unbind_requested" : "change_requested",
    subject_id: change.id,
    before: { customer_id, distributor_id: looked.current?.distributor_id ?? null },
    after: { distributor_id: to_distributor_id },
    reason,
  });
  return { kind: "proposed", change: await decided(manager, change.id) };
}

/** What a change would do, and why it could not be done; nothing is written. */
export interface ChangePreview {
  current: { binding: BindingRow; distributor: DistributorRow } | null;
  to: DistributorRow | null;
  refusal: ProposalRefusal | null;
}

/** Looks at a change before anybody asks for it. */
export async function previewChange(
  manager: EntityManager,
  { customer_id, to_distributor_id, now }: Pick<ProposeChange, "customer_id" | "to_distributor_id" | "now">,
): Promise<ChangePreview> {
  const open = await findOpenChange(manager, customer_id);
  const looked = await lookAt(manager, customer_id, to_distributor_id, now);
  const binding = await findBindingInForce(manager, customer_id, now);
  const distributor = binding && (await findDistributor(manager, binding.distributor_id));
  return {
    current: binding && distributor ? { binding, distributor } : null,
    to: to_distributor_id ? await findDistributor(manager, to_distributor_id) : null,
    refusal: looked.kind === "refused" ? looked.code : open ? "change_open" : null,
  };
}

/** A decision about a change. */
export interface DecideChange {
  change_id: string;
  actor_id: string;
  note: string | null;
  now: Date;
}

type DecisionRefusal =
  | ProposalRefusal
  | "change_not_found"
  | "change_decided"
  | "same_person"
  | "binding_changed";

export type ChangeResult =
  | { kind: "approved" | "refused_change"; change: BindingChangeRow; binding: BindingRow | null }
  | Refused<DecisionRefusal>;

/**
 * Carries a change out, by somebody else than who asked for it, if it is still possible and the inviter is still the
 * one it was asked about. It holds for orders from now on: what was frozen on earlier orders stays.
 */
export async function approveChange(
  manager: EntityManager,
  { change_id, actor_id, note, now }: DecideChange,
): Promise<ChangeResult> {
  await lockTree(manager);
  const change = await lockChange(manager, change_id);
  if (!change) return refused("change_not_found");
  const refusal = decisionRefusal(change, "approve", actor_id);
  if (refusal) return refusal;
  const { customer_id, to_distributor_id } = change;
  await expireAroundChange(manager, { customer_id, to_distributor_id, now });
  const looked = await lookAt(manager, customer_id, to_distributor_id, now);
  if (looked.kind === "refused") return looked;
  const { current, to } = looked;
  if ((current?.id ?? null) !== change.binding_id) return refused("binding_changed");
  if (current) await endBinding(manager, current.id, now, to ? "changed" : "unbound");
  const made = { customer_id, share_token: null, actor_id, reason: change.reason, now };
  const binding = to ? await storeBinding(manager, made, to, current?.id ?? null) : null;
  const decision = { decided_by: actor_id, decided_at: now, decision_note: note };
  const new_binding_id = binding?.id ?? null;
  await writeDecision(manager, change_id, { state: "approved", ...decision, new_binding_id });
  await auditDecision(manager, change, "approved", { actor_id, note, now });
  return { kind: "approved", change: await decided(manager, change_id), binding };
}

/** Leaves the inviter as they are; whoever asked reads the note. */
export async function refuseChange(
  manager: EntityManager,
  { change_id, actor_id, note, now }: DecideChange,
): Promise<ChangeResult> {
  const change = await lockChange(manager, change_id);
  if (!change) return refused("change_not_found");
  const refusal = decisionRefusal(change, "refuse", actor_id);
  if (refusal) return refusal;
  const decision = { decided_by: actor_id, decided_at: now, decision_note: note, new_binding_id: null };
  await writeDecision(manager, change_id, { state: "refused", ...decision });
  await auditDecision(manager, change, "refused", { actor_id, note, now });
  return { kind: "refused_change", change: await decided(manager, change_id), binding: null };
}

const DECISION_ACTIONS = {
  change: { approved: "change_approved", refused: "change_refused" },
  unbind: { approved: "unbind_approved", refused: "unbind_refused" },
} as const;

function auditDecision(
  manager: EntityManager,
  change: BindingChangeRow,
  state: "approved" | "refused",
  { actor_id, note, now }: Pick<DecideChange, "actor_id" | "note" | "now">,
): Promise<void> {
  const { id, kind, customer_id, binding_id, to_distributor_id } = change;
  const action = DECISION_ACTIONS[kind][state];
  return appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action,
    subject_id: id,
    before: { state: change.state, customer_id, binding_id },
    after: { state, distributor_id: to_distributor_id },
    ...(note ? { reason: note } : {}),
  });
}

async function expireAroundChange(
  manager: EntityManager,
  { customer_id, to_distributor_id, now }: Pick<ProposeChange, "customer_id" | "to_distributor_id" | "now">,
): Promise<void> {
  const to = to_distributor_id ? await findDistributor(manager, to_distributor_id) : null;
  await expireAround(manager, customer_id, to?.customer_id ?? null, now);
}

/** Whether a change is possible as things are, with whom it concerns. */
async function lookAt(
  manager: EntityManager,
  customer_id: string,
  to_distributor_id: string | null,
  now: Date,
): Promise<
  { kind: "possible"; current: BindingRow | null; to: DistributorRow | null } | Refused<ProposalRefusal>
> {
  const current = await findBindingInForce(manager, customer_id, now);
  const to = to_distributor_id ? await findDistributor(manager, to_distributor_id) : null;
  if (to_distributor_id && !to) return refused("distributor_not_found", "distributor_id");
  const above = to ? await readCustomersAbove(manager, to.customer_id, now) : [];
  const facts: ChangeFacts = {
    customer_id,
    from_distributor_id: current?.distributor_id ?? null,
    to: to && { distributor_id: to.id, customer_id: to.customer_id, status: to.status },
    upline_customer_ids: above,
    last_changed_at: await findLastChange(manager, customer_id),
    now,
  };
  const refusal = changeRefusal(facts);
  if (refusal) return refusal;
  if (to && (await isChainTooLong(manager, customer_id, above))) return refused("chain_too_long");
  return { kind: "possible", current, to };
}

async function decided(manager: EntityManager, id: string): Promise<BindingChangeRow> {
  const change = await lockChange(manager, id);
  if (!change) throw new Error("a change just written is not there");
  return change;
}
