import type { EntityManager } from "typeorm";

/** A kept entry of the audit trail; a later one has the greater `seq`. */
export interface AuditRow {
  seq: bigint;
  occurred_at: Date;
  actor_id: string;
  action: string;
  subject_id: string;
  before: object | null;
  after: object | null;
  reason: string | null;
}

/** Which entries to read; what is null is not asked for. */
export interface AuditFilter {
  actor_id: string | null;
  action: string | null;
  subject_id: string | null;
  since: Date | null;
  until: Date | null;
}

/** The audit trail, latest first. @param before only entries older than this one */
export async function listAudit(
  manager: EntityManager,
  wanted: AuditFilter & { limit: number; before: bigint | null },
): Promise<AuditRow[]> {
  const { actor_id, action, subject_id, since, until, before, limit } = wanted;
  const rows = await manager.query<(Omit<AuditRow, "seq"> & { seq: string })[]>(
    `select seq, occurred_at, actor_id, action, subject_id, before, after, reason from distribution.audit
     where ($1::bigint is null or seq < $1) and ($2::text is null or actor_id = $2)
       and ($3::text is null or action = $3) and ($4::text is null or subject_id = $4)
       and ($5::timestamptz is null or occurred_at >= $5) and ($6::timestamptz is null or occurred_at < $6)
     order by seq desc limit $7`,
    [before === null ? null : String(before), actor_id, action, subject_id, since, until, limit],
  );
  return rows.map((row) => ({ ...row, seq: BigInt(row.seq) }));
}
