import type pg from "pg";
import type { DistributorEffect, Effect, TierShare } from "../../../domain/reports/distribution";
import type { DayRange } from "../../../domain/reports/range";

const EFFECT = `select o.*, t.*, v.*, s.*
  from (
    select count(*)::integer as all_orders, coalesce(sum(paid_fen - refunded_fen), 0)::bigint as all_net_fen,
      count(*) filter (where distributor_id is not null)::integer as orders,
      coalesce(sum(paid_fen) filter (where distributor_id is not null), 0)::bigint as paid_fen,
      coalesce(sum(refunded_fen) filter (where distributor_id is not null), 0)::bigint as refunded_fen,
      count(*) filter (where distributor_id is not null and nth = 1)::integer as new_customers,
      coalesce(sum(accrued_fen), 0)::bigint as accrued_fen, coalesce(sum(clawed_fen), 0)::bigint as clawed_fen
    from insights.order_fact where paid_day between $1 and $2
  ) o cross join (
    select coalesce(sum(shares), 0)::integer as shares, coalesce(sum(opens) filter (where distributor_id <> ''), 0)::integer as opens
    from insights.traffic_day where day between $1 and $2
  ) t cross join (
    select coalesce(sum(paid), 0)::integer as opened_and_paid
    from insights.traffic_day where day between $1 and $2 and distributor_id <> ''
  ) v cross join (
    select count(distinct distributor_id)::integer as selling_distributors
    from insights.commission_fact where paid_day between $1 and $2 and tier = 1
  ) s`;

const TIERS = `select tier::integer as tier, count(distinct distributor_id)::integer as distributors,
    count(distinct order_id)::integer as orders, sum(accrued_fen)::bigint as accrued_fen, sum(clawed_fen)::bigint as clawed_fen
  from insights.commission_fact where paid_day between $1 and $2 group by 1 order by 1`;

/** Orders and revenue are those of tier 1, commission is that of every tier. */
const BY_DISTRIBUTOR = `select c.distributor_id, coalesce(v.opens, 0)::integer as opens,
    coalesce(o.orders, 0)::integer as orders, coalesce(o.new_customers, 0)::integer as new_customers,
    coalesce(o.net_fen, 0)::bigint as net_fen, c.accrued_fen::bigint as accrued_fen, c.clawed_fen::bigint as clawed_fen
  from (
    select distributor_id, sum(accrued_fen) as accrued_fen, sum(clawed_fen) as clawed_fen
    from insights.commission_fact where paid_day between $1 and $2 group by 1
  ) c
  left join (
    select distributor_id, count(*) as orders, count(*) filter (where nth = 1) as new_customers,
      sum(paid_fen - refunded_fen) as net_fen
    from insights.order_fact where paid_day between $1 and $2 and distributor_id is not null group by 1
  ) o on o.distributor_id = c.distributor_id
  left join (
    select distributor_id, sum(opens) as opens from insights.traffic_day where day between $1 and $2 group by 1
  ) v on v.distributor_id = c.distributor_id`;

const TOP = `${BY_DISTRIBUTOR} order by coalesce(o.net_fen, 0) desc, c.accrued_fen desc, 1 limit 100`;

const SLEEPING = `${BY_DISTRIBUTOR} where o.orders > 0 and not exists (
    select 1 from insights.order_fact n where n.distributor_id = c.distributor_id and n.paid_day between $3 and $4)
  order by coalesce(o.net_fen, 0) desc, 1 limit 100`;

type Unnamed = Omit<DistributorEffect, "name">;

/** Fen come from the driver as texts. */
function withFen<Row>(row: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, key.endsWith("_fen") ? BigInt(String(value)) : value]),
  ) as Row;
}

/** What distribution brought in a range. */
export async function readEffect(pool: pg.Pool, { from, to }: DayRange): Promise<Effect> {
  const { rows } = await pool.query(EFFECT, [from, to]);
  return withFen<Effect>(rows[0]);
}

/** How commission spreads over tiers. */
export async function readTiers(pool: pg.Pool, { from, to }: DayRange): Promise<TierShare[]> {
  return (await pool.query(TIERS, [from, to])).rows.map(withFen<TierShare>);
}

/** The hundred distributors with the most revenue. */
export async function readTopDistributors(pool: pg.Pool, { from, to }: DayRange): Promise<Unnamed[]> {
  return (await pool.query(TOP, [from, to])).rows.map(withFen<Unnamed>);
}

/** Who sold in the period before and nothing in this one, with what they sold then. */
export async function readSleepingDistributors(
  pool: pg.Pool,
  range: DayRange,
  previous: DayRange,
): Promise<Unnamed[]> {
  const { rows } = await pool.query(SLEEPING, [previous.from, previous.to, range.from, range.to]);
  return rows.map(withFen<Unnamed>);
}
