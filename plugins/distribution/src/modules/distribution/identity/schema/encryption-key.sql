-- A key as it was first used: its proof is a keyed hash by which another key of the same name is noticed.
create table distribution.sealing_key (
  id text collate "C" primary key check (id ~ '^[A-Za-z0-9._-]{1,40}$'),
  proof bytea not null,
  first_used_at timestamptz not null,
  retired_at timestamptz
);
grant select, insert on distribution.sealing_key to tengman_distribution;

-- Nothing is sealed under a retired key.
create function distribution.refuse_retired_key() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
declare key_id text := to_jsonb(new) ->> tg_argv[0];
begin
  -- Waits for a retirement under way, which in turn waits for those who seal under the key now.
  if (select k.retired_at is not null from sealing_key k where k.id = key_id for share) then
    raise exception 'sealing key "%": it is retired', key_id using errcode = '23514', constraint = 'key_retired';
  end if;
  return new;
end $$;
create trigger key_in_use before insert or update of sealed_with on distribution.identity
  for each row execute function distribution.refuse_retired_key('sealed_with');
create trigger key_in_use before insert on distribution.identity_correction
  for each row execute function distribution.refuse_retired_key('sealed_with');
create trigger key_in_use before insert on distribution.payout
  for each row execute function distribution.refuse_retired_key('payee_sealed_with');
