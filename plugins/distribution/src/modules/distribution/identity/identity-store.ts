import type { EntityManager } from "typeorm";

/** What a person told us about themselves, sealed. */
export interface IdentityRow {
  distributor_id: string;
  /** 1 for what was told at first; one more with every correction. */
  version: number;
  real_name_sealed: Buffer;
  id_number_sealed: Buffer;
  id_number_lookup: Buffer;
  /** The name of the key. */
  sealed_with: string;
  notice_version: string;
  consented_at: Date;
}

/** An identity that was corrected since: what its person was paid under. */
export type FormerIdentity = Omit<IdentityRow, "id_number_lookup">;

const COLUMNS = `distributor_id, version, real_name_sealed, id_number_sealed, id_number_lookup, sealed_with,
  notice_version, consented_at`;

/** The numbers by which those wait for each other who tell the same ID number. */
const NUMBER_LOCKS = 5_220_122;

/**
 * Lets nobody else tell the same ID number until this transaction ends.
 * @param lookups its hashes under every key, in one order
 */
export async function lockIdNumber(manager: EntityManager, lookups: readonly Buffer[]): Promise<void> {
  for (const lookup of lookups) {
    await manager.query(`select pg_advisory_xact_lock($1, $2)`, [NUMBER_LOCKS, lookup.readInt32BE(0)]);
  }
}

/** Whose identity has an ID number now; null when nobody's has. */
export async function findOwnerOfNumber(
  manager: EntityManager,
  lookups: readonly Buffer[],
): Promise<string | null> {
  const [row] = await manager.query<{ distributor_id: string }[]>(
    `select distributor_id from distribution.identity where id_number_lookup = any($1) limit 1`,
    [lookups],
  );
  return row?.distributor_id ?? null;
}

/** Stores an identity once; nobody else may have the same number. @returns whether it is stored now */
export async function insertIdentity(
  manager: EntityManager,
  row: Omit<IdentityRow, "version">,
): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.identity (distributor_id, real_name_sealed, id_number_sealed, id_number_lookup,
       sealed_with, notice_version, consented_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning distributor_id`,
    [
      row.distributor_id,
      row.real_name_sealed,
      row.id_number_sealed,
      row.id_number_lookup,
      row.sealed_with,
      row.notice_version,
      row.consented_at,
    ],
  );
  return inserted.length > 0;
}

/** Keeps an identity as a former one, as its person was paid under it. */
export async function insertFormerIdentity(
  manager: EntityManager,
  row: FormerIdentity,
  corrected_at: Date,
): Promise<void> {
  await manager.query(
    `insert into distribution.former_identity (distributor_id, version, real_name_sealed, id_number_sealed,
       sealed_with, notice_version, consented_at, corrected_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.distributor_id,
      row.version,
      row.real_name_sealed,
      row.id_number_sealed,
      row.sealed_with,
      row.notice_version,
      row.consented_at,
      corrected_at,
    ],
  );
}

/** Puts an identity in the place of the one that a distributor has. */
export async function replaceIdentity(manager: EntityManager, row: IdentityRow): Promise<void> {
  await manager.query(
    `update distribution.identity set version = $2, real_name_sealed = $3, id_number_sealed = $4,
       id_number_lookup = $5, sealed_with = $6, notice_version = $7, consented_at = $8
     where distributor_id = $1`,
    [
      row.distributor_id,
      row.version,
      row.real_name_sealed,
      row.id_number_sealed,
      row.id_number_lookup,
      row.sealed_with,
      row.notice_version,
      row.consented_at,
    ],
  );
}

/** A distributor's identity, if it was told. */
export async function findIdentity(
  manager: EntityManager,
  distributor_id: string,
): Promise<IdentityRow | null> {
  const [row] = await manager.query<IdentityRow[]>(
    `select ${COLUMNS} from distribution.identity where distributor_id = $1`,
    [distributor_id],
  );
  return row ?? null;
}

/** The identity that a distributor had under a version, today's or a former one. */
export async function findIdentityOfVersion(
  manager: EntityManager,
  distributor_id: string,
  version: number,
): Promise<FormerIdentity | null> {
  const [row] = await manager.query<FormerIdentity[]>(
    `select distributor_id, version, real_name_sealed, id_number_sealed, sealed_with, notice_version, consented_at
     from distribution.identity where distributor_id = $1 and version = $2
     union all
     select distributor_id, version, real_name_sealed, id_number_sealed, sealed_with, notice_version, consented_at
     from distribution.former_identity where distributor_id = $1 and version = $2 limit 1`,
    [distributor_id, version],
  );
  return row ?? null;
}
