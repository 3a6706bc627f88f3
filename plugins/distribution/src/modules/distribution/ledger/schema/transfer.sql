-- Every movement of commission, in fen, from account `dr` to account `cr`; nothing here ever changes. An owner's
-- account is account_no × 8 + bucket (1 pending, 2 available, 3 hold, 4 debt); below 8 are the shop's (0 expense, 1 tax,
-- 2 payouts' funds, 3 fees). Kinds: 1 accrue, 2 to 4 claw back, 5 mature, 6 repay, 7 hold, 8 and 9 release, 10 tax, 11 pay,
-- 12 fee.
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
  constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2 and source like 'run:%:' || (dr >> 3)
    when 6 then dr >= 8 and dr & 7 = 1 and cr & 7 = 4 and source like 'run:%:' || (dr >> 3)
    when 7 then dr >= 8 and dr & 7 = 2 and cr & 7 = 3
    when 8 then dr >= 8 and dr & 7 = 3 and cr & 7 = 2
    when 9 then dr >= 8 and dr & 7 = 3 and cr & 7 = 4
    when 10 then dr >= 8 and dr & 7 = 3 and cr = 1
    when 11 then dr >= 8 and dr & 7 = 3 and cr = 2
    when 12 then dr >= 8 and dr & 7 = 3 and cr = 3
    else false end),
  constraint one_owner check (kind not in (5, 6, 7, 8, 9) or dr >> 3 = cr >> 3),
  primary key (source, tier, kind),
  constraint two_accounts check (dr <> cr)
);
-- What has left distributors' accounts for the shop's other ones: a few rows a person.
create index transfer_left on distribution.transfer ((dr >> 3)) where dr >= 8 and cr between 1 and 7;
-- A transfer touches one owner's accounts only.
create index transfer_owner on distribution.transfer ((greatest(dr, cr) >> 3), recorded_at);
create index transfer_posted on distribution.transfer (recorded_at);
create trigger append_only before delete or update on distribution.transfer
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.transfer
  for each statement execute function distribution.deny();
grant select, insert (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at) on distribution.transfer to
  tengman_distribution;

-- Writes accruals and balances from what was posted, in the same statement: nobody else may.
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
      and a.distributor_no = p.cr >> 3 and a.amount_fen = p.amount_fen
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
