import { SERVICE_ROLE } from "../../database/data-source";

/** The grade that a distributor has, by its code, and how they came by every grade they had. */
export const gradesSql = `
alter table distribution.distributor
  add column grade_code text check (grade_code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  add column grade_since timestamptz,
  add column grade_is_pinned boolean not null default false;
create index distributor_grade on distribution.distributor (grade_code, joined_at desc, id desc)
  where grade_code is not null;

create table distribution.grade_change (
  id text collate "C" primary key,
  distributor_id text collate "C" not null references distribution.distributor,
  from_code text,
  to_code text,
  cause text not null check (cause in ('figures', 'hand')),
  is_pinned boolean not null,
  plan_id text collate "C" references distribution.plan,
  figures jsonb,
  actor_id text not null,
  reason text,
  changed_at timestamptz not null,
  constraint hand_gives_a_reason check (cause <> 'hand' or coalesce(length(btrim(reason)), 0) > 0),
  constraint figures_are_kept check ((cause = 'figures') = (figures is not null)),
  constraint figures_pin_nothing check (cause = 'hand' or not is_pinned)
);
create index grade_change_distributor on distribution.grade_change (distributor_id, changed_at desc, id desc);
create trigger append_only before update or delete on distribution.grade_change
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.grade_change
  for each statement execute function distribution.deny();

grant select, insert on distribution.grade_change to ${SERVICE_ROLE};
grant update (grade_code, grade_since, grade_is_pinned) on distribution.distributor to ${SERVICE_ROLE};
`;

/** Takes the above back; what was frozen on orders keeps its grade. */
export const gradesUndoSql = `
drop table distribution.grade_change;
alter table distribution.distributor drop column grade_code, drop column grade_since, drop column grade_is_pinned;
`;
