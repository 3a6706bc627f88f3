import { SERVICE_ROLE } from "../../database/data-source";

/** Which versions of the agreement people accepted and when, and invitations that are good once. */
export const joiningSql = `
create table distribution.agreement_acceptance (
  distributor_id text collate "C" not null references distribution.distributor,
  agreement_version text not null,
  accepted_at timestamptz not null,
  primary key (distributor_id, agreement_version)
);
insert into distribution.agreement_acceptance
  select id, agreement_version, agreement_accepted_at from distribution.distributor;
create trigger append_only before update or delete on distribution.agreement_acceptance
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.agreement_acceptance
  for each statement execute function distribution.deny();

create table distribution.invitation (
  code text collate "C" primary key check (code ~ '^[A-Za-z0-9_-]{16}$'),
  issued_by text not null,
  issuer_id text collate "C" references distribution.distributor,
  note text,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  used_at timestamptz,
  used_by text collate "C" references distribution.distributor,
  revoked_at timestamptz,
  constraint used_by_somebody check ((used_at is null) = (used_by is null)),
  constraint used_or_revoked check (used_at is null or revoked_at is null)
);
create unique index invitation_used_by on distribution.invitation (used_by) where used_by is not null;
create index invitation_latest on distribution.invitation (issued_at desc, code desc);
create index invitation_issuer on distribution.invitation (issuer_id, issued_at desc, code desc);

create function distribution.refuse_invitation_change() returns trigger language plpgsql as $$
begin
  if old.used_at is not null or old.revoked_at is not null then
    raise exception 'invitation: it is used or revoked once' using errcode = '23514', constraint = 'single_use';
  end if;
  return new;
end $$;
create trigger single_use before update on distribution.invitation
  for each row execute function distribution.refuse_invitation_change();
create trigger keep before delete on distribution.invitation
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.invitation
  for each statement execute function distribution.deny();

grant select, insert on distribution.agreement_acceptance to ${SERVICE_ROLE};
grant select, insert, update (used_at, used_by, revoked_at) on distribution.invitation to ${SERVICE_ROLE};
`;

/** Takes the above back; the latest acceptance stays on the distributor. */
export const joiningUndoSql = `
drop table distribution.invitation, distribution.agreement_acceptance;
drop function distribution.refuse_invitation_change();
`;
