import type pg from "pg";

type Queryable = Pick<pg.Pool, "query">;

/** A day of a customer, as it was counted. */
export interface CustomerDay {
  day: string;
  channel: string;
  events: number;
}

/** What connects visitors with customers; without it an event is nobody's. */
export class CustomerLinkStore {
  /**
   * Takes the connection away: what was counted stays, of whom is forgotten; orders are Medusa's. Visitors are found by what was counted of
   * them, and by the partitions of the last days, which may not have been counted yet. Safe to run again.
   */
  async forget(db: Queryable, customer_id: string, now: Date): Promise<void> {
    await db.query(
      `update insights.event set customer_id = null where customer_id = $1 and visitor_id in (
         select visitor_id from insights.visitor_day where customer_id = $1)`,
      [customer_id],
    );
    await db.query(
      `update insights.event set customer_id = null
       where customer_id = $1 and occurred_at >= $2::timestamptz - interval '4 days'`,
      [customer_id, now],
    );
    await db.query("update insights.visitor_day set customer_id = null where customer_id = $1", [
      customer_id,
    ]);
  }

  /** The days a customer was seen, latest first. */
  async days(db: Queryable, customer_id: string): Promise<CustomerDay[]> {
    const { rows } = await db.query<CustomerDay>(
      `select to_char(day, 'YYYY-MM-DD') as day, channel, events from insights.visitor_day
       where customer_id = $1 order by day desc limit 4000`,
      [customer_id],
    );
    return rows;
  }
}
