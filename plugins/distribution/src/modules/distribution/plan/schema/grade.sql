-- How a distributor came by every grade they had.
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
  constraint figures_are_kept check ((cause = 'figures') = (figures is not null)),
  constraint figures_pin_nothing check (cause = 'hand' or not is_pinned),
  constraint hand_gives_a_reason check (cause <> 'hand' or coalesce(length(btrim(reason)), 0) > 0)
);
create index grade_change_distributor on distribution.grade_change (distributor_id, changed_at desc, id desc);
create trigger append_only before delete or update on distribution.grade_change
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.grade_change
  for each statement execute function distribution.deny();
grant select, insert on distribution.grade_change to tengman_distribution;
