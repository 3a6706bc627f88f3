/** Whether a frozen order has accrued: by `finding`, the accruals of `old.order_id`. */
const refuseThawSql = (finding: string) => `
create or replace function distribution.refuse_thaw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (${finding}) then
    raise exception '%: what is frozen stays', tg_table_name using errcode = '23514';
  end if;
  return old;
end $$;
`;

/** What a run moved must be what it matured; `run` is a transfer's run in the collation that is asked for. */
const checkMaturationsSql = (run: string) => `
create or replace function distribution.check_maturations() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct source, dr >> 3 as distributor_no from posted where kind in (5, 6)) p
    where (select sum(t.amount_fen) from transfer t where t.source = p.source and t.tier = 0 and t.kind in (5, 6))
      is distinct from
      (select sum(a.amount_fen - a.clawed_fen) from accrual a
       where a.matured_run = ${run} and a.distributor_no = p.distributor_no)
  ) then
    raise exception 'transfer: a maturation differs from what its run matured'
      using errcode = '23514', constraint = 'maturation_of_run';
  end if;
  return null;
end $$;
`;

/** Locks all accounts of distributors in the order of their numbers; `accounts` is their set. */
const lockBalancesSql = (accounts: string) => `
create or replace function distribution.lock_balances(distributor_nos bigint[])
  returns table (account bigint, balance_fen bigint) language sql security definer
  set search_path = distribution, pg_temp as $$
  select b.account, b.balance_fen from balance b
  where b.account = any (${accounts})
  order by b.account for update
$$;
`;

const ACCOUNTS = `select no * 8 + bucket from unnest(distributor_nos) as no, generate_series(1, 4) as bucket`;

/**
 * Every index of an accrual is written when it accrues and twice more before it is available, so there are only those
 * that somebody needs: an order's accruals are found by its lines, and the latest ones by their moment alone. Two guards
 * read as much as the ledger is large; now they read what a batch is about: a run is compared in the collation of its
 * index, and accounts come as an array, for which PostgreSQL looks in the key instead of reading all balances.
 */
export const leanAccrualsSql = `
drop index distribution.accrual_order, distribution.accrual_latest;
create index accrual_accrued on distribution.accrual (accrued_at);
${refuseThawSql(`select 1 from distribution.frozen_line l join distribution.accrual a using (order_line_id)
    where l.order_id = old.order_id`)}
${checkMaturationsSql(`split_part(p.source, ':', 2) collate "default"`)}
${lockBalancesSql(`array(${ACCOUNTS})`)}
`;

/** Takes the above back. */
export const leanAccrualsUndoSql = `
${lockBalancesSql(ACCOUNTS)}
${checkMaturationsSql("split_part(p.source, ':', 2)")}
${refuseThawSql("select 1 from distribution.accrual a where a.order_id = old.order_id")}
drop index distribution.accrual_accrued;
create index accrual_order on distribution.accrual (order_id);
create index accrual_latest on distribution.accrual (accrued_at desc, order_line_id desc, tier desc);
`;
