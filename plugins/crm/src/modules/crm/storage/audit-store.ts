import type { Database } from "./database-sql";

/** Something that was changed for customers. `actor_id` is a user's, a key's, or `rule` and `system`. */
export interface AuditEntry {
  readonly actor_id: string;
  readonly action: string;
  readonly customer_id?: string | null;
  readonly subject_id?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** An entry as it is read. `at` is ISO 8601. */
export interface AuditView extends Required<AuditEntry> {
  readonly number: string;
  readonly at: string;
}

/** Notes who changed what and when, in the transaction of the change. */
export async function appendAudit(transaction: Database, entry: AuditEntry, now: Date): Promise<void> {
  await transaction.raw(
    `insert into "crm_audit" ("at", "actor_id", "action", "customer_id", "subject_id", "detail")
     values (?, ?, ?, ?, ?, ?::jsonb)`,
    [
      now,
      entry.actor_id,
      entry.action,
      entry.customer_id ?? null,
      entry.subject_id ?? null,
      JSON.stringify(entry.detail ?? {}),
    ],
  );
}

export interface AuditFilter {
  readonly customer_id?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** What was changed, by whom and when. Entries are only ever appended; a closed customer's are deleted. */
export class AuditStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(entry: AuditEntry, now: Date): Promise<void> {
    await appendAudit(this.#database, entry, now);
  }

  /** Latest first. @param filter `before` is the number of the entry that the page ends before */
  async list({ customer_id, before, limit }: AuditFilter): Promise<AuditView[]> {
    const { rows } = await this.#database.raw<Omit<AuditView, "at"> & { at: Date }>(
      `select "number"::text, "at", "actor_id", "action", "customer_id", "subject_id", "detail" from "crm_audit"
       where (?::text is null or "customer_id" = ?) and (?::bigint is null or "number" < ?::bigint)
       order by "crm_audit"."number" desc limit ?`,
      [customer_id ?? null, customer_id ?? null, before ?? null, before ?? null, limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
