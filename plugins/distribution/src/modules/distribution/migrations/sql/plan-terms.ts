/**
 * Plans grow: a start, fixed amounts beside rates, other ways of joining, and one document of terms. What stood before
 * keeps its meaning: it began when it was published.
 */
export const planTermsSql = `
alter table distribution.plan disable trigger published;
alter table distribution.plan
  add column effective_from timestamptz,
  add column terms jsonb not null default '{}' check (jsonb_typeof(terms) = 'object');
update distribution.plan set effective_from = published_at;
alter table distribution.plan alter column effective_from set not null,
  add constraint not_backdated check (effective_from >= published_at),
  drop constraint plan_joining_mode_check,
  add constraint plan_joining_mode_check
    check (joining_mode in ('free', 'after_purchase', 'review', 'invitation'));
alter table distribution.plan enable trigger published;
create index plan_start on distribution.plan (effective_from, version);

alter table distribution.plan_tier alter column rate_bps drop not null,
  add column fixed_fen bigint check (fixed_fen > 0),
  add constraint one_rate check ((rate_bps is null) <> (fixed_fen is null));

alter table distribution.acknowledgement drop constraint acknowledgement_topic_check,
  add constraint acknowledgement_topic_check check (topic in ('tier_two', 'after_purchase'));

create function distribution.refuse_joining() returns trigger language plpgsql as $$
begin
  if new.joining_mode = 'after_purchase'
    and (select profile from distribution.compliance) = 'cn-mainland'
    and not exists (select 1 from distribution.acknowledgement where topic = 'after_purchase') then
    raise exception 'plan: joining after a purchase was not acknowledged'
      using errcode = '23514', constraint = 'joining_allowed';
  end if;
  return new;
end $$;
create trigger joining_allowed before insert on distribution.plan
  for each row execute function distribution.refuse_joining();
`;

/** Takes the above back; a plan that says more than the old shape can hold would be lost, so it is refused. */
export const planTermsUndoSql = `
do $$ begin
  if exists (select 1 from distribution.plan where joining_mode <> 'free' or effective_from <> published_at)
    or exists (select 1 from distribution.plan_tier where rate_bps is null)
    or exists (select 1 from distribution.acknowledgement where topic <> 'tier_two') then
    raise exception 'a plan says what the older shape cannot hold: this migration cannot be taken back';
  end if;
end $$;
drop trigger joining_allowed on distribution.plan;
drop function distribution.refuse_joining();
alter table distribution.acknowledgement drop constraint acknowledgement_topic_check,
  add constraint acknowledgement_topic_check check (topic in ('tier_two'));
alter table distribution.plan_tier drop constraint one_rate, drop column fixed_fen,
  alter column rate_bps set not null;
drop index distribution.plan_start;
alter table distribution.plan drop constraint not_backdated, drop column effective_from, drop column terms,
  drop constraint plan_joining_mode_check,
  add constraint plan_joining_mode_check check (joining_mode in ('free'));
`;
