import type { EntityManager } from "typeorm";

/** What a person told us about themselves, sealed. */
export interface IdentityRow {
  distributor_id: string;
  real_name_sealed: Buffer;
  id_number_sealed: Buffer;
  id_number_lookup: Buffer;
  notice_version: string;
  consented_at: Date;
}

/** Stores an identity once; nobody else may have the same number. @returns whether it is stored now */
export async function insertIdentity(manager: EntityManager, row: IdentityRow): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.identity
       (distributor_id, real_name_sealed, id_number_sealed, id_number_lookup, notice_version, consented_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning distributor_id`,
    [
      row.distributor_id,
      row.real_name_sealed,
      row.id_number_sealed,
      row.id_number_lookup,
      row.notice_version,
      row.consented_at,
    ],
  );
  return inserted.length > 0;
}

/** A distributor's identity, if it was told. */
export async function findIdentity(
  manager: EntityManager,
  distributor_id: string,
): Promise<IdentityRow | null> {
  const [row] = await manager.query<IdentityRow[]>(
    `select distributor_id, real_name_sealed, id_number_sealed, id_number_lookup, notice_version, consented_at
     from distribution.identity where distributor_id = $1`,
    [distributor_id],
  );
  return row ?? null;
}
