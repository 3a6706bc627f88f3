import type { EntityManager } from "typeorm";

/** Servers that roll up at once take turns. */
const ROLLUP_LOCK = 5_220_118;

/** Holds other roll-ups back until this transaction ends. */
export async function lockRollup(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [ROLLUP_LOCK]);
}

/** Up to when everything is rolled up, or else when the first transfer was recorded; null while there is none. */
export async function readRolledUntil(manager: EntityManager): Promise<Date | null> {
  const [row] = await manager.query<{ since: Date | null }[]>(
    `select coalesce((select rolled_until from distribution.rollup_progress),
       (select min(recorded_at) from distribution.transfer)) as since`,
  );
  return row?.since ?? null;
}

/** Notes up to when everything is rolled up. */
export async function writeRolledUntil(manager: EntityManager, until: Date): Promise<void> {
  await manager.query(
    `insert into distribution.rollup_progress (rolled_until) values ($1)
     on conflict (singleton) do update set rolled_until = excluded.rolled_until`,
    [until],
  );
}

/**
 * Adds a day up afresh and carries the difference into its month. Transfers are never taken away, so a day only grows.
 * @param day an Asia/Shanghai day, `"2026-03-01"`, and the moments between which it lies
 */
export async function rollUpDay(
  manager: EntityManager,
  { day, from, until }: { day: string; from: Date; until: Date },
): Promise<void> {
  await manager.query(
    `with fresh as (
       select case t.kind when 1 then t.cr >> 3 else t.dr >> 3 end as distributor_no,
         sum(case t.kind when 1 then t.amount_fen else -t.amount_fen end) as earned_fen,
         count(distinct a.order_id) as orders
       from distribution.transfer t
       left join distribution.accrual a on t.kind = 1 and a.order_line_id = t.order_line_id and a.tier = t.tier
       where t.recorded_at >= $2 and t.recorded_at < $3 and t.kind in (1, 2, 3, 4)
       group by 1),
     changed as (
       select f.*, f.earned_fen - coalesce(d.earned_fen, 0) as more_fen, f.orders - coalesce(d.orders, 0) as more_orders
       from fresh f left join distribution.earning_day d on d.day = $1 and d.distributor_no = f.distributor_no
       where (f.earned_fen, f.orders) is distinct from (d.earned_fen, d.orders)),
     days as (
       insert into distribution.earning_day (day, distributor_no, earned_fen, orders)
       select $1, distributor_no, earned_fen, orders from changed
       on conflict (day, distributor_no) do update set earned_fen = excluded.earned_fen, orders = excluded.orders)
     insert into distribution.earning_month as m (distributor_no, month, earned_fen, orders)
     select distributor_no, date_trunc('month', $1::date::timestamp)::date, more_fen, more_orders from changed
     on conflict (distributor_no, month) do update
       set earned_fen = m.earned_fen + excluded.earned_fen, orders = m.orders + excluded.orders`,
    [day, from, until],
  );
}

/** What one day of Shanghai brought a distributor. */
export interface DayEarnings {
  day: string;
  earned_fen: bigint;
  orders: number;
}

/** What given days (`2026-03-01`) brought one distributor, as last rolled up; days without anything are left out. */
export async function readDayEarnings(
  manager: EntityManager,
  distributor_no: bigint,
  days: readonly string[],
): Promise<DayEarnings[]> {
  const rows = await manager.query<{ day: string; earned_fen: string; orders: number }[]>(
    `select to_char(day, 'YYYY-MM-DD') as day, earned_fen, orders from distribution.earning_day
     where day = any ($2::date[]) and distributor_no = $1 order by day`,
    [String(distributor_no), days],
  );
  return rows.map((row) => ({
    day: row.day,
    earned_fen: BigInt(row.earned_fen),
    orders: Number(row.orders),
  }));
}

/** A place in a month's ranking. */
export interface RankedDistributor {
  rank: number;
  distributor_no: bigint;
  customer_id: string;
  earned_fen: bigint;
}

/** Those who earned most in a month (its first day), by what they earned; the same amount, the earlier account. */
export async function readRanking(
  manager: EntityManager,
  month: string,
  limit: number,
): Promise<RankedDistributor[]> {
  const rows = await manager.query<{ distributor_no: string; customer_id: string; earned_fen: string }[]>(
    `select e.distributor_no, d.customer_id, e.earned_fen
     from (select distributor_no, earned_fen from distribution.earning_month
           where month = $1 and earned_fen > 0 order by earned_fen desc, distributor_no limit $2) e
     join distribution.distributor d on d.account_no = e.distributor_no
     order by e.earned_fen desc, e.distributor_no`,
    [month, limit],
  );
  return rows.map((row, index) => ({
    rank: index + 1,
    distributor_no: BigInt(row.distributor_no),
    customer_id: row.customer_id,
    earned_fen: BigInt(row.earned_fen),
  }));
}

/** One distributor's place in a month's ranking; null while they earned nothing, or beyond the first `counted`. */
export async function readOwnRank(
  manager: EntityManager,
  wanted: { month: string; distributor_no: bigint; counted: number },
): Promise<{ earned_fen: bigint; rank: number | null }> {
  const [row] = await manager.query<{ earned_fen: string; before: string }[]>(
    `select e.earned_fen, (select count(*) from (
         select 1 from distribution.earning_month o where o.month = $1
           and (o.earned_fen > e.earned_fen or (o.earned_fen = e.earned_fen and o.distributor_no < e.distributor_no))
         limit $3) ahead) as before
     from distribution.earning_month e where e.month = $1 and e.distributor_no = $2`,
    [wanted.month, String(wanted.distributor_no), wanted.counted],
  );
  const earned_fen = BigInt(row?.earned_fen ?? 0);
  const before = Number(row?.before ?? 0);
  return { earned_fen, rank: earned_fen > 0n && before < wanted.counted ? before + 1 : null };
}
