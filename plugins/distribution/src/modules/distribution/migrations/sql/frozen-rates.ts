/** The function that applies transfers; `amount` is what an attribution asks an accrual to be. */
const applyTransfersSql = (amount: string) => `
create or replace function distribution.apply_transfers() returns trigger language plpgsql security definer
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
      and a.distributor_no = p.cr >> 3 and ${amount} = p.amount_fen
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
`;

/**
 * What an attribution owes is frozen as an amount with its reason: the rate or the fixed fen, the rule and campaign
 * they came from, and what cut them. The database holds the amount to what the rate gives, and all tiers of a line to
 * its base. Frozen with the order are also the goods and the people above the buyer, so that a draft can be tried on
 * it later.
 */
export const frozenRatesSql = `
alter table distribution.attribution disable trigger frozen;
alter table distribution.attribution alter column rate_bps drop not null,
  add column fixed_fen bigint check (fixed_fen > 0),
  add column quantity integer not null default 1 check (quantity > 0),
  add column amount_fen bigint,
  add column grade text,
  add column rule text,
  add column campaign text check (campaign is null or rule is not null),
  add column cut_by text check (cut_by in ('base', 'per_line', 'margin_floor', 'per_order'));
update distribution.attribution set amount_fen = base_fen * rate_bps / 10000;
alter table distribution.attribution alter column amount_fen set not null,
  add constraint one_rate check ((rate_bps is null) <> (fixed_fen is null)),
  add constraint amount_of_rate check (
    amount_fen >= 0 and case when cut_by is null then amount_fen = coalesce(base_fen * rate_bps / 10000, fixed_fen * quantity)
      else amount_fen < coalesce(base_fen * rate_bps / 10000, fixed_fen * quantity) end);
alter table distribution.attribution enable trigger frozen;

create function distribution.check_line_base() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from (select distinct order_line_id from frozen) f
    join distribution.attribution a using (order_line_id)
    join distribution.frozen_line l using (order_line_id)
    group by order_line_id, l.base_fen
    having sum(a.amount_fen) > l.base_fen or bool_or(a.base_fen <> l.base_fen)
  ) then
    raise exception 'attribution: the tiers of a line take more than its base'
      using errcode = '23514', constraint = 'line_base';
  end if;
  return null;
end $$;
create trigger line_base after insert on distribution.attribution referencing new table as frozen
  for each statement execute function distribution.check_line_base();

alter table distribution.frozen_line
  add column quantity integer not null default 1 check (quantity > 0),
  add column variant_id text collate "C",
  add column product_id text collate "C",
  add column collection_id text collate "C",
  add column category_ids text[] not null default '{}',
  add column unit_cost_fen bigint check (unit_cost_fen >= 0),
  add column list_fen bigint check (list_fen >= 0);
alter table distribution.frozen_order
  add column chain jsonb check (jsonb_typeof(chain) = 'array');
create index frozen_order_time on distribution.frozen_order (frozen_at, order_id);
${applyTransfersSql("a.amount_fen")}`;

/** Takes the above back; refused once an amount is not what its rate alone gives. */
export const frozenRatesUndoSql = `
do $$ begin
  if exists (select 1 from distribution.attribution
    where rate_bps is null or amount_fen <> base_fen * rate_bps / 10000) then
    raise exception 'an order is frozen with more than a rate: this migration cannot be taken back';
  end if;
end $$;
${applyTransfersSql("a.base_fen * a.rate_bps / 10000")}
drop index distribution.frozen_order_time;
alter table distribution.frozen_order drop column chain;
alter table distribution.frozen_line drop column quantity, drop column variant_id, drop column product_id,
  drop column collection_id, drop column category_ids, drop column unit_cost_fen, drop column list_fen;
drop trigger line_base on distribution.attribution;
drop function distribution.check_line_base();
alter table distribution.attribution drop constraint one_rate, drop constraint amount_of_rate,
  drop column fixed_fen, drop column quantity, drop column amount_fen, drop column grade, drop column rule,
  drop column campaign, drop column cut_by, alter column rate_bps set not null;
`;
