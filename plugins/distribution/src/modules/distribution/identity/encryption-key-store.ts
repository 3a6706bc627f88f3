import type { EntityManager } from "typeorm";

/** A key that seals or has sealed, by its name. */
export interface UsedKey {
  id: string;
  proof: Buffer;
  retired_at: Date | null;
}

/** Every key that was ever used. */
export function listUsedKeys(manager: EntityManager): Promise<UsedKey[]> {
  return manager.query<UsedKey[]>(`select id, proof, retired_at from distribution.sealing_key order by id`);
}

/** Keeps that a key is used; the first time counts. */
export async function insertUsedKey(
  manager: EntityManager,
  key: { id: string; proof: Buffer; now: Date },
): Promise<void> {
  await manager.query(
    `insert into distribution.sealing_key (id, proof, first_used_at) values ($1, $2, $3) on conflict do nothing`,
    [key.id, key.proof, key.now],
  );
}

/** Some identity that was sealed before keys were noted; null where there is none. */
export async function findAnySealedName(
  manager: EntityManager,
): Promise<{ distributor_id: string; real_name_sealed: Buffer; sealed_with: string } | null> {
  const [row] = await manager.query<
    { distributor_id: string; real_name_sealed: Buffer; sealed_with: string }[]
  >(`select distributor_id, real_name_sealed, sealed_with from distribution.identity limit 1`);
  return row ?? null;
}
