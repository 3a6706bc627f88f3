import type { OrderFacts } from "../../../domain/customer-fact";
import type { Database } from "./database-sql";

/** All that is kept of a customer. Amounts are fen. */
export interface CustomerFact extends OrderFacts {
  readonly customer_id: string;
  readonly registered_at: Date;
  readonly source: string;
  readonly distributor_id: string | null;
  readonly inviter_id: string | null;
  readonly follows: boolean | null;
  readonly birthday_month: number | null;
  readonly last_visit_at: Date | null;
}

/** A fact as pages read it: fen as decimal text, moments as ISO 8601. */
export interface FactView {
  readonly customer_id: string;
  readonly registered_at: string;
  readonly first_order_at: string | null;
  readonly last_order_at: string | null;
  readonly order_count: number;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly net_fen: string;
  readonly refund_count: number;
  readonly source: string;
  readonly distributor_id: string | null;
  readonly inviter_id: string | null;
  readonly follows: boolean | null;
  readonly birthday_month: number | null;
  readonly last_visit_at: string | null;
}

const iso = (column: string): string =>
  `to_char(f."${column}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "${column}"`;

/** The columns of a `FactView`, of the row `f`. */
export const FACT_VIEW = `f."customer_id", ${iso("registered_at")}, ${iso("first_order_at")}, ${iso("last_order_at")},
  f."order_count", f."paid_fen"::text, f."refunded_fen"::text, f."net_fen"::text, f."refund_count", f."source",
  f."distributor_id", f."inviter_id", f."follows", f."birthday_month", ${iso("last_visit_at")}`;

const WALK = "walk";
const WATERMARK = "orders_seen_until";

/** What a closed customer leaves behind is deleted from all of these. */
const OF_A_CUSTOMER = [
  "crm_customer_fact",
  "crm_customer_tag",
  "crm_note",
  "crm_care",
  "crm_task",
  "crm_rfm_snapshot",
  "crm_outreach_person",
  "crm_play_person",
  "crm_audit",
];

/** One row a customer, made anew from the sources whenever something may have changed. */
export class FactStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async save(fact: CustomerFact, now: Date): Promise<void> {
    const row = {
      ...fact,
      paid_fen: String(fact.paid_fen),
      refunded_fen: String(fact.refunded_fen),
      computed_at: now,
    };
    const columns = Object.keys(row).map((name) => `"${name}"`);
    await this.#database.raw(
      `insert into "crm_customer_fact" (${columns}) values (${columns.map(() => "?")})
       on conflict ("customer_id") do update set ${columns.map((name) => `${name} = excluded.${name}`)}`,
      Object.values(row),
    );
  }

  async find(customer_id: string): Promise<FactView | null> {
    const { rows } = await this.#database.raw<FactView>(
      `select ${FACT_VIEW} from "crm_customer_fact" f where f."customer_id" = ?`,
      [customer_id],
    );
    return rows[0] ?? null;
  }

  /** Deletes everything that is kept of a customer whose account is closed. */
  async forget(customer_id: string): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      for (const table of OF_A_CUSTOMER) {
        await transaction.raw(`delete from "${table}" where "customer_id" = ?`, [customer_id]);
      }
    });
  }

  /** Customers whose facts are kept, behind one id and up to another; null is the end. */
  async keptBetween(after: string, up_to: string | null): Promise<string[]> {
    const { rows } = await this.#database.raw<{ customer_id: string }>(
      `select "customer_id" from "crm_customer_fact"
       where "customer_id" > ? and (?::text is null or "customer_id" <= ?)`,
      [after, up_to, up_to],
    );
    return rows.map(({ customer_id }) => customer_id);
  }

  /** Where the walk through all customers stands: the id it goes on behind. */
  walkedTo(): Promise<string> {
    return this.#read(WALK, "");
  }

  async walkTo(customer_id: string, now: Date): Promise<void> {
    await this.#write(WALK, customer_id, now);
  }

  /** Until when changed orders were looked at; ISO 8601. */
  seenUntil(): Promise<string> {
    return this.#read(WATERMARK, new Date(0).toISOString());
  }

  async seeUntil(moment: Date, now: Date): Promise<void> {
    await this.#write(WATERMARK, moment.toISOString(), now);
  }

  async #read(key: string, standard: string): Promise<string> {
    const { rows } = await this.#database.raw<{ value: string }>(
      `select "value" from "crm_setting" where "key" = ?`,
      [key],
    );
    return rows[0]?.value ?? standard;
  }

  async #write(key: string, value: string, now: Date): Promise<void> {
    await this.#database.raw(
      `insert into "crm_setting" ("key", "value", "changed_by", "changed_at") values (?, ?::jsonb, 'system', ?)
       on conflict ("key") do update set "value" = excluded."value", "changed_at" = excluded."changed_at"`,
      [key, JSON.stringify(value), now],
    );
  }
}
