-- Who may refer. `account_no` is the owner's number in the ledger's accounts.
create table distribution.distributor (
  id text collate "C" primary key,
  account_no bigint generated always as identity unique,
  customer_id text collate "C" not null unique,
  status text not null check (status in ('applied', 'active', 'frozen', 'closed')),
  display_name text not null,
  agreement_version text not null,
  agreement_accepted_at timestamptz not null,
  joined_at timestamptz not null,
  status_cause text not null default 'joined' check (status_cause in ('joined', 'applied', 'approved', 'refused',
    'frozen', 'unfrozen', 'closed')),
  status_reason text,
  status_changed_at timestamptz,
  status_changed_by text,
  grade_code text check (grade_code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  grade_since timestamptz,
  grade_is_pinned boolean not null default false,
  constraint cause_of_status check (case status_cause
    when 'applied' then status = 'applied'
    when 'frozen' then status = 'frozen'
    when 'refused' then status = 'closed'
    when 'closed' then status = 'closed'
    else status = 'active' end),
  constraint reason_of_cause check ((status_cause in ('joined', 'applied', 'approved')) or
    coalesce(length(btrim(status_reason)), 0) > 0)
);
create index distributor_grade on distribution.distributor (grade_code, joined_at desc, id desc) where grade_code is
  not null;
create index distributor_joined on distribution.distributor (joined_at desc, id desc);
create index distributor_status on distribution.distributor (status, joined_at desc, id desc);
create trigger keep before delete on distribution.distributor
  for each row execute function distribution.deny();
grant select, insert, update (status, display_name, agreement_version, agreement_accepted_at, joined_at, status_cause,
  status_reason, status_changed_at, status_changed_by, grade_code, grade_since, grade_is_pinned) on
  distribution.distributor to tengman_distribution;

-- Which versions of the agreement people accepted, and when.
create table distribution.agreement_acceptance (
  distributor_id text collate "C" not null references distribution.distributor,
  agreement_version text not null,
  accepted_at timestamptz not null,
  primary key (distributor_id, agreement_version)
);
create trigger append_only before delete or update on distribution.agreement_acceptance
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.agreement_acceptance
  for each statement execute function distribution.deny();
grant select, insert on distribution.agreement_acceptance to tengman_distribution;

-- Invitations to join. Each is good once.
create table distribution.invitation (
  code text collate "C" primary key check (code ~ '^[A-Za-z0-9_-]{16}$'),
  issued_by text not null,
  issuer_id text collate "C" references distribution.distributor,
  note text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by text collate "C" references distribution.distributor,
  revoked_at timestamptz,
  constraint invitation_check check (expires_at > issued_at),
  constraint used_by_somebody check ((used_at is null) = (used_by is null)),
  constraint used_or_revoked check (used_at is null or revoked_at is null)
);
create index invitation_issuer on distribution.invitation (issuer_id, issued_at desc, code desc);
create index invitation_latest on distribution.invitation (issued_at desc, code desc);
create unique index invitation_used_by on distribution.invitation (used_by) where used_by is not null;
create trigger keep before delete on distribution.invitation
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.invitation
  for each statement execute function distribution.deny();
grant select, insert, update (used_at, used_by, revoked_at) on distribution.invitation to tengman_distribution;

-- A status moves along its ways only.
create function distribution.refuse_standing() returns trigger language plpgsql as $$
begin
  if not (case old.status
    when 'applied' then new.status in ('active', 'closed')
    when 'active' then new.status in ('frozen', 'closed')
    when 'frozen' then new.status in ('active', 'closed')
    else old.status_cause = 'refused' and new.status in ('applied', 'active') end)
  then
    raise exception 'distributor: % cannot become %', old.status, new.status
      using errcode = '23514', constraint = 'standing';
  end if;
  return new;
end $$;
create trigger standing before update of status on distribution.distributor
  for each row when (old.status is distinct from new.status)
  execute function distribution.refuse_standing();

create function distribution.refuse_invitation_change() returns trigger language plpgsql as $$
begin
  if old.used_at is not null or old.revoked_at is not null then
    raise exception 'invitation: it is used or revoked once' using errcode = '23514', constraint = 'single_use';
  end if;
  return new;
end $$;
create trigger single_use before update on distribution.invitation
  for each row execute function distribution.refuse_invitation_change();
