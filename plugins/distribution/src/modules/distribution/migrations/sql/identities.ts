import { SERVICE_ROLE } from "../../database/data-source";

/**
 * Identities that are corrected, and sealed under keys that change. A correction replaces what was told from then on;
 * what somebody was paid under stays beside it as the former identity, by a version that every payout names. Every
 * sealed text names its key. Only the owner seals anew, under another key.
 */
export const identitiesSql = `
alter table distribution.identity
  add column version int not null default 1 check (version > 0),
  add column sealed_with text collate "C" not null default '1';
alter table distribution.payout
  add column identity_version int not null default 1,
  add column payee_sealed_with text collate "C" not null default '1';

create table distribution.former_identity (
  distributor_id text collate "C" not null references distribution.identity on delete cascade,
  version int not null,
  real_name_sealed bytea not null,
  id_number_sealed bytea not null,
  sealed_with text collate "C" not null,
  notice_version text not null,
  consented_at timestamptz not null,
  corrected_at timestamptz not null,
  primary key (distributor_id, version)
);
create trigger keep_all before truncate on distribution.former_identity
  for each statement execute function distribution.deny();

create table distribution.identity_correction (
  id text collate "C" primary key,
  distributor_id text collate "C" not null references distribution.distributor,
  cause text not null check (cause in ('mistyped', 'name_changed', 'number_changed')),
  real_name_sealed bytea,
  id_number_sealed bytea,
  sealed_with text collate "C" not null,
  notice_version text not null,
  requested_at timestamptz not null,
  state text not null check (state in ('open', 'approved', 'refused', 'withdrawn')),
  decided_at timestamptz,
  decided_by text,
  decision_reason text,
  constraint decided_unless_open check (
    (state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint sealed_while_open check (
    (state = 'open') = (real_name_sealed is not null) and (state = 'open') = (id_number_sealed is not null))
);
create unique index identity_correction_open on distribution.identity_correction (distributor_id)
  where state = 'open';
create index identity_correction_latest on distribution.identity_correction (requested_at desc, id desc);
create index identity_correction_own on distribution.identity_correction (distributor_id, requested_at desc);
create trigger keep before delete on distribution.identity_correction
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.identity_correction
  for each statement execute function distribution.deny();

create function distribution.refuse_correction_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'open'
    or (new.id, new.distributor_id, new.cause, new.requested_at)
      is distinct from (old.id, old.distributor_id, old.cause, old.requested_at) then
    raise exception 'identity_correction: it is decided once' using errcode = '23514', constraint = 'correction_once';
  end if;
  return new;
end $$;
create trigger once before update on distribution.identity_correction
  for each row execute function distribution.refuse_correction_change();

-- Whoever was paid under an identity keeps it as a former one, and nobody's changes while a payout is under way.
create function distribution.refuse_identity_change() returns trigger language plpgsql as $$
begin
  if exists (select 1 from distribution.payout p
      where p.distributor_id = old.distributor_id and p.state in ('requested', 'transferring'))
    or new.distributor_id <> old.distributor_id
    or not (case new.version - old.version
      when 0 then not exists (select 1 from distribution.payout p
        where p.distributor_id = old.distributor_id and p.state = 'confirmed')
      when 1 then exists (select 1 from distribution.former_identity f
        where f.distributor_id = old.distributor_id and f.version = old.version
          and f.real_name_sealed = old.real_name_sealed and f.id_number_sealed = old.id_number_sealed)
      else false end)
  then
    raise exception 'identity of %: it cannot be replaced like this', old.distributor_id
      using errcode = '23514', constraint = 'identity_replaced';
  end if;
  return new;
end $$;
create trigger replaced before update on distribution.identity for each row
  when (current_user = '${SERVICE_ROLE}') execute function distribution.refuse_identity_change();

create function distribution.name_payee() returns trigger language plpgsql as $$
begin
  select coalesce(max(i.version), 1) into new.identity_version
  from distribution.identity i where i.distributor_id = new.distributor_id;
  return new;
end $$;
create trigger name_payee before insert on distribution.payout
  for each row execute function distribution.name_payee();

-- Sealing a payee anew, under another key, is no change of the payout.
drop trigger forward on distribution.payout;
create trigger forward before update on distribution.payout for each row
  when (old.payee_sealed_with = new.payee_sealed_with
    or (to_jsonb(old) - '{payee_sealed,payee_sealed_with}'::text[])
      is distinct from (to_jsonb(new) - '{payee_sealed,payee_sealed_with}'::text[]))
  execute function distribution.refuse_payout_change();

-- A key as it was first used: its proof is a keyed hash by which another key of the same name is noticed.
create table distribution.sealing_key (
  id text collate "C" primary key check (id ~ '^[A-Za-z0-9._-]{1,40}$'),
  proof bytea not null,
  first_used_at timestamptz not null,
  retired_at timestamptz
);

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

grant update (version, real_name_sealed, id_number_sealed, id_number_lookup, sealed_with, notice_version,
  consented_at) on distribution.identity to ${SERVICE_ROLE};
grant select, insert on distribution.former_identity, distribution.sealing_key to ${SERVICE_ROLE};
grant select, insert, update (state, real_name_sealed, id_number_sealed, decided_at, decided_by, decision_reason)
  on distribution.identity_correction to ${SERVICE_ROLE};
`;

/** Takes the above back, while nobody was corrected and only the first key was used. */
export const identitiesUndoSql = `
do $$ begin
  if exists (select 1 from distribution.former_identity) or exists (select 1 from distribution.identity_correction)
    or exists (select 1 from distribution.sealing_key where id <> '1') then
    raise exception 'identities were corrected or sealed anew: this migration cannot be taken back';
  end if;
end $$;
drop trigger key_in_use on distribution.payout;
drop trigger key_in_use on distribution.identity;
drop trigger name_payee on distribution.payout;
drop trigger replaced on distribution.identity;
drop trigger forward on distribution.payout;
create trigger forward before update on distribution.payout
  for each row execute function distribution.refuse_payout_change();
drop table distribution.identity_correction, distribution.former_identity, distribution.sealing_key;
drop function distribution.refuse_retired_key(), distribution.name_payee(), distribution.refuse_identity_change(),
  distribution.refuse_correction_change();
revoke update (version, real_name_sealed, id_number_sealed, id_number_lookup, sealed_with, notice_version,
  consented_at) on distribution.identity from ${SERVICE_ROLE};
alter table distribution.payout drop column identity_version, drop column payee_sealed_with;
alter table distribution.identity drop column version, drop column sealed_with;
`;
