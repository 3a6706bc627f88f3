import { SERVICE_ROLE } from "../../database/data-source";

/**
 * Who was erased and when, and until when an identity must be kept: a withholding agent answers for who was paid for
 * three years after the last payout. Whoever purges earlier is refused.
 */
export const erasureSql = `
create table distribution.erasure (
  distributor_id text collate "C" primary key references distribution.distributor,
  erased_at timestamptz not null,
  identity_kept_until timestamptz
);
create trigger append_only before update or delete on distribution.erasure
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.erasure
  for each statement execute function distribution.deny();

create function distribution.refuse_early_purge() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from distribution.erasure e where e.distributor_id = old.distributor_id)
    or exists (select 1 from distribution.payout p where p.distributor_id = old.distributor_id
      and (p.ended_at is null or (p.state = 'confirmed' and p.ended_at > clock_timestamp() - interval '3 years')))
  then
    raise exception 'identity of %: it is kept for now', old.distributor_id
      using errcode = '23514', constraint = 'identity_kept';
  end if;
  return old;
end $$;
create trigger early_purge before delete on distribution.identity
  for each row execute function distribution.refuse_early_purge();

grant select, insert on distribution.erasure to ${SERVICE_ROLE};
grant delete on distribution.identity to ${SERVICE_ROLE};
`;

/** Takes the above back; what was promised to people stays promised. */
export const erasureUndoSql = `
do $$ begin
  if exists (select 1 from distribution.erasure) then
    raise exception 'people were erased: this migration cannot be taken back';
  end if;
end $$;
drop trigger early_purge on distribution.identity;
drop function distribution.refuse_early_purge();
revoke delete on distribution.identity from ${SERVICE_ROLE};
drop table distribution.erasure;
`;
