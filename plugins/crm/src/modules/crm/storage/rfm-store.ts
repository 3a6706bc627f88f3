import { DAY_MS } from "../../../domain/rfm";
import type { SegmentContext } from "../../../domain/segment-match";
import type { Database } from "./database-sql";
import { binsSql } from "./segment-sql";

/** How many customers are in one combination of bins. */
export interface RfmCount {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly customers: number;
  readonly net_fen: string;
}

/** Customers by recency, frequency and money, now and when the month began. */
export class RfmStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everybody who ever paid an order, by the bins of now. */
  async counts(context: SegmentContext): Promise<RfmCount[]> {
    return this.#counted(`"crm_customer_fact" f where f."order_count" > 0`, [], context);
  }

  /**
   * The same as it was when the snapshot of a month was taken, by the thresholds of now.
   * @returns null where the month has no snapshot
   */
  async countsOfMonth(month: string, context: SegmentContext): Promise<RfmCount[] | null> {
    const { rows } = await this.#database.raw<{ taken_at: Date }>(
      `select "taken_at" from "crm_rfm_snapshot" where "month" = ? limit 1`,
      [month],
    );
    const taken_at = rows[0]?.taken_at;
    return taken_at
      ? this.#counted(`"crm_rfm_snapshot" f where f."month" = ?`, [month], { ...context, now: taken_at })
      : null;
  }

  /** Keeps how things stand, once a month. Snapshots older than two years are deleted. */
  async takeSnapshot(month: string, now: Date): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_rfm_snapshot" ("month", "customer_id", "last_order_at", "order_count", "net_fen", "taken_at")
         select ?, f."customer_id", f."last_order_at", f."order_count", f."net_fen", ?::timestamptz
         from "crm_customer_fact" f where f."order_count" > 0
           and not exists (select from "crm_rfm_snapshot" s where s."month" = ?)
         on conflict do nothing`,
        [month, now, month],
      );
      await transaction.raw(`delete from "crm_rfm_snapshot" where "taken_at" < ?::timestamptz`, [
        new Date(now.getTime() - 730 * DAY_MS),
      ]);
    });
  }

  async #counted(from: string, values: readonly unknown[], context: SegmentContext): Promise<RfmCount[]> {
    const { r, f, m } = binsSql(context);
    const { rows } = await this.#database.raw<RfmCount>(
      `select b."r", b."f", b."m", count(*)::int as "customers", sum(b."net_fen")::text as "net_fen"
       from (select ${r.sql} as "r", ${f.sql} as "f", ${m.sql} as "m", f."net_fen" from ${from}) b
       group by 1, 2, 3 order by 1, 2, 3`,
      [...r.bindings, ...f.bindings, ...m.bindings, ...values],
    );
    return rows;
  }
}
