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
