-- Manual changes of a binding: asked for by one person and carried out by another.
create table distribution.binding_change (
  id text collate "C" primary key,
  kind text not null check (kind in ('change', 'unbind')),
  customer_id text collate "C" not null,
  binding_id text collate "C" references distribution.binding,
  to_distributor_id text collate "C" references distribution.distributor,
  reason text not null check (length(btrim(reason)) > 0),
  requested_by text not null,
  requested_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'approved', 'refused')),
  decided_by text,
  decided_at timestamptz,
  decision_note text,
  new_binding_id text collate "C" references distribution.binding,
  constraint bound_to_unbind check (kind = 'change' or binding_id is not null),
  constraint carried_out check ((new_binding_id is not null) = (kind = 'change' and state = 'approved')),
  constraint decided_once check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is
    null)),
  constraint target_of_kind check ((kind = 'change') = (to_distributor_id is not null)),
  constraint two_people check (state <> 'approved' or decided_by <> requested_by)
);
create index binding_change_customer on distribution.binding_change (customer_id, requested_at desc);
create index binding_change_latest on distribution.binding_change (requested_at desc, id desc);
create unique index binding_change_open on distribution.binding_change (customer_id) where state = 'open';
create index binding_change_state on distribution.binding_change (state, requested_at desc, id desc);
create trigger keep before delete on distribution.binding_change
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.binding_change
  for each statement execute function distribution.deny();
grant select, insert, update (state, decided_by, decided_at, decision_note, new_binding_id) on
  distribution.binding_change to tengman_distribution;

create function distribution.refuse_change_of_change() returns trigger language plpgsql as $$
begin
  if old.state <> 'open'
    or (new.id, new.kind, new.customer_id, new.binding_id, new.to_distributor_id, new.reason, new.requested_by,
      new.requested_at) is distinct from (old.id, old.kind, old.customer_id, old.binding_id, old.to_distributor_id,
      old.reason, old.requested_by, old.requested_at)
  then
    raise exception 'binding_change: it is decided once and never rewritten' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger forward before update on distribution.binding_change
  for each row execute function distribution.refuse_change_of_change();
