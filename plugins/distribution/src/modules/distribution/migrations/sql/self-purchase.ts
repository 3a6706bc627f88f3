/**
 * Distributors may earn on what they buy themselves, where a plan says so and the owner acknowledged it: then nothing
 * connects the earner with the buyer, for they are the same.
 */
export const selfPurchaseSql = `
alter table distribution.acknowledgement drop constraint acknowledgement_topic_check,
  add constraint acknowledgement_topic_check check (topic in ('tier_two', 'after_purchase', 'self_purchase'));

create function distribution.refuse_self_purchase() returns trigger language plpgsql as $$
begin
  if coalesce(new.terms->'binding'->>'self_purchase', 'none') <> 'none'
    and (select profile from distribution.compliance) = 'cn-mainland'
    and not exists (select 1 from distribution.acknowledgement where topic = 'self_purchase') then
    raise exception 'plan: paying for own purchases was not acknowledged'
      using errcode = '23514', constraint = 'self_purchase_allowed';
  end if;
  return new;
end $$;
create trigger self_purchase_allowed before insert on distribution.plan
  for each row execute function distribution.refuse_self_purchase();

alter table distribution.attribution alter column binding_id drop not null;
create function distribution.check_own_purchase() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from frozen f
    join distribution.frozen_order o on o.order_id = f.order_id
    join distribution.distributor d on d.id = f.distributor_id
    left join distribution.plan p on p.id = o.plan_id
    where f.binding_id is null and (f.tier <> 1 or d.customer_id is distinct from o.customer_id
      or p.terms->'binding'->>'self_purchase' is distinct from 'distributor_rate')
  ) then
    raise exception 'attribution: without a binding only buyers earn, where their plan says so'
      using errcode = '23514', constraint = 'own_purchase';
  end if;
  return null;
end $$;
create trigger own_purchase after insert on distribution.attribution referencing new table as frozen
  for each statement execute function distribution.check_own_purchase();
`;

/** Takes the above back; refused once somebody earned on their own purchase or a plan promises it. */
export const selfPurchaseUndoSql = `
do $$ begin
  if exists (select 1 from distribution.attribution where binding_id is null)
    or exists (select 1 from distribution.plan where terms->'binding'->>'self_purchase' <> 'none')
    or exists (select 1 from distribution.acknowledgement where topic = 'self_purchase') then
    raise exception 'own purchases earn: this migration cannot be taken back';
  end if;
end $$;
drop trigger own_purchase on distribution.attribution;
drop trigger self_purchase_allowed on distribution.plan;
drop function distribution.check_own_purchase(), distribution.refuse_self_purchase();
alter table distribution.attribution alter column binding_id set not null;
alter table distribution.acknowledgement drop constraint acknowledgement_topic_check,
  add constraint acknowledgement_topic_check check (topic in ('tier_two', 'after_purchase'));
`;
