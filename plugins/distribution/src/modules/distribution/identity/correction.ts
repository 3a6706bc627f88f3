import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type CorrectionCause,
  type CorrectionRefusal,
  decideOnCorrection,
} from "../../../domain/identity/identity-correction";
import { type IdentityRefusal, identityRefusal, normalIdNumber } from "../../../domain/identity/resident-id";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { findPayoutUnderWay } from "../payout/payout-store";
import { findDistributorOfCustomer, lockDistributor } from "../referral/distributor-store";
import {
  type CorrectionRow,
  decideCorrection,
  findCorrection,
  findLatestCorrection,
  insertCorrection,
} from "./correction-store";
import { noteSealingKey } from "./encryption-keys";
import type { Encryptor } from "./encryptor";
import { isErased, readLastPaidAt } from "./erasure-store";
import { isSame, type MaskedIdentity, masked, maskedIdentity, sealedIdentity } from "./identity";
import {
  findIdentity,
  findOwnerOfNumber,
  type IdentityRow,
  insertFormerIdentity,
  lockIdNumber,
  replaceIdentity,
} from "./identity-store";

export interface AskCorrection {
  customer_id: string;
  cause: CorrectionCause;
  real_name: string;
  id_number: string;
  /** Which version of the notice the person agreed to, anew for what they tell now. */
  notice_version: string;
  now: Date;
}

export type AskedCorrection =
  | { kind: "corrected"; identity: MaskedIdentity }
  | { kind: "requested"; correction: CorrectionRow }
  | Refused<IdentityRefusal | CorrectionRefusal | "not_a_distributor">;

/**
 * Corrects what a person told wrongly about themselves. Before any payout they do so themselves; whoever was paid under
 * it asks the merchant. Nobody's changes while a payout is under way, and what was paid keeps its name.
 */
export async function askCorrection(
  manager: EntityManager,
  sealer: Encryptor,
  input: AskCorrection,
): Promise<AskedCorrection> {
  const { customer_id, now } = input;
  const met = await findDistributorOfCustomer(manager, customer_id);
  // Requests of payouts hold the same row: one comes before the correction or after it.
  const distributor = met && (await lockDistributor(manager, met.id));
  if (!distributor || (await isErased(manager, distributor.id))) return refused("not_a_distributor");
  const clear = { real_name: input.real_name.trim(), id_number: normalIdNumber(input.id_number) };
  const refusal = identityRefusal(clear.real_name, clear.id_number, now);
  if (refusal) return refusal;
  const known = await findIdentity(manager, distributor.id);
  const decision = decideOnCorrection({
    is_told: known !== null,
    is_same: known !== null && isSame(sealer, known, clear.real_name, clear.id_number),
    has_payout_under_way: (await findPayoutUnderWay(manager, distributor.id)) !== null,
    has_open_correction: (await findLatestCorrection(manager, distributor.id))?.state === "open",
    is_taken: await isTaken(manager, sealer, clear.id_number, distributor.id),
    was_paid: (await readLastPaidAt(manager, distributor.id)) !== null,
  });
  if (decision.kind === "refused") return decision;
  await noteSealingKey(manager, sealer, now);
  if (decision.kind === "ask_merchant" || !known)
    return storeWish(manager, sealer, distributor.id, input, clear);
  await replaceIdentity(manager, {
    ...sealedIdentity(sealer, distributor.id, clear),
    version: known.version,
    notice_version: input.notice_version,
    consented_at: now,
  });
  await auditCorrected(manager, sealer, known, clear, { actor_id: customer_id, reason: input.cause, now });
  return { kind: "corrected", identity: masked(clear) };
}

async function isTaken(
  manager: EntityManager,
  sealer: Encryptor,
  id_number: string,
  distributor_id: string,
): Promise<boolean> {
  const lookups = sealer.lookups(id_number);
  await lockIdNumber(manager, lookups);
  const owner = await findOwnerOfNumber(manager, lookups);
  return owner !== null && owner !== distributor_id;
}

async function storeWish(
  manager: EntityManager,
  sealer: Encryptor,
  distributor_id: string,
  { customer_id, cause, notice_version, now }: AskCorrection,
  clear: MaskedIdentity,
): Promise<AskedCorrection> {
  const id = newId("identity_correction");
  await insertCorrection(manager, {
    id,
    distributor_id,
    cause,
    real_name_sealed: sealer.seal(clear.real_name, `${id}/real_name`),
    id_number_sealed: sealer.seal(clear.id_number, `${id}/id_number`),
    sealed_with: sealer.key_id,
    notice_version,
    requested_at: now,
  });
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "identity_correction_requested",
    subject_id: distributor_id,
    after: { correction_id: id, ...masked(clear) },
    reason: cause,
  });
  const correction = await findCorrection(manager, id);
  if (!correction) throw new Error("a correction just written is not there");
  return { kind: "requested", correction };
}

/** A merchant's decision about a wish. */
export interface DecideCorrection {
  correction_id: string;
  act: "approve" | "refuse";
  actor_id: string;
  reason: string;
  now: Date;
}

export type DecidedCorrection =
  | { kind: "approved" | "refused_wish"; correction_id: string; distributor_id: string }
  | Refused<
      | IdentityRefusal
      | "correction_not_found"
      | "correction_decided"
      | "correction_waits_for_payout"
      | "identity_missing"
      | "identity_taken"
      | "reason_missing"
    >;

/** Approves or refuses a wish, with a reason. What an approved one says holds from now on; the past keeps its name. */
export async function decideOnWish(
  manager: EntityManager,
  sealer: Encryptor,
  input: DecideCorrection,
): Promise<DecidedCorrection> {
  const { correction_id, act, actor_id, now } = input;
  const reason = input.reason.trim();
  if (!reason) return refused("reason_missing", "reason");
  const met = await findCorrection(manager, correction_id);
  if (!met) return refused("correction_not_found");
  const { distributor_id } = met;
  await lockDistributor(manager, distributor_id);
  const correction = await findCorrection(manager, correction_id);
  if (correction?.state !== "open") return refused("correction_decided");
  if (act === "approve") {
    const refusal = await carryOut(manager, sealer, correction, { actor_id, reason, now });
    if (refusal) return refusal;
  } else {
    const entry = { occurred_at: now, actor_id, subject_id: distributor_id, reason };
    await appendAudit(manager, { ...entry, action: "identity_correction_refused", after: { correction_id } });
  }
  const state = act === "approve" ? "approved" : "refused";
  await decideCorrection(manager, { id: correction_id, state, decided_by: actor_id, reason, now });
  return { kind: act === "approve" ? "approved" : "refused_wish", correction_id, distributor_id };
}

async function carryOut(
  manager: EntityManager,
  sealer: Encryptor,
  correction: CorrectionRow,
  by: { actor_id: string; reason: string; now: Date },
) {
  const { distributor_id, notice_version, requested_at } = correction;
  const known = await findIdentity(manager, distributor_id);
  if (!known) return refused("identity_missing");
  if (await findPayoutUnderWay(manager, distributor_id)) return refused("correction_waits_for_payout");
  const clear = openWish(sealer, correction);
  const refusal = identityRefusal(clear.real_name, clear.id_number, by.now);
  if (refusal) return refusal;
  if (await isTaken(manager, sealer, clear.id_number, distributor_id)) return refused("identity_taken");
  await noteSealingKey(manager, sealer, by.now);
  await insertFormerIdentity(manager, known, by.now);
  await replaceIdentity(manager, {
    ...sealedIdentity(sealer, distributor_id, clear),
    version: known.version + 1,
    notice_version,
    consented_at: requested_at,
  });
  await auditCorrected(manager, sealer, known, clear, by);
  return null;
}

/** What an open wish asks for, in the clear. */
export function openWish(sealer: Encryptor, correction: CorrectionRow): MaskedIdentity {
  const { id, real_name_sealed, id_number_sealed, sealed_with } = correction;
  if (!real_name_sealed || !id_number_sealed) throw new Error(`correction ${id} is decided: nothing is kept`);
  return {
    real_name: sealer.open(real_name_sealed, `${id}/real_name`, sealed_with),
    id_number: sealer.open(id_number_sealed, `${id}/id_number`, sealed_with),
  };
}

function auditCorrected(
  manager: EntityManager,
  sealer: Encryptor,
  known: IdentityRow,
  clear: MaskedIdentity,
  { actor_id, reason, now }: { actor_id: string; reason: string; now: Date },
): Promise<void> {
  return appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "identity_corrected",
    subject_id: known.distributor_id,
    before: maskedIdentity(sealer, known),
    after: masked(clear),
    reason,
  });
}
