import { SERVICE_ROLE } from "../../database/data-source";

/** Why a distributor's status is what it is, and a guard that lets it move along its ways only. */
export const standingSql = `
alter table distribution.distributor
  add column status_cause text not null default 'joined'
    check (status_cause in ('joined', 'applied', 'approved', 'refused', 'frozen', 'unfrozen', 'closed')),
  add column status_reason text,
  add column status_changed_at timestamptz,
  add column status_changed_by text,
  add constraint cause_of_status check (case status_cause
    when 'applied' then status = 'applied'
    when 'frozen' then status = 'frozen'
    when 'refused' then status = 'closed'
    when 'closed' then status = 'closed'
    else status = 'active' end),
  add constraint reason_of_cause
    check (status_cause in ('joined', 'applied', 'approved') or coalesce(length(btrim(status_reason)), 0) > 0);
create index distributor_status on distribution.distributor (status, joined_at desc, id desc);

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
  for each row when (old.status is distinct from new.status) execute function distribution.refuse_standing();
create trigger keep before delete on distribution.distributor
  for each row execute function distribution.deny();

grant update (status_cause, status_reason, status_changed_at, status_changed_by, joined_at)
  on distribution.distributor to ${SERVICE_ROLE};
`;

/** Takes the above back; the reasons are lost, the audit trail keeps them. */
export const standingUndoSql = `
drop trigger standing on distribution.distributor;
drop trigger keep on distribution.distributor;
drop function distribution.refuse_standing();
drop index distribution.distributor_status;
alter table distribution.distributor drop column status_cause, drop column status_reason,
  drop column status_changed_at, drop column status_changed_by;
`;
