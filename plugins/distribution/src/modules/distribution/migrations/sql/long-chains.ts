/** So many steps from the top are in an index: a row of it holds no more. */
const INDEXED_STEPS = 150;
/** Every binding keeps its whole path, so that a chain grows by its square: this one takes 70 MB. */
const LONGEST_PATH = 3000;

/** Puts everybody below a distributor where the distributor now stands; `below` finds their places under `stood`. */
const moveDownlineSql = (ltree: string, below: string) => `
create or replace function distribution.move_downline(of_customer text) returns void language plpgsql
  set search_path = distribution, ${ltree}, pg_temp as $$
declare stood ltree; stands ltree;
begin
  perform pg_advisory_xact_lock(5220117);
  select below.path, path_below(d.account_no, own.path) into stood, stands
  from distributor d
  join lateral (select b.path from binding b where b.distributor_id = d.id and b.ended_at is null limit 1) below on true
  left join binding own on own.customer_id = d.customer_id and own.ended_at is null
  where d.customer_id = of_customer;
  if stood is null or stood = stands then return; end if;
  update binding b set path = moved.path, upline = upline_of(moved.path)
  from (select id, case when nlevel(path) = nlevel(stood) then stands else stands || subpath(path, nlevel(stood)) end
        as path from binding where ended_at is null and ${below}path >= stood and path < stood || 'z') moved
  where b.id = moved.id;
end $$;
`;

/**
 * Chains may be longer than an index row holds: only the head of a path is indexed, its first steps from the top. Whoever
 * is below somebody has the same head as far as it goes, so a walk goes by the head and then by the whole path. For
 * everybody within the first ${INDEXED_STEPS} steps it reads what it read before.
 * @param ltree the schema that holds PostgreSQL's type `ltree`
 */
export function longChainsSql(ltree: string): string {
  return `
create function distribution.path_head(path ${ltree}.ltree) returns ${ltree}.ltree language sql immutable
  as $$ select ${ltree}.subpath($1, 0, ${INDEXED_STEPS}) $$;
drop index distribution.binding_path;
create index binding_head on distribution.binding (distribution.path_head(path)) where ended_at is null;
alter table distribution.binding drop constraint longest_path,
  add constraint longest_path check (${ltree}.nlevel(path) <= ${LONGEST_PATH});
${moveDownlineSql(ltree, "path_head(path) >= path_head(stood) and path_head(path) < path_head(stood) || 'z' and ")}
analyze distribution.binding;`;
}

/** Takes the above back; refused while a chain is longer than it was allowed before. */
export function longChainsUndoSql(ltree: string): string {
  return `
alter table distribution.binding drop constraint longest_path,
  add constraint longest_path check (${ltree}.nlevel(path) <= ${INDEXED_STEPS});
${moveDownlineSql(ltree, "")}
drop index distribution.binding_head;
drop function distribution.path_head(${ltree}.ltree);
create index binding_path on distribution.binding (path) where ended_at is null;`;
}
