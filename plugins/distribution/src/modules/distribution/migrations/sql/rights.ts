import { SERVICE_ROLE } from "../../database/data-source";

/** Roles belong to the whole cluster: another database's migration may be creating the same one at this moment. */
export const rightsSql = `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = '${SERVICE_ROLE}') then
    create role ${SERVICE_ROLE} nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the migrating database user may not create roles: create role ${SERVICE_ROLE} and grant it to %', current_user;
end $$;
do $$ begin
  if not pg_has_role(current_user, '${SERVICE_ROLE}', 'member') then
    execute format('grant ${SERVICE_ROLE} to %I', current_user);
  end if;
end $$;

grant usage on schema distribution to ${SERVICE_ROLE};
grant select on all tables in schema distribution to ${SERVICE_ROLE};
grant insert on distribution.acknowledgement, distribution.audit, distribution.plan, distribution.plan_tier,
  distribution.processed to ${SERVICE_ROLE};
grant insert, update (status, display_name, agreement_version, agreement_accepted_at)
  on distribution.distributor to ${SERVICE_ROLE};
grant insert, update (revoked_at) on distribution.share_token to ${SERVICE_ROLE};
grant insert, update (ended_at, end_reason) on distribution.binding to ${SERVICE_ROLE};
grant insert, update on distribution.intake_progress to ${SERVICE_ROLE};
grant insert, delete, update (frozen_at) on distribution.frozen_order to ${SERVICE_ROLE};
grant insert, delete on distribution.frozen_line, distribution.attribution to ${SERVICE_ROLE};
grant insert (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
  on distribution.transfer to ${SERVICE_ROLE};
grant update (state, matures_at, matured_run) on distribution.accrual to ${SERVICE_ROLE};
`;
