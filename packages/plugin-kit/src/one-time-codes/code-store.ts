import { randomUUID } from "node:crypto";
import { CODE_ATTEMPTS, type RecentCodes } from "./code-rules";

/** What is used of Medusa's connection to PostgreSQL (knex). */
export interface Database {
  raw<Row>(sql: string, bindings: readonly unknown[]): Promise<{ rows: Row[] }>;
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>;
}

/** A code that was noted as sent. */
export interface SentCode {
  id: string;
  subject_hash: string;
  purpose: string;
}

/** Classes of PostgreSQL's advisory locks: subjects first, then addresses, so that nobody waits in a circle. */
const LOCKS = { subject: 7_410, address: 7_411 } as const;

/** The statements that make the tables of one kind of codes, for a migration. */
export function oneTimeCodeTables(table: string): string[] {
  const index = (columns: string) =>
    `create index if not exists "IDX_${table}_sent_${columns.split('"')[1]}" on "${table}_sent" (${columns});`;
  return [
    `create table if not exists "${table}" (
      "subject_hash" text not null,
      "purpose" text not null,
      "code_hash" text not null,
      "attempts" integer not null default 0,
      "expires_at" timestamptz not null,
      primary key ("subject_hash", "purpose")
    );`,
    `create table if not exists "${table}_sent" (
      "id" text primary key,
      "subject_hash" text not null,
      "address_hash" text not null,
      "proof_nonce" text null unique,
      "sent_at" timestamptz not null
    );`,
    index('"subject_hash", "sent_at"'),
    index('"address_hash", "sent_at"'),
    index('"sent_at"'),
  ];
}

/** The only SQL about codes. */
export class CodeStore {
  readonly #database: Database;
  readonly #table: string;

  /** @param table as `oneTimeCodeTables` made it */
  constructor(database: Database, table: string) {
    this.#database = database;
    this.#table = table;
  }

  /** Works while no other request counts codes of the subject or the address, on any server. */
  whileCounting<T>(
    subject_hash: string,
    address_hash: string,
    work: (store: CodeStore) => Promise<T>,
  ): Promise<T> {
    return this.#database.transaction(async (database) => {
      const lock = "select pg_advisory_xact_lock(?, hashtext(?))";
      await database.raw(lock, [LOCKS.subject, subject_hash]);
      await database.raw(lock, [LOCKS.address, address_hash]);
      return work(new CodeStore(database, this.#table));
    });
  }

  /** What was sent within a day. */
  async recent(subject_hash: string, address_hash: string, now: Date): Promise<RecentCodes> {
    const { rows } = await this.#database.raw<Record<keyof RecentCodes, string | null>>(
      `with day as (
         select "subject_hash" = :subject as "is_subject", "address_hash" = :address as "is_address",
                extract(epoch from (:now::timestamptz - "sent_at")) as "ago_s"
           from "${this.#table}_sent"
          where "sent_at" > :now::timestamptz - interval '1 day'
            and ("subject_hash" = :subject or "address_hash" = :address))
       select min("ago_s") filter (where "is_subject") as "subject_latest_s",
              count(*) filter (where "is_subject" and "ago_s" < 3600) as "subject_hour",
              count(*) filter (where "is_subject") as "subject_day",
              count(*) filter (where "is_address" and "ago_s" < 3600) as "address_hour",
              count(*) filter (where "is_address") as "address_day"
         from day`,
      { subject: subject_hash, address: address_hash, now } as unknown as unknown[],
    );
    const [row] = rows;
    return {
      subject_latest_s: row?.subject_latest_s == null ? null : Number(row.subject_latest_s),
      subject_hour: Number(row?.subject_hour),
      subject_day: Number(row?.subject_day),
      address_hour: Number(row?.address_hour),
      address_day: Number(row?.address_day),
    };
  }

  /**
   * Notes a code as sent; the subject's earlier one for the same purpose is worth nothing from now on.
   * @returns null when the proof was used before
   */
  async note(
    code: { subject_hash: string; purpose: string; code_hash: string; expires_at: Date },
    { address_hash, proof_nonce, now }: { address_hash: string; proof_nonce: string | null; now: Date },
  ): Promise<SentCode | null> {
    const id = randomUUID();
    const { rows } = await this.#database.raw<{ id: string }>(
      `with old as (delete from "${this.#table}_sent" where "sent_at" < ?::timestamptz - interval '2 days'),
            dead as (delete from "${this.#table}" where "expires_at" < ?::timestamptz - interval '1 day')
       insert into "${this.#table}_sent" ("id", "subject_hash", "address_hash", "proof_nonce", "sent_at")
       values (?, ?, ?, ?, ?) on conflict do nothing returning "id"`,
      [now, now, id, code.subject_hash, address_hash, proof_nonce, now],
    );
    if (rows.length === 0) return null;
    await this.#database.raw(
      `insert into "${this.#table}" ("subject_hash", "purpose", "code_hash", "expires_at") values (?, ?, ?, ?)
       on conflict ("subject_hash", "purpose") do update
         set "code_hash" = excluded."code_hash", "expires_at" = excluded."expires_at", "attempts" = 0`,
      [code.subject_hash, code.purpose, code.code_hash, code.expires_at],
    );
    return { id, subject_hash: code.subject_hash, purpose: code.purpose };
  }

  /** Takes back a code that never left. */
  async forget({ id, subject_hash, purpose }: SentCode): Promise<void> {
    await this.#database.raw(`delete from "${this.#table}_sent" where "id" = ?`, [id]);
    await this.#database.raw(`delete from "${this.#table}" where "subject_hash" = ? and "purpose" = ?`, [
      subject_hash,
      purpose,
    ]);
  }

  /**
   * Counts an attempt and answers the hash to compare with; null when there is no live code or all attempts are used.
   * One statement counts and looks, so that many at once count as many.
   */
  async takeAttempt(subject_hash: string, purpose: string, now: Date): Promise<string | null> {
    const { rows } = await this.#database.raw<{ code_hash: string }>(
      `update "${this.#table}" set "attempts" = "attempts" + 1
        where "subject_hash" = ? and "purpose" = ? and "expires_at" > ? and "attempts" < ?
        returning "code_hash"`,
      [subject_hash, purpose, now, CODE_ATTEMPTS],
    );
    return rows[0]?.code_hash ?? null;
  }

  /** Uses a code up. @returns false when another request was faster */
  async use(subject_hash: string, purpose: string, code_hash: string): Promise<boolean> {
    const { rows } = await this.#database.raw<{ purpose: string }>(
      `delete from "${this.#table}" where "subject_hash" = ? and "purpose" = ? and "code_hash" = ? returning "purpose"`,
      [subject_hash, purpose, code_hash],
    );
    return rows.length === 1;
  }
}
