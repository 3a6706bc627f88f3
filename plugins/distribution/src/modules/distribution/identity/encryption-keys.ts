import type { EntityManager } from "typeorm";
import { findAnySealedName, insertUsedKey, listUsedKeys } from "./encryption-key-store";
import type { Encryptor } from "./encryptor";

/** Notes the key that seals now, before the first text is sealed under it. */
export async function noteSealingKey(manager: EntityManager, sealer: Encryptor, now: Date): Promise<void> {
  await insertUsedKey(manager, { id: sealer.key_id, proof: sealer.proof(sealer.key_id), now });
}

/**
 * Stops whoever configured other keys than those under which people's identities are sealed.
 * @throws Error that names the option and the key that is missing or wrong
 */
export async function refuseWrongKeys(manager: EntityManager, sealer: Encryptor): Promise<void> {
  const has = (key_id: string) => sealer.key_ids.includes(key_id);
  for (const { id, proof, retired_at } of await listUsedKeys(manager)) {
    if (retired_at === null && !has(id)) throw missing(id);
    if (has(id) && !sealer.proof(id).equals(proof)) throw wrong(id);
    if (retired_at !== null && sealer.key_id === id) {
      throw new Error(
        `distribution: identity_keys begins with "${id}", which was retired: put a new key first`,
      );
    }
  }
  const known = await findAnySealedName(manager);
  if (!known) return;
  const { distributor_id, real_name_sealed, sealed_with } = known;
  if (!has(sealed_with)) throw missing(sealed_with);
  try {
    sealer.open(real_name_sealed, `${distributor_id}/real_name`, sealed_with);
  } catch {
    throw wrong(sealed_with);
  }
}

function missing(key_id: string): Error {
  return new Error(
    `distribution: identity_keys lacks the key "${key_id}", under which identities are sealed: give it back, or seal them anew with npm run rotate-identity-key`,
  );
}

function wrong(key_id: string): Error {
  return new Error(
    `distribution: identity_keys has another key as "${key_id}" than the one under which identities are sealed`,
  );
}
