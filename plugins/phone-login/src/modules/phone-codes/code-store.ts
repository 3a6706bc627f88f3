import { randomUUID } from "node:crypto";
import { CODE_ATTEMPTS, type Purpose, type RecentCodes } from "../../domain/one-time-code";

/** What is used of Medusa's connection to PostgreSQL (knex). */
export interface Database {
  raw<Row>(sql: string, bindings: readonly unknown[]): Promise<{ rows: Row[] }>;
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>;
}

/** A code that was noted as sent. */
export interface SentCode {
  id: string;
  phone_hash: string;
  purpose: Purpose;
}

/** Classes of PostgreSQL's advisory locks: numbers first, then addresses, so that nobody waits in a circle. */
const LOCKS = { phone: 7_410, address: 7_411 } as const;

/** The only SQL about codes. */
export class CodeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Works while no other request counts codes of the number or the address, on any server. */
  whileCounting<T>(
    phone_hash: string,
    address_hash: string,
    work: (store: CodeStore) => Promise<T>,
  ): Promise<T> {
    return this.#database.transaction(async (database) => {
      const lock = "select pg_advisory_xact_lock(?, hashtext(?))";
      await database.raw(lock, [LOCKS.phone, phone_hash]);
      await database.raw(lock, [LOCKS.address, address_hash]);
      return work(new CodeStore(database));
    });
  }

  /** What was sent within a day. */
  async recent(phone_hash: string, address_hash: string, now: Date): Promise<RecentCodes> {
    const { rows } = await this.#database.raw<Record<keyof RecentCodes, string | null>>(
      `with day as (
         select "phone_hash" = :phone as "is_number", "address_hash" = :address as "is_address",
                extract(epoch from (:now::timestamptz - "sent_at")) as "ago_s"
           from "phone_code_sent"
          where "sent_at" > :now::timestamptz - interval '1 day'
            and ("phone_hash" = :phone or "address_hash" = :address))
       select min("ago_s") filter (where "is_number") as "number_latest_s",
              count(*) filter (where "is_number" and "ago_s" < 3600) as "number_hour",
              count(*) filter (where "is_number") as "number_day",
              count(*) filter (where "is_address" and "ago_s" < 3600) as "address_hour",
              count(*) filter (where "is_address") as "address_day"
         from day`,
      { phone: phone_hash, address: address_hash, now } as unknown as unknown[],
    );
    const [row] = rows;
    return {
      number_latest_s: row?.number_latest_s == null ? null : Number(row.number_latest_s),
      number_hour: Number(row?.number_hour),
      number_day: Number(row?.number_day),
      address_hour: Number(row?.address_hour),
      address_day: Number(row?.address_day),
    };
  }

  /**
   * Notes a code as sent; the number's earlier one for the same purpose is worth nothing from now on.
   * @returns null when the proof was used before
   */
  async note(
    code: { phone_hash: string; purpose: Purpose; code_hash: string; expires_at: Date },
    { address_hash, proof_nonce, now }: { address_hash: string; proof_nonce: string | null; now: Date },
  ): Promise<SentCode | null> {
    const id = randomUUID();
    const { rows } = await this.#database.raw<{ id: string }>(
      `with old as (delete from "phone_code_sent" where "sent_at" < ?::timestamptz - interval '2 days'),
            dead as (delete from "phone_code" where "expires_at" < ?::timestamptz - interval '1 day')
       insert into "phone_code_sent" ("id", "phone_hash", "address_hash", "proof_nonce", "sent_at")
       values (?, ?, ?, ?, ?) on conflict do nothing returning "id"`,
      [now, now, id, code.phone_hash, address_hash, proof_nonce, now],
    );
    if (rows.length === 0) return null;
    await this.#database.raw(
      `insert into "phone_code" ("phone_hash", "purpose", "code_hash", "expires_at") values (?, ?, ?, ?)
       on conflict ("phone_hash", "purpose") do update
         set "code_hash" = excluded."code_hash", "expires_at" = excluded."expires_at", "attempts" = 0`,
      [code.phone_hash, code.purpose, code.code_hash, code.expires_at],
    );
    return { id, phone_hash: code.phone_hash, purpose: code.purpose };
  }

  /** Takes back a code that never left. */
  async forget({ id, phone_hash, purpose }: SentCode): Promise<void> {
    await this.#database.raw(`delete from "phone_code_sent" where "id" = ?`, [id]);
    await this.#database.raw(`delete from "phone_code" where "phone_hash" = ? and "purpose" = ?`, [
      phone_hash,
      purpose,
    ]);
  }

  /**
   * Counts an attempt and answers the hash to compare with; null when there is no live code or all attempts are used.
   * One statement counts and looks, so that many at once count as many.
   */
  async takeAttempt(phone_hash: string, purpose: Purpose, now: Date): Promise<string | null> {
    const { rows } = await this.#database.raw<{ code_hash: string }>(
      `update "phone_code" set "attempts" = "attempts" + 1
        where "phone_hash" = ? and "purpose" = ? and "expires_at" > ? and "attempts" < ?
        returning "code_hash"`,
      [phone_hash, purpose, now, CODE_ATTEMPTS],
    );
    return rows[0]?.code_hash ?? null;
  }

  /** Uses a code up. @returns false when another request was faster */
  async use(phone_hash: string, purpose: Purpose, code_hash: string): Promise<boolean> {
    const { rows } = await this.#database.raw<{ purpose: string }>(
      `delete from "phone_code" where "phone_hash" = ? and "purpose" = ? and "code_hash" = ? returning "purpose"`,
      [phone_hash, purpose, code_hash],
    );
    return rows.length === 1;
  }
}
