import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type IdentityRefusal,
  identityRefusal,
  maskedNumber,
  maskedRealName,
  normalIdNumber,
} from "../../../domain/resident-id";
import { appendAudit } from "../storage/audit-store";
import { findDistributorOfCustomer } from "../storage/distributor-store";
import { findIdentity, type IdentityRow, insertIdentity } from "../storage/identity-store";
import type { Sealer } from "./sealing";

export interface TellIdentity {
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
export async function tellIdentity(
  manager: EntityManager,
  sealer: Sealer,
  input: TellIdentity,
): Promise<IdentityResult> {
  const { customer_id, notice_version, now } = input;
  const distributor = await findDistributorOfCustomer(manager, customer_id);
  if (!distributor) return refused("not_a_distributor");
  const real_name = input.real_name.trim();
  const id_number = normalIdNumber(input.id_number);
  const refusal = identityRefusal(real_name, id_number, now);
  if (refusal) return refusal;
  const lookup = sealer.lookup(id_number);
  const stored = await insertIdentity(manager, {
    distributor_id: distributor.id,
    real_name_sealed: sealer.seal(real_name, `${distributor.id}/real_name`),
    id_number_sealed: sealer.seal(id_number, `${distributor.id}/id_number`),
    id_number_lookup: lookup,
    notice_version,
    consented_at: now,
  });
  const known = stored ? null : await findIdentity(manager, distributor.id);
  if (!stored && !known) return refused("identity_taken", "id_number");
  if (known && !isSame(sealer, known, real_name, lookup)) return refused("identity_settled");
  if (stored) {
    const subject_id = distributor.id;
    const after = { notice_version };
    await appendAudit(manager, {
      occurred_at: now,
      actor_id: customer_id,
      action: "identity_told",
      subject_id,
      after,
    });
  }
  return { kind: "recorded", identity: masked(real_name, id_number) };
}

function isSame(sealer: Sealer, known: IdentityRow, real_name: string, lookup: Buffer): boolean {
  return known.id_number_lookup.equals(lookup) && openName(sealer, known) === real_name;
}

/** A distributor's real name in the clear, for the transfer that needs it. */
export function openName(sealer: Sealer, row: IdentityRow): string {
  return sealer.open(row.real_name_sealed, `${row.distributor_id}/real_name`);
}

/** An identity with all but its ends hidden. */
export function maskedIdentity(sealer: Sealer, row: IdentityRow): MaskedIdentity {
  const id_number = sealer.open(row.id_number_sealed, `${row.distributor_id}/id_number`);
  return masked(openName(sealer, row), id_number);
}

function masked(real_name: string, id_number: string): MaskedIdentity {
  return { real_name: maskedRealName(real_name), id_number: maskedNumber(id_number, 3) };
}
