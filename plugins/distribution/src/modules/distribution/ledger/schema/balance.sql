-- What each owner's account holds, kept by apply_transfers. The floor is an AFTER trigger because a CHECK would reject
-- the proposed negative row of an upsert.
create table distribution.balance (
  account bigint primary key check (account >= 8),
  balance_fen bigint not null,
  version bigint not null
) with (fillfactor = 70);
create trigger floor after insert or update on distribution.balance
  for each row
  when (((new.account & 7::bigint) in (1::bigint, 2::bigint, 3::bigint)) and new.balance_fen < 0 or (new.account &
    7::bigint) = 4 and new.balance_fen > 0) execute function distribution.deny();
grant select on distribution.balance to tengman_distribution;

-- Accounts whose balance is not the sum of their transfers. It is empty.
create view distribution.drift as
  select account, coalesce(b.balance_fen, 0) as kept_fen, coalesce(t.sum_fen, 0) as true_fen
  from distribution.balance b
  full join (
    select account, sum(delta) as sum_fen
    from (select cr as account, amount_fen as delta from distribution.transfer where cr >= 8
          union all select dr, -amount_fen from distribution.transfer where dr >= 8) moves
    group by account) t using (account)
  where coalesce(b.balance_fen, 0) <> coalesce(t.sum_fen, 0);
grant select on distribution.drift to tengman_distribution;

-- Whoever moves what stands in several accounts of a person first locks all of them, in the order of their numbers.
-- Balances are read by a statement of their own afterwards: one that waited for a lock would miss an account that was
-- opened meanwhile.
create function distribution.lock_balances(distributor_nos bigint[]) returns table(account bigint, balance_fen bigint)
  language sql security definer
  set search_path = distribution, pg_temp as $$

  select b.account from balance b where b.account = any (array(select no * 8 + bucket
    from unnest(distributor_nos) as no, generate_series(1, 4) as bucket)) order by b.account for update;
  select b.account, b.balance_fen from balance b where b.account = any (array(select no * 8 + bucket
    from unnest(distributor_nos) as no, generate_series(1, 4) as bucket)) order by b.account;
$$;
