import type { DataSource } from "typeorm";

/** What PostgreSQL's catalogue knows of the schema; indexes that a constraint brings along are part of it. */
export function readCatalogue(source: DataSource): Promise<{ object: string; definition: string }[]> {
  return source.query(`
    with schema as (select 'distribution'::regnamespace as oid),
    relation as (
      select c.* from pg_class c, schema where c.relnamespace = schema.oid and c.relname not like 'typeorm%')
    select case r.relkind when 'r' then 'table ' else 'view ' end || r.relname as object,
      concat_ws(' ', r.relkind, r.relpersistence, r.reloptions::text, r.relacl::text, obj_description(r.oid, 'pg_class')) as definition
    from relation r where r.relkind in ('r', 'v')
    union all
    select concat('column ', r.relname, '.', a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      a.attnotnull, a.attidentity, a.attcollation::regcollation, a.attacl::text, pg_get_expr(d.adbin, d.adrelid),
      col_description(r.oid, a.attnum))
    from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum where r.relkind in ('r', 'v')
    union all
    select concat('constraint ', r.relname, '.', k.conname), pg_get_constraintdef(k.oid)
    from relation r join pg_constraint k on k.conrelid = r.oid where k.contype <> 'n'
    union all
    select 'index ' || i.relname, pg_get_indexdef(i.oid)
    from relation r join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid
    where not exists (select 1 from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u'))
    union all
    select 'query of ' || r.relname, pg_get_viewdef(r.oid) from relation r where r.relkind = 'v'
    union all
    select concat('trigger ', r.relname, '.', t.tgname), pg_get_triggerdef(t.oid)
    from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
    union all
    select 'function ' || p.proname, concat_ws(' ', pg_get_functiondef(p.oid), p.proacl::text)
    from pg_proc p, schema where p.pronamespace = schema.oid
      and not exists (select 1 from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
    order by 1`);
}
