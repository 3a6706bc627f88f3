/**
 * The ledger proper. Transfers are immutable; the trigger keeps balances and the accrual schedule in step with them.
 * A floor is an AFTER trigger because a CHECK would reject the proposed negative row of an upsert.
 */
export const ledgerSql = `
create table distribution.accrual (
  order_line_id text collate "C" not null,
  tier smallint not null,
  order_id text collate "C" not null,
  distributor_no bigint not null,
  amount_fen bigint not null check (amount_fen > 0),
  clawed_fen bigint not null default 0,
  state text not null default 'pending' check (state in ('pending', 'available')),
  accrued_at timestamptz not null,
  matures_at timestamptz,
  matured_run text,
  constraint clawed_within_accrued check (clawed_fen between 0 and amount_fen),
  primary key (order_line_id, tier)
);
create index accrual_distributor on distribution.accrual (distributor_no, accrued_at desc, order_id desc);
create index accrual_order on distribution.accrual (order_id);
create index accrual_latest on distribution.accrual (accrued_at desc, order_line_id desc, tier desc);

create table distribution.transfer (
  source text collate "C" not null,
  tier smallint not null,
  kind smallint not null,
  order_line_id text collate "C",
  dr bigint not null check (dr >= 0),
  cr bigint not null check (cr >= 0),
  amount_fen bigint not null check (amount_fen > 0),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (source, tier, kind),
  constraint two_accounts check (dr <> cr),
  constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2
    else false end),
  constraint one_owner check (kind <> 5 or dr >> 3 = cr >> 3)
);
create index transfer_cr_owner on distribution.transfer ((cr >> 3), occurred_at) where cr >= 8;
create index transfer_dr_owner on distribution.transfer ((dr >> 3), occurred_at) where dr >= 8 and kind <> 5;
create trigger append_only before update or delete on distribution.transfer
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.transfer
  for each statement execute function distribution.deny();

create table distribution.balance (
  account bigint primary key check (account >= 8),
  balance_fen bigint not null,
  version bigint not null
) with (fillfactor = 70);
create trigger floor after insert or update on distribution.balance for each row
  when ((new.account & 7 in (1, 2, 3) and new.balance_fen < 0) or (new.account & 7 = 4 and new.balance_fen > 0))
  execute function distribution.deny();

create function distribution.refuse_thaw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select 1 from distribution.accrual a where a.order_id = old.order_id) then
    raise exception '%: what is frozen stays', tg_table_name using errcode = '23514';
  end if;
  return old;
end $$;
create trigger frozen before update or delete on distribution.frozen_order
  for each row execute function distribution.refuse_thaw();
create trigger frozen before update or delete on distribution.frozen_line
  for each row execute function distribution.refuse_thaw();
create trigger frozen before update or delete on distribution.attribution
  for each row execute function distribution.refuse_thaw();

create function distribution.apply_transfers() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
declare wanted bigint; done bigint;
begin
  select count(*) into wanted from posted where kind = 1;
  if wanted > 0 then
    if (select max(tier) from posted where kind = 1) > allowed_tiers() then
      raise exception 'transfer: a tier is above what is allowed' using errcode = '23514', constraint = 'tier_allowed';
    end if;
    insert into accrual (order_line_id, tier, order_id, distributor_no, amount_fen, accrued_at)
    select p.order_line_id, p.tier, a.order_id, a.distributor_no, p.amount_fen, p.occurred_at
    from posted p join attribution a on a.order_line_id = p.order_line_id and a.tier = p.tier
      and a.distributor_no = p.cr >> 3 and a.base_fen * a.rate_bps / 10000 = p.amount_fen
    where p.kind = 1 order by 1, 2;
    get diagnostics done = row_count;
    if done <> wanted then
      raise exception 'transfer: an accrual differs from the frozen attribution'
        using errcode = '23514', constraint = 'accrual_as_frozen';
    end if;
  end if;

  select count(*) into wanted
  from (select distinct order_line_id, tier, dr >> 3, kind = 2 from posted where kind in (2, 3, 4)) takes;
  if wanted > 0 then
    update accrual c set clawed_fen = c.clawed_fen + t.amount_fen
    from (select order_line_id, tier, dr >> 3 as distributor_no, kind = 2 as pending, sum(amount_fen) as amount_fen
          from posted where kind in (2, 3, 4) group by 1, 2, 3, 4) t
    where c.order_line_id = t.order_line_id and c.tier = t.tier and c.distributor_no = t.distributor_no
      and (c.state = 'pending') = t.pending;
    get diagnostics done = row_count;
    if done <> wanted then
      raise exception 'transfer: a clawback fits no accrual of that owner and state'
        using errcode = '23514', constraint = 'clawback_of_accrual';
    end if;
  end if;

  insert into balance (account, balance_fen, version)
  select account, sum(delta), count(*)
  from (select cr as account, amount_fen as delta from posted where cr >= 8
        union all select dr, -amount_fen from posted where dr >= 8) moves
  group by account order by account
  on conflict (account) do update
    set balance_fen = balance.balance_fen + excluded.balance_fen, version = balance.version + excluded.version;
  return null;
end $$;
create trigger apply_transfers after insert on distribution.transfer referencing new table as posted
  for each statement execute function distribution.apply_transfers();

-- The service may not write balances, yet a clawback must see one that nobody moves meanwhile.
create function distribution.lock_available(distributor_nos bigint[])
  returns table (distributor_no bigint, balance_fen bigint) language sql security definer
  set search_path = distribution, pg_temp as $$
  select b.account >> 3, b.balance_fen from balance b
  where b.account = any (select no * 8 + 2 from unnest(distributor_nos) as no)
  order by b.account for update
$$;

create view distribution.drift as
  select account, coalesce(b.balance_fen, 0) as kept_fen, coalesce(t.sum_fen, 0) as true_fen
  from distribution.balance b
  full join (
    select account, sum(delta) as sum_fen
    from (select cr as account, amount_fen as delta from distribution.transfer where cr >= 8
          union all select dr, -amount_fen from distribution.transfer where dr >= 8) moves
    group by account) t using (account)
  where coalesce(b.balance_fen, 0) <> coalesce(t.sum_fen, 0);
`;
