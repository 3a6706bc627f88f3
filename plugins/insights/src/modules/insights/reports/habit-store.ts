import type pg from "pg";
import type { BoughtTogether, HabitHour } from "../../../domain/reports/habits";
import type { DayRange } from "../../../domain/reports/range";

const HOURS = `select coalesce(h.weekday, o.weekday)::integer as weekday, coalesce(h.hour, o.hour)::integer as hour,
    coalesce(h.visitors, 0)::integer as visitors, coalesce(o.orders, 0)::integer as orders
  from (
    select extract(isodow from day) as weekday, hour, sum(visitors) as visitors
    from insights.hour_day where day between $1 and $2 group by 1, 2
  ) h full join (
    select extract(isodow from paid_day) as weekday, extract(hour from paid_at at time zone 'Asia/Shanghai') as hour,
      count(*) as orders
    from insights.order_fact where paid_day between $1 and $2 group by 1, 2
  ) o on o.weekday = h.weekday and o.hour = h.hour`;

/** Among the two hundred products sold most often: pairs of the others are too rare to say anything. */
const TOGETHER = `with bought as (
    select distinct order_id, product_id from insights.order_line_fact
    where paid_day between $1 and $2 and product_id is not null
  ), top as (
    select product_id, count(*) as orders from bought group by 1 order by 2 desc, 1 limit 200
  ), pair as (
    select a.product_id as first_id, b.product_id as second_id, count(*) as orders
    from bought a join bought b on b.order_id = a.order_id and b.product_id > a.product_id
    where a.product_id in (select product_id from top) and b.product_id in (select product_id from top)
    group by 1, 2 order by 3 desc, 1, 2 limit 50
  )
  select p.first_id as first, p.second_id as second, p.orders::integer as orders, x.orders::integer as of_first,
    y.orders::integer as of_second, (select count(distinct order_id) from bought)::integer as all
  from pair p join top x on x.product_id = p.first_id join top y on y.product_id = p.second_id
  order by p.orders desc, 1, 2`;

/** Visitors and paid orders by weekday and hour. */
export async function readHabits(pool: pg.Pool, { from, to }: DayRange): Promise<HabitHour[]> {
  return (await pool.query<HabitHour>(HOURS, [from, to])).rows;
}

/** Which products are bought in one order; by their ids. */
export async function readTogether(pool: pg.Pool, { from, to }: DayRange): Promise<BoughtTogether[]> {
  return (await pool.query<BoughtTogether>(TOGETHER, [from, to])).rows;
}
