import type { EntityManager } from "typeorm";

/** One decision: who did what to whom, and how it looked before and after. */
export interface AuditEntry {
  occurred_at: Date;
  actor_id: string;
  action: string;
  subject_id: string;
  before?: object;
  after?: object;
  reason?: string;
}

/** Appends to the audit trail. */
export async function appendAudit(manager: EntityManager, entry: AuditEntry): Promise<void> {
  const json = (value: object | undefined) => (value ? JSON.stringify(value) : null);
  await manager.query(
    `insert into distribution.audit (occurred_at, actor_id, action, subject_id, before, after, reason)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      entry.occurred_at,
      entry.actor_id,
      entry.action,
      entry.subject_id,
      json(entry.before),
      json(entry.after),
      entry.reason ?? null,
    ],
  );
}

/** A decision as it is read back. */
export interface AuditedDecision {
  seq: string;
  occurred_at: Date;
  actor_id: string;
  action: string;
  before: object | null;
  after: object | null;
  reason: string | null;
}

/** The latest decisions about a subject, newest first. */
export function listAuditOf(
  manager: EntityManager,
  subject_id: string,
  limit: number,
): Promise<AuditedDecision[]> {
  return manager.query<AuditedDecision[]>(
    `select seq, occurred_at, actor_id, action, before, after, reason from distribution.audit
     where subject_id = $1 order by seq desc limit $2`,
    [subject_id, limit],
  );
}

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
