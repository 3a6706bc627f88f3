import type pg from "pg";
import { type Buyers, COHORT_MONTHS, type CohortCell } from "../../../domain/reports/customers";
import type { DayRange } from "../../../domain/reports/range";

const BUYERS = `select count(*)::integer as buyers, count(*) filter (where first_nth = 1)::integer as new_buyers,
    count(*) filter (where last_nth > 1)::integer as repeat_buyers, coalesce(sum(orders), 0)::integer as orders
  from (
    select customer_id, min(nth) as first_nth, max(nth) as last_nth, count(*) as orders
    from insights.order_fact where paid_day between $1 and $2 and customer_id is not null group by 1
  ) b`;

/** Cohorts of the twelve months that end with the range. */
const COHORTS = `with first as (
    select customer_id, date_trunc('month', paid_day) as month from insights.order_fact
    where nth = 1 and paid_day > date_trunc('month', $1::date) - interval '11 months' and paid_day <= $1::date
  )
  select to_char(f.month, 'YYYY-MM') as month,
    ((extract(year from o.paid_day) - extract(year from f.month)) * 12
      + extract(month from o.paid_day) - extract(month from f.month))::integer as months_later,
    count(distinct o.customer_id)::integer as customers
  from first f join insights.order_fact o on o.customer_id = f.customer_id
  where o.paid_day <= $1::date and o.paid_day < f.month + make_interval(months => $2 + 1)
  group by 1, 2`;

/** Who bought in a range. */
export async function readBuyers(pool: pg.Pool, { from, to }: DayRange): Promise<Buyers> {
  const { rows } = await pool.query<Buyers>(BUYERS, [from, to]);
  return rows[0] as Buyers;
}

/** Who came again, by the month of the first payment. */
export async function readCohorts(pool: pg.Pool, { to }: DayRange): Promise<CohortCell[]> {
  const { rows } = await pool.query<CohortCell>(COHORTS, [to, COHORT_MONTHS]);
  return rows;
}
