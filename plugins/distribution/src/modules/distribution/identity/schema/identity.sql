-- Who a distributor is, sealed. Every sealed text names its key.
create table distribution.identity (
  distributor_id text collate "C" primary key references distribution.distributor,
  real_name_sealed bytea not null,
  id_number_sealed bytea not null,
  id_number_lookup bytea not null,
  notice_version text not null,
  consented_at timestamptz not null,
  version integer not null default 1 check (version > 0),
  sealed_with text collate "C" not null default '1'
);
create unique index identity_lookup on distribution.identity (id_number_lookup);
grant select, insert, delete, update (real_name_sealed, id_number_sealed, id_number_lookup, notice_version,
  consented_at, version, sealed_with) on distribution.identity to tengman_distribution;

-- What somebody was paid under before a correction, by the version that each payout names.
create table distribution.former_identity (
  distributor_id text collate "C" not null references distribution.identity on delete cascade,
  version integer not null,
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
grant select, insert on distribution.former_identity to tengman_distribution;

-- Corrections that people asked the merchant for. What was asked goes when it is decided.
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
  constraint decided_unless_open check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by
    is null)),
  constraint sealed_while_open check ((state = 'open') = (real_name_sealed is not null) and (state = 'open') =
    (id_number_sealed is not null))
);
create index identity_correction_latest on distribution.identity_correction (requested_at desc, id desc);
create unique index identity_correction_open on distribution.identity_correction (distributor_id) where state =
  'open';
create index identity_correction_own on distribution.identity_correction (distributor_id, requested_at desc);
create trigger keep before delete on distribution.identity_correction
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.identity_correction
  for each statement execute function distribution.deny();
grant select, insert, update (real_name_sealed, id_number_sealed, state, decided_at, decided_by, decision_reason) on
  distribution.identity_correction to tengman_distribution;

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
create trigger replaced before update on distribution.identity
  for each row when (current_user = 'tengman_distribution')
  execute function distribution.refuse_identity_change();

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
