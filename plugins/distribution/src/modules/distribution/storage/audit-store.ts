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
