-- Who was erased and when, and until when an identity must be kept.
create table distribution.erasure (
  distributor_id text collate "C" primary key references distribution.distributor,
  erased_at timestamptz not null,
  identity_kept_until timestamptz
);
create trigger append_only before delete or update on distribution.erasure
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.erasure for each statement execute function distribution.deny();
grant select, insert on distribution.erasure to tengman_distribution;

-- A withholding agent answers for who was paid for three years after the last payout; whoever purges earlier is refused.
create function distribution.refuse_early_purge() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from distribution.erasure e where e.distributor_id = old.distributor_id)
    or exists (select 1 from distribution.payout p where p.distributor_id = old.distributor_id
      and (p.ended_at is null or (p.state = 'confirmed' and p.ended_at > clock_timestamp() - interval '3 years')))
  then
    raise exception 'identity of %: it is kept for now', old.distributor_id
      using errcode = '23514', constraint = 'identity_kept';
  end if;
  return old;
end $$;
create trigger early_purge before delete on distribution.identity
  for each row execute function distribution.refuse_early_purge();
