import { SERVICE_ROLE } from "../../database/data-source";

/**
 * An order that is changed before its first payment is frozen again in what it costs. Who earns on it stays, and once
 * money was taken in for it all of it does.
 */
export const amendedOrdersSql = `
create function distribution.refuse_order_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'goods_fen' - 'total_fen' is distinct from to_jsonb(old) - 'goods_fen' - 'total_fen'
    or exists (select 1 from distribution.processed p where p.order_id = old.order_id)
  then
    raise exception 'frozen_order: what is frozen stays' using errcode = '23514';
  end if;
  return new;
end $$;
drop trigger frozen on distribution.frozen_order;
create trigger frozen before delete on distribution.frozen_order
  for each row execute function distribution.refuse_thaw();
create trigger frozen_terms before update on distribution.frozen_order
  for each row execute function distribution.refuse_order_change();
grant update (goods_fen, total_fen) on distribution.frozen_order to ${SERVICE_ROLE};
`;

/** Takes the above back. */
export const amendedOrdersUndoSql = `
revoke update (goods_fen, total_fen) on distribution.frozen_order from ${SERVICE_ROLE};
drop trigger frozen_terms on distribution.frozen_order;
drop trigger frozen on distribution.frozen_order;
create trigger frozen before update or delete on distribution.frozen_order
  for each row execute function distribution.refuse_thaw();
drop function distribution.refuse_order_change();
`;
