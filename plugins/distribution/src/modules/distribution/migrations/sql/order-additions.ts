/**
 * Goods that are added to an order and paid for afterwards are frozen as an order of their own, by the number of their
 * payment collection. They belong to the order: same buyer, same plan, same people, same moment; the database holds
 * them to that.
 */
export const orderAdditionsSql = `
alter table distribution.frozen_order
  add column parent_id text collate "C" references distribution.frozen_order check (parent_id <> order_id);
create index frozen_order_parent on distribution.frozen_order (parent_id) where parent_id is not null;

create function distribution.check_addition() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from distribution.frozen_order o
    where o.order_id = new.parent_id and o.parent_id is null
      and (o.customer_id, o.display_id, o.outcome, o.plan_id, o.frozen_at, coalesce(o.chain, '[]'))
        is not distinct from
        (new.customer_id, new.display_id, new.outcome, new.plan_id, new.frozen_at, coalesce(new.chain, '[]'))
  ) then
    raise exception 'frozen_order: an addition is frozen as its order is'
      using errcode = '23514', constraint = 'addition_of_order';
  end if;
  return new;
end $$;
create trigger addition_of_order before insert on distribution.frozen_order
  for each row when (new.parent_id is not null) execute function distribution.check_addition();
`;

/** Takes the above back; refused once something was added to an order. */
export const orderAdditionsUndoSql = `
do $$ begin
  if exists (select 1 from distribution.frozen_order where parent_id is not null) then
    raise exception 'something was added to an order: this migration cannot be taken back';
  end if;
end $$;
drop trigger addition_of_order on distribution.frozen_order;
drop function distribution.check_addition();
drop index distribution.frozen_order_parent;
alter table distribution.frozen_order drop column parent_id;
`;
