/**
 * One recomputation: a query for the first row that is not what the transfers say, as it must be and as it is. Each
 * reads tables alone; none trusts a trigger, a view of balances, or a sum kept anywhere.
 */
export interface LedgerCheck {
  name: string;
  table: string;
  sql: string;
}

const BUCKETS = ["pending", "available", "hold", "debt"] as const;

const moved = (bucket: number) =>
  `coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = ${bucket}), 0)
    - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = ${bucket}), 0)`;

/** A difference of full-joined sides `e` (expected) and `f` (found), both with `key`. */
const compared = (expected: string, found: string) =>
  `with e as (${expected}), f as (${found})
   select coalesce(e.key, f.key) as key, to_jsonb(e) as expected, to_jsonb(f) as found
   from e full join f on f.key = e.key
   where to_jsonb(e) is distinct from to_jsonb(f) order by 1 limit 1`;

const shape: LedgerCheck = {
  name: "transfers_have_one_owner",
  table: "transfer",
  sql: `select source || '/' || tier || '/' || kind as key,
      jsonb_build_object('amount_fen', 'above zero', 'accounts', 'two of one owner') as expected,
      jsonb_build_object('amount_fen', case when amount_fen > 0 then 'above zero' else amount_fen::text end,
        'accounts', case when dr <> cr and greatest(dr, cr) >= 8 and (dr < 8 or cr < 8 or dr >> 3 = cr >> 3)
          then 'two of one owner' else dr || ' and ' || cr end) as found
    from distribution.transfer
    where amount_fen <= 0 or dr = cr or greatest(dr, cr) < 8 or (dr >= 8 and cr >= 8 and dr >> 3 <> cr >> 3)
    order by 1 limit 1`,
};

const accrued: LedgerCheck = {
  name: "accruals_are_their_transfers",
  table: "accrual",
  sql: compared(
    `select order_line_id || '/' || tier as key, cr >> 3 as distributor_no, amount_fen from distribution.transfer
     where kind = 1`,
    `select order_line_id || '/' || tier as key, distributor_no, amount_fen from distribution.accrual`,
  ),
};

/** What a frozen attribution owes: recomputed from its rate, unless a cap is named that cut it. */
const OWED = `case when f.cut_by is null then coalesce(f.base_fen * f.rate_bps / 10000, f.fixed_fen * f.quantity)
  else f.amount_fen end`;

const frozen: LedgerCheck = {
  name: "accruals_are_as_frozen",
  table: "accrual",
  sql: `select a.order_line_id || '/' || a.tier as key,
      case when f.order_line_id is not null then jsonb_build_object('distributor_no', f.distributor_no,
        'order_id', f.order_id, 'amount_fen', ${OWED}) end as expected,
      jsonb_build_object('distributor_no', a.distributor_no, 'order_id', a.order_id, 'amount_fen', a.amount_fen) as found
    from distribution.accrual a
    left join distribution.attribution f on f.order_line_id = a.order_line_id and f.tier = a.tier
    where (f.distributor_no, f.order_id, ${OWED})
      is distinct from (a.distributor_no, a.order_id, a.amount_fen)
    order by 1 limit 1`,
};

/** What somebody forgoes was frozen for them, has a reason, and did not accrue. */
const forgone: LedgerCheck = {
  name: "forgone_commission_is_nobodys",
  table: "forgone",
  sql: compared(
    `select g.order_line_id || '/' || g.tier as key, f.distributor_no, f.order_id, null::bigint as accrued_fen,
       case g.reason when 'account_closed' then (select d.status from distribution.distributor d
           where d.account_no = g.distributor_no)
         when 'paid_by_earner' then (select 'closed' from distribution.processed p where p.order_id = g.order_id
           and p.kind = 'capture' and p.payer_customer_id is not null limit 1) end as why
     from distribution.forgone g
     left join distribution.attribution f on f.order_line_id = g.order_line_id and f.tier = g.tier`,
    `select g.order_line_id || '/' || g.tier as key, g.distributor_no, g.order_id, a.amount_fen as accrued_fen,
       'closed' as why
     from distribution.forgone g
     left join distribution.accrual a on a.order_line_id = g.order_line_id and a.tier = g.tier`,
  ),
};

/** Whoever adds to an order earns by nothing but what the order was frozen by, on no more than was paid. */
const additions: LedgerCheck = {
  name: "additions_are_as_their_orders",
  table: "frozen_order",
  sql: compared(
    `select n.order_id as key, o.customer_id, o.display_id, o.outcome, o.plan_id, o.frozen_at, coalesce(o.chain, '[]') as chain,
       least(n.total_fen, (select coalesce(sum(l.base_fen), 0) from distribution.frozen_line l where l.order_id = n.order_id))
         as goods_fen,
       coalesce((select min(t.distributor_no) from distribution.attribution t where t.order_id = n.order_id
         and not exists (select 1 from jsonb_array_elements(o.chain) e
           where e->>'distributor_no' = t.distributor_no::text)), 0) as stranger
     from distribution.frozen_order n join distribution.frozen_order o on o.order_id = n.parent_id
       and o.parent_id is null`,
    `select order_id as key, customer_id, display_id, outcome, plan_id, frozen_at, coalesce(chain, '[]') as chain, goods_fen::numeric as goods_fen,
       0::bigint as stranger
     from distribution.frozen_order where parent_id is not null`,
  ),
};

const clawed: LedgerCheck = {
  name: "clawed_is_what_was_taken_back",
  table: "accrual",
  sql: compared(
    `select order_line_id || '/' || tier as key, sum(amount_fen) as clawed_fen from distribution.transfer
     where kind in (2, 3, 4) group by order_line_id, tier`,
    `select order_line_id || '/' || tier as key, clawed_fen::numeric as clawed_fen from distribution.accrual
     where clawed_fen <> 0`,
  ),
};

const unasked: LedgerCheck = {
  name: "nothing_is_taken_back_without_a_refund",
  table: "accrual",
  sql: `select a.order_line_id || '/' || a.tier as key, jsonb_build_object('clawed_fen', 0) as expected,
      jsonb_build_object('clawed_fen', a.clawed_fen) as found
    from distribution.accrual a
    where a.clawed_fen <> 0 and not exists (
      select 1 from distribution.processed r where r.kind = 'refund' and r.order_id = a.order_id)
    order by 1 limit 1`,
};

const maturations: LedgerCheck = {
  name: "maturations_are_their_accruals",
  table: "transfer",
  sql: compared(
    `select 'run:' || a.matured_run || ':' || a.distributor_no as key,
       sum(a.amount_fen - coalesce(c.amount_fen, 0)) as amount_fen
     from distribution.accrual a
     left join (select order_line_id, tier, sum(amount_fen) as amount_fen from distribution.transfer
       where kind = 2 group by 1, 2) c on c.order_line_id = a.order_line_id and c.tier = a.tier
     where a.matured_run is not null group by a.matured_run, a.distributor_no
     having sum(a.amount_fen - coalesce(c.amount_fen, 0)) > 0`,
    `select source as key, sum(amount_fen) as amount_fen from distribution.transfer where kind in (5, 6) group by source`,
  ),
};

const balances: LedgerCheck = {
  name: "balances_are_their_transfers",
  table: "balance",
  sql: compared(
    `select account::text as key, sum(delta) as balance_fen
     from (select cr as account, amount_fen as delta from distribution.transfer where cr >= 8
           union all select dr, -amount_fen from distribution.transfer where dr >= 8) moves group by account`,
    `select account::text as key, balance_fen::numeric as balance_fen from distribution.balance`,
  ),
};

const pending: LedgerCheck = {
  name: "pending_is_what_has_not_matured",
  table: "balance",
  sql: compared(
    `select (distributor_no * 8 + 1)::text as key, sum(amount_fen - clawed_fen) as balance_fen
     from distribution.accrual where state = 'pending' group by distributor_no
     having sum(amount_fen - clawed_fen) <> 0`,
    `select account::text as key, balance_fen::numeric as balance_fen from distribution.balance
     where account & 7 = 1 and balance_fen <> 0`,
  ),
};

const signs: LedgerCheck = {
  name: "nobody_is_overdrawn_and_debts_come_first",
  table: "balance",
  sql: `select account::text as key,
      jsonb_build_object('balance_fen', case when account & 7 = 4 then 'zero or below' else 'zero or above' end,
        'owed_beside_available', 'nothing') as expected,
      jsonb_build_object('balance_fen', case when account & 7 = 4 and balance_fen <= 0 then 'zero or below'
        when account & 7 <> 4 and balance_fen >= 0 then 'zero or above' else balance_fen::text end,
        'owed_beside_available', coalesce(owed::text, 'nothing')) as found
    from (select b.account, b.balance_fen, d.balance_fen as owed from distribution.balance b
      left join distribution.balance d on b.account & 7 = 2 and b.balance_fen > 0 and d.account = b.account + 2
        and d.balance_fen < 0) accounts
    where (account & 7 = 4 and balance_fen > 0) or (account & 7 <> 4 and balance_fen < 0) or owed is not null
    order by account limit 1`,
};

const payouts: LedgerCheck = {
  name: "payouts_are_their_transfers",
  table: "payout",
  sql: compared(
    `select p.id as key, p.distributor_no, p.amount_fen as held,
       case when p.state in ('rejected', 'failed', 'expired') then p.amount_fen else 0 end as given_back,
       case when p.state = 'confirmed' then p.amount_fen else 0 end as gone
     from distribution.payout p`,
    `select source as key, min(greatest(dr, cr) >> 3) as distributor_no,
       coalesce(sum(amount_fen) filter (where kind = 7), 0)::bigint as held,
       coalesce(sum(amount_fen) filter (where kind in (8, 9)), 0)::bigint as given_back,
       coalesce(sum(amount_fen) filter (where kind >= 10), 0)::bigint as gone
     from distribution.transfer where kind >= 7 group by source`,
  ),
};

const withheld: LedgerCheck = {
  name: "tax_is_what_payouts_withheld",
  table: "payout",
  sql: compared(
    `select source as key, sum(amount_fen) as withheld_fen from distribution.transfer where kind = 10 group by source`,
    `select id as key, withheld_fen::numeric as withheld_fen from distribution.payout
     where state = 'confirmed' and withheld_fen <> 0`,
  ),
};

const fees: LedgerCheck = {
  name: "fees_are_what_payouts_took",
  table: "payout",
  sql: compared(
    `select source as key, sum(amount_fen) as fee_fen from distribution.transfer where kind = 12 group by source`,
    `select id as key, fee_fen::numeric as fee_fen from distribution.payout where state = 'confirmed' and fee_fen <> 0`,
  ),
};

const planned: LedgerCheck = {
  name: "fees_are_as_planned",
  table: "payout",
  sql: compared(
    `select p.id as key, case f.fee->>'kind' when 'fixed' then (f.fee->>'fixed_fen')::bigint
         when 'share' then greatest(p.amount_fen * (f.fee->>'rate_bps')::bigint / 10000, (f.fee->>'minimum_fen')::bigint)
         else 0 end as fee_fen
     from distribution.payout p left join (select id, terms->'payout_fee' as fee from distribution.plan) f
       on f.id = p.fee_plan_id`,
    `select id as key, fee_fen from distribution.payout`,
  ),
};

const days: LedgerCheck = {
  name: "closed_days_are_their_transfers",
  table: "closed_day",
  sql: compared(
    `select d.day::text as key, d.transfers, d.digest
     from (select min(starts_at) as since, max(ends_at) as until from distribution.closed_month) bounds
     cross join lateral distribution.day_digests(bounds.since, bounds.until) d`,
    `select day::text as key, transfers, digest from distribution.closed_day`,
  ),
};

const statements: LedgerCheck = {
  name: "statements_are_their_transfers",
  table: "statement",
  sql: compared(
    `select month || '/' || distributor_no as key, entries,
       ${BUCKETS.map(
         (bucket) => `(sum(${bucket}) over own - ${bucket}) as opening_${bucket},
       sum(${bucket}) over own as closing_${bucket}`,
       ).join(", ")}
     from (select greatest(t.dr, t.cr) >> 3 as distributor_no, count(*) as entries,
         to_char(t.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
         ${BUCKETS.map((bucket, index) => `${moved(index + 1)} as ${bucket}`).join(", ")}
       from distribution.transfer t
       where t.recorded_at < (select max(ends_at) from distribution.closed_month) group by 1, 3) moves
     window own as (partition by distributor_no order by month)`,
    `select month || '/' || distributor_no as key, entries,
       ${BUCKETS.map((bucket) => `opening_${bucket}::numeric, closing_${bucket}::numeric`).join(", ")}
     from distribution.statement`,
  ),
};

const months: LedgerCheck = {
  name: "months_are_chained",
  table: "closed_month",
  sql: compared(
    `select month as key, coalesce(lag(hash) over (order by month), repeat('0', 64)) as previous_hash,
       distribution.statements_digest(month) as statements_digest,
       distribution.month_hash(month, previous_hash, statements, statements_digest) as hash,
       coalesce((select sum(d.transfers) from distribution.closed_day d where d.month = m.month), 0) as transfers,
       (select count(*) from distribution.statement s where s.month = m.month) as statements
     from distribution.closed_month m`,
    `select month as key, previous_hash, statements_digest, hash, transfers::numeric as transfers, statements
     from distribution.closed_month`,
  ),
};

/** Every recomputation, in the order in which a difference is looked for: what was posted comes first. */
export const LEDGER_CHECKS: readonly LedgerCheck[] = [
  shape,
  days,
  statements,
  months,
  accrued,
  frozen,
  forgone,
  additions,
  clawed,
  unasked,
  maturations,
  balances,
  pending,
  signs,
  payouts,
  withheld,
  fees,
  planned,
];
