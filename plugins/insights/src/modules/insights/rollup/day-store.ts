import type pg from "pg";
import { addDays, beginningOf, type Day } from "../../../domain/shanghai-day";

type Queryable = Pick<pg.Pool, "query">;

/** Counts days of events. Counting a day again replaces what was counted of it. */
export class DayStore {
  /** The days that were changed since they were counted, oldest first. */
  async changedDays(db: Queryable): Promise<Day[]> {
    const { rows } = await db.query<{ day: Day }>(
      "select distinct to_char(day, 'YYYY-MM-DD') as day from insights.changed_day order by 1",
    );
    return rows.map(({ day }) => day);
  }

  /** Has days counted anew. */
  async noteDays(db: Queryable, days: readonly Day[]): Promise<void> {
    await db.query("insert into insights.changed_day (day) select unnest($1::date[])", [[...days]]);
  }

  /** Tokens of opened links of a day whose distributor is not known here. */
  async unknownTokens(db: Queryable, day: Day): Promise<string[]> {
    const { rows } = await db.query<{ share_token: string }>(
      `select distinct e.share_token from insights.event e
       where e.occurred_at >= $1 and e.occurred_at < $2 and e.kind = 5
         and not exists (select 1 from insights.share s where s.token = e.share_token) limit 10000`,
      boundsOf(day),
    );
    return rows.map(({ share_token }) => share_token);
  }

  /** Keeps whose tokens are. */
  async keepShares(db: Queryable, shares: ReadonlyMap<string, string>): Promise<void> {
    await db.query(
      `insert into insights.share (token, distributor_id) select * from unnest($1::text[], $2::text[])
       on conflict (token) do nothing`,
      [[...shares.keys()], [...shares.values()]],
    );
  }

  /**
   * Counts a day, within the caller's transaction. What comes meanwhile is noted after this began and counts it again.
   * A second counter of the same day waits for the first.
   */
  async countDay(client: Queryable, day: Day): Promise<void> {
    await client.query("select pg_advisory_xact_lock(hashtext('insights.day ' || $1))", [day]);
    await client.query("delete from insights.changed_day where day = $1", [day]);
    if (!(await hasEvents(client, day))) return;
    const bounds = boundsOf(day);
    for (const table of ["visitor_day", "traffic_day", "product_day", "term_day", "hour_day"]) {
      await client.query(`delete from insights.${table} where day = $1`, [day]);
    }
    await client.query(VISITORS, [day, ...bounds]);
    await client.query(STEPS_OF_ORDERS, [day]);
    await client.query(TRAFFIC, [day, ...bounds]);
    await client.query(PRODUCTS, [day, ...bounds]);
    await client.query(TERMS, [day, ...bounds]);
    await client.query(HOURS, [day, ...bounds]);
  }
}

/** Of a day whose events were dropped, what was counted stays. */
async function hasEvents(db: Queryable, day: Day): Promise<boolean> {
  const { rows } = await db.query<{ is_there: boolean }>(
    "select to_regclass('insights.event_' || $1) is not null as is_there",
    [day.replaceAll("-", "")],
  );
  return rows[0]?.is_there === true;
}

const boundsOf = (day: Day): [Date, Date] => [beginningOf(day), beginningOf(addDays(day, 1))];

/** The first channel of the day counts, and the last link that was opened. A later step implies those before it. */
const VISITORS = `insert into insights.visitor_day
    (visitor_id, day, steps, channel, share_token, distributor_id, customer_id, events, shares)
  select v.visitor_id, $1::date, v.steps, coalesce(v.channel, 'unknown'), v.share_token, s.distributor_id,
    v.customer_id, v.events, v.shares
  from (
    select visitor_id, 1 | bit_or(case kind when 2 then 2 when 6 then 4 when 7 then 8 when 8 then 8 else 1 end) as steps,
      (array_agg(channel order by occurred_at) filter (where channel is not null))[1] as channel,
      (array_agg(share_token order by occurred_at desc) filter (where kind = 5))[1] as share_token,
      max(customer_id) as customer_id, count(*) as events, count(*) filter (where kind = 4) as shares
    from insights.event where occurred_at >= $2 and occurred_at < $3 group by visitor_id
  ) v left join insights.share s on s.token = v.share_token`;

/** That somebody ordered and paid is known from orders, not from pages. */
const STEPS_OF_ORDERS = `update insights.visitor_day v set steps = v.steps | o.steps
  from (
    select customer_id, bit_or(case when placed_day = $1::date then 16 else 0 end
      | case when paid_day = $1::date then 32 else 0 end) as steps
    from insights.order_fact where (placed_day = $1::date or paid_day = $1::date) and customer_id is not null group by 1
  ) o where v.day = $1::date and v.customer_id = o.customer_id`;

const TRAFFIC = `insert into insights.traffic_day
    (day, channel, distributor_id, visitors, new_visitors, product, cart, checkout, ordered, paid, page_views, shares, opens)
  select $1::date, v.channel, coalesce(v.distributor_id, ''), count(*),
    count(*) filter (where not exists (
      select 1 from insights.visitor_day p where p.visitor_id = v.visitor_id and p.day < $1::date)),
    count(*) filter (where v.steps >= 2), count(*) filter (where v.steps >= 4), count(*) filter (where v.steps >= 8),
    count(*) filter (where v.steps >= 16), count(*) filter (where v.steps >= 32),
    coalesce(sum(e.pages), 0), sum(v.shares), count(*) filter (where v.share_token is not null)
  from insights.visitor_day v
  left join (
    select visitor_id, count(*) as pages from insights.event
    where occurred_at >= $2 and occurred_at < $3 and kind = 1 group by 1
  ) e on e.visitor_id = v.visitor_id
  where v.day = $1::date group by 2, 3`;

const PRODUCTS = `insert into insights.product_day (day, product_id, views, visitors, carts)
  select $1::date, product_id, count(*) filter (where kind = 2), count(distinct visitor_id) filter (where kind = 2),
    count(*) filter (where kind = 6)
  from insights.event where occurred_at >= $2 and occurred_at < $3 and kind in (2, 6) group by product_id`;

const TERMS = `insert into insights.term_day (day, term, searches, visitors, without_result)
  select $1::date, lower(term), count(*), count(distinct visitor_id), count(*) filter (where results = 0)
  from insights.event where occurred_at >= $2 and occurred_at < $3 and kind = 3 group by 2`;

const HOURS = `insert into insights.hour_day (day, hour, visitors, events)
  select $1::date, extract(hour from occurred_at at time zone 'Asia/Shanghai'), count(distinct visitor_id), count(*)
  from insights.event where occurred_at >= $2 and occurred_at < $3 group by 2`;
