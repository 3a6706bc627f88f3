import type { EntityManager } from "typeorm";
import type { CorrectionCause, CorrectionState } from "../../../domain/identity/identity-correction";
import type { PageCursor } from "../database/page-cursor";

/** A wish to have a wrongly told identity corrected. What it says is sealed, and gone once it is decided. */
export interface CorrectionRow {
  id: string;
  distributor_id: string;
  cause: CorrectionCause;
  real_name_sealed: Buffer | null;
  id_number_sealed: Buffer | null;
  sealed_with: string;
  notice_version: string;
  requested_at: Date;
  state: CorrectionState;
  decided_at: Date | null;
  decided_by: string | null;
  decision_reason: string | null;
}

/** With the name under which others know its person. */
export interface ListedCorrection extends CorrectionRow {
  display_name: string;
}

/** Stores a wish; one may be open for a person. */
export async function insertCorrection(
  manager: EntityManager,
  row: Omit<CorrectionRow, "state" | "decided_at" | "decided_by" | "decision_reason">,
): Promise<void> {
  await manager.query(
    `insert into distribution.identity_correction (id, distributor_id, cause, real_name_sealed, id_number_sealed,
       sealed_with, notice_version, requested_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'open')`,
    [
      row.id,
      row.distributor_id,
      row.cause,
      row.real_name_sealed,
      row.id_number_sealed,
      row.sealed_with,
      row.notice_version,
      row.requested_at,
    ],
  );
}

/** A wish by its id. */
export async function findCorrection(manager: EntityManager, id: string): Promise<CorrectionRow | null> {
  const [row] = await manager.query<CorrectionRow[]>(
    `select * from distribution.identity_correction where id = $1`,
    [id],
  );
  return row ?? null;
}

/** A person's latest wish. */
export async function findLatestCorrection(
  manager: EntityManager,
  distributor_id: string,
): Promise<CorrectionRow | null> {
  const [row] = await manager.query<CorrectionRow[]>(
    `select * from distribution.identity_correction where distributor_id = $1 order by requested_at desc, id desc
     limit 1`,
    [distributor_id],
  );
  return row ?? null;
}

/** Writes how a wish was decided; what it said is removed. */
export async function decideCorrection(
  manager: EntityManager,
  decision: {
    id: string;
    state: Exclude<CorrectionState, "open">;
    decided_by: string;
    reason: string | null;
    now: Date;
  },
): Promise<void> {
  await manager.query(
    `update distribution.identity_correction set state = $2, decided_by = $3, decision_reason = $4, decided_at = $5,
       real_name_sealed = null, id_number_sealed = null where id = $1`,
    [decision.id, decision.state, decision.decided_by, decision.reason, decision.now],
  );
}

/** Wishes of a state, or all of them, latest first. */
export function listCorrections(
  manager: EntityManager,
  wanted: { state: CorrectionState | null; limit: number; after: PageCursor | null },
): Promise<ListedCorrection[]> {
  const { state, limit, after } = wanted;
  return manager.query<ListedCorrection[]>(
    `select c.*, d.display_name from distribution.identity_correction c
     join distribution.distributor d on d.id = c.distributor_id
     where ($1::text is null or c.state = $1) and ($2::timestamptz is null or (c.requested_at, c.id) < ($2, $3))
     order by c.requested_at desc, c.id desc limit $4`,
    [state, after?.at ?? null, after?.id ?? null, limit],
  );
}
