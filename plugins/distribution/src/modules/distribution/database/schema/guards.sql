-- What every subject's tables use, and the role that the service works as. It owns nothing, so it can neither
-- disable a trigger nor write a balance.

-- Roles belong to the whole cluster: another database's migration may be creating the same one at this moment.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'tengman_distribution') then
    create role tengman_distribution nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the migrating database user may not create roles: create role tengman_distribution and grant it to %',
      current_user;
end $$;
do $$ begin
  if not pg_has_role(current_user, 'tengman_distribution', 'member') then
    execute format('grant tengman_distribution to %I', current_user);
  end if;
end $$;
grant usage on schema distribution to tengman_distribution;

-- For triggers that let nothing through: append-only tables, rows that stay.
create function distribution.deny() returns trigger language plpgsql as $$
begin
  raise exception '%.%: % is refused', tg_table_schema, tg_table_name, lower(tg_op) using errcode = '23514';
end $$;
