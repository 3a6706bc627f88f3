import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type IdentityRefusal,
  identityRefusal,
  maskedNumber,
  maskedRealName,
  normalIdNumber,
} from "../../../domain/identity/resident-id";
import { appendAudit } from "../database/audit-store";
import { findDistributorOfCustomer } from "../referral/distributor-store";
import { noteSealingKey } from "./encryption-keys";
import type { Encryptor } from "./encryptor";
import {
  type FormerIdentity,
  findIdentity,
  findOwnerOfNumber,
  type IdentityRow,
  insertIdentity,
  lockIdNumber,
} from "./identity-store";

export interface SubmitIdentity {
  customer_id: string;
  real_name: string;
  id_number: string;
  /** Which version of the notice the person agreed to, separately from everything else. */
  notice_version: string;
  now: Date;
}

/** An identity as its owner may see it again. */
export interface MaskedIdentity {
  real_name: string;
  id_number: string;
}

export type IdentityResult =
  | { kind: "recorded"; identity: MaskedIdentity }
  | Refused<IdentityRefusal | "not_a_distributor" | "identity_settled" | "identity_taken">;

/** Seals and keeps who a distributor is; telling the same again changes nothing. One person is one distributor. */
export async function submitIdentity(
  manager: EntityManager,
  sealer: Encryptor,
  input: SubmitIdentity,
): Promise<IdentityResult> {
  const { customer_id, notice_version, now } = input;
  const distributor = await findDistributorOfCustomer(manager, customer_id);
  if (!distributor) return refused("not_a_distributor");
  const real_name = input.real_name.trim();
  const id_number = normalIdNumber(input.id_number);
  const refusal = identityRefusal(real_name, id_number, now);
  if (refusal) return refusal;
  await lockIdNumber(manager, sealer.lookups(id_number));
  const known = await findIdentity(manager, distributor.id);
  if (known && !isSame(sealer, known, real_name, id_number)) return refused("identity_settled");
  if (!known) {
    if (await findOwnerOfNumber(manager, sealer.lookups(id_number)))
      return refused("identity_taken", "id_number");
    await noteSealingKey(manager, sealer, now);
    const told = sealedIdentity(sealer, distributor.id, { real_name, id_number });
    const stored = await insertIdentity(manager, { ...told, notice_version, consented_at: now });
    // Told by the same person at the same moment: what was stored then stands.
    if (!stored) return refused("identity_settled");
    const after = { notice_version };
    const entry = { occurred_at: now, actor_id: customer_id, subject_id: distributor.id, after };
    await appendAudit(manager, { ...entry, action: "identity_told" });
  }
  return { kind: "recorded", identity: masked({ real_name, id_number }) };
}

/** Name and number as a distributor's row keeps them. */
export function sealedIdentity(sealer: Encryptor, distributor_id: string, clear: MaskedIdentity) {
  return {
    distributor_id,
    real_name_sealed: sealer.seal(clear.real_name, `${distributor_id}/real_name`),
    id_number_sealed: sealer.seal(clear.id_number, `${distributor_id}/id_number`),
    id_number_lookup: sealer.lookup(clear.id_number),
    sealed_with: sealer.key_id,
  };
}

/** Whether an identity says just this name and number. */
export function isSame(sealer: Encryptor, known: IdentityRow, real_name: string, id_number: string): boolean {
  const told = openIdentity(sealer, known);
  return told.real_name === real_name && told.id_number === id_number;
}

/** What an identity says, in the clear. */
export function openIdentity(
  sealer: Encryptor,
  row: Pick<FormerIdentity, "distributor_id" | "real_name_sealed" | "id_number_sealed" | "sealed_with">,
): MaskedIdentity {
  const open = (sealed: Buffer, field: string) =>
    sealer.open(sealed, `${row.distributor_id}/${field}`, row.sealed_with);
  return {
    real_name: open(row.real_name_sealed, "real_name"),
    id_number: open(row.id_number_sealed, "id_number"),
  };
}

/** An identity with all but its ends hidden. */
export function maskedIdentity(sealer: Encryptor, row: FormerIdentity): MaskedIdentity {
  return masked(openIdentity(sealer, row));
}

/** A name and a number with all but their ends hidden. */
export function masked({ real_name, id_number }: MaskedIdentity): MaskedIdentity {
  return { real_name: maskedRealName(real_name), id_number: maskedNumber(id_number, 3) };
}
