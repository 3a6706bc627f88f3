import { SERVICE_ROLE } from "../../database/data-source";

const BALANCES = ["pending", "available", "hold", "debt"] as const;
const bigints = (prefix: string) =>
  BALANCES.map((bucket) => `${prefix}_${bucket} bigint not null`).join(", ");
const listed = (prefix: string) => BALANCES.map((bucket) => `${prefix}_${bucket}`).join(", ");

/**
 * Months of Asia/Shanghai, closed one after the other. A transfer belongs to the month in which it was posted, so what
 * arrives late goes into the month that is open; the sealed ones cannot grow. Each hash covers the digests of its
 * month's days, the digest of its statements, and the hash before. All of it can be recomputed with SQL alone.
 *
 * A transfer touches one owner's accounts only, and system accounts are below 8: `greatest(dr, cr) >> 3` is the owner.
 */
export const booksSql = `
drop index distribution.transfer_cr_owner, distribution.transfer_dr_owner;
create index transfer_owner on distribution.transfer ((greatest(dr, cr) >> 3), recorded_at);
create index transfer_recorded on distribution.transfer using brin (recorded_at);
create index payout_tax_month on distribution.payout (tax_month, distributor_id) where tax_month is not null;

create table distribution.closed_month (
  month text collate "C" primary key check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  transfers bigint not null,
  statements bigint not null,
  statements_digest text not null,
  previous_hash text not null,
  hash text not null unique,
  closed_at timestamptz not null,
  closed_by text not null
);
create table distribution.closed_day (
  day date primary key,
  month text collate "C" not null references distribution.closed_month,
  transfers bigint not null,
  digest text not null
);
create table distribution.statement (
  distributor_no bigint not null,
  month text collate "C" not null references distribution.closed_month,
  entries bigint not null,
  ${bigints("opening")},
  ${bigints("closing")},
  primary key (distributor_no, month)
);
create index statement_month on distribution.statement (month, distributor_no);

create table distribution.verification (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  actor_id text not null,
  transfers bigint not null,
  closed_months integer not null,
  difference jsonb
);
${["closed_month", "closed_day", "statement", "verification"]
  .map(
    (table) => `create trigger append_only before update or delete on distribution.${table}
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.${table}
  for each statement execute function distribution.deny();
`,
  )
  .join("")}
-- A transfer as the text that its day's digest is made of.
create view distribution.transfer_line as
  select t.source, t.tier, t.kind, t.recorded_at, (t.recorded_at at time zone 'Asia/Shanghai')::date as day,
    concat_ws('|', t.source, t.tier, t.kind, coalesce(t.order_line_id, ''), t.dr, t.cr, t.amount_fen,
      to_char(t.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as line
  from distribution.transfer t;

create view distribution.statement_line as
  select s.month, s.distributor_no,
    concat_ws('|', s.month, s.distributor_no, s.entries, ${listed("s.opening")}, ${listed("s.closing")}) as line
  from distribution.statement s;

create function distribution.day_digests(since timestamptz, until timestamptz)
  returns table (day date, transfers bigint, digest text) language sql stable as $$
  select l.day, count(*),
    encode(sha256(string_agg(sha256(convert_to(l.line, 'UTF8')), ''::bytea
      order by l.source collate "C", l.tier, l.kind)), 'hex')
  from distribution.transfer_line l where l.recorded_at >= since and l.recorded_at < until
  group by l.day
$$;

create function distribution.statements_digest(of_month text) returns text language sql stable as $$
  select encode(sha256(coalesce(string_agg(sha256(convert_to(l.line, 'UTF8')), ''::bytea order by l.distributor_no),
    ''::bytea)), 'hex')
  from distribution.statement_line l where l.month = of_month
$$;

-- The hash of a month whose days and statements are stored.
create function distribution.month_hash(of_month text, previous text, statements bigint, digest text)
  returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws(chr(10), previous, of_month,
    (select string_agg(concat_ws(' ', d.day, d.transfers, d.digest), chr(10) order by d.day)
     from distribution.closed_day d where d.month = of_month),
    concat_ws(' ', 'statements', statements, digest)), 'UTF8')), 'hex')
$$;

-- Waits until every posting that has begun is committed or gone: what comes afterwards is recorded afterwards.
create function distribution.await_postings() returns void language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  lock table transfer in share mode;
end $$;

create function distribution.close_month(of_month text, at_moment timestamptz, by_actor text)
  returns boolean language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
  starts timestamptz := (of_month || '-01')::timestamp at time zone 'Asia/Shanghai';
  ends timestamptz := ((of_month || '-01')::timestamp + interval '1 month') at time zone 'Asia/Shanghai';
  last text;
  previous text;
  posted bigint;
  statements bigint;
  digest text;
begin
  perform pg_advisory_xact_lock(5220120);
  if exists (select 1 from closed_month m where m.month = of_month) then return false; end if;
  select m.month, m.hash into last, previous from closed_month m order by m.month desc limit 1;
  if ends > clock_timestamp() then
    raise exception 'month %: it is not over', of_month using errcode = '23514', constraint = 'month_over';
  end if;
  if last is not null and to_char((last || '-01')::date + interval '1 month', 'YYYY-MM') <> of_month
    or last is null and exists (select 1 from transfer t where t.recorded_at < starts) then
    raise exception 'month %: months are closed one after the other', of_month
      using errcode = '23514', constraint = 'month_in_order';
  end if;

  insert into closed_day (day, month, transfers, digest)
  select d.day, of_month, d.transfers, d.digest from day_digests(starts, ends) d;
  select coalesce(sum(d.transfers), 0) into posted from closed_day d where d.month = of_month;

  insert into statement (distributor_no, month, entries, ${listed("opening")}, ${listed("closing")})
  select m.owner, of_month, m.entries,
    ${BALANCES.map((bucket) => `coalesce(o.closing_${bucket}, 0)`).join(", ")},
    ${BALANCES.map((bucket) => `coalesce(o.closing_${bucket}, 0) + m.${bucket}`).join(", ")}
  from (
    select greatest(t.dr, t.cr) >> 3 as owner, count(*) as entries,
      ${BALANCES.map((bucket, index) => {
        const side = (column: string) =>
          `coalesce(sum(t.amount_fen) filter (where t.${column} >= 8 and t.${column} & 7 = ${index + 1}), 0)`;
        return `${side("cr")} - ${side("dr")} as ${bucket}`;
      }).join(", ")}
    from transfer t where t.recorded_at >= starts and t.recorded_at < ends group by 1) m
  left join lateral (
    select ${listed("s.closing")} from statement s
    where s.distributor_no = m.owner and s.month < of_month order by s.month desc limit 1) o on true;
  get diagnostics statements = row_count;

  digest := statements_digest(of_month);
  previous := coalesce(previous, repeat('0', 64));
  insert into closed_month (month, starts_at, ends_at, transfers, statements, statements_digest, previous_hash, hash,
    closed_at, closed_by)
  values (of_month, starts, ends, posted, statements, digest, previous,
    month_hash(of_month, previous, statements, digest), at_moment, by_actor);
  return true;
end $$;

-- A clock that goes back must not write into a month that is sealed.
create function distribution.refuse_closed() returns trigger language plpgsql as $$
begin
  if (select min(p.recorded_at) from posted p) < (select max(m.ends_at) from distribution.closed_month m) then
    raise exception 'transfer: its month is closed' using errcode = '23514', constraint = 'month_open';
  end if;
  return null;
end $$;
create trigger month_open after insert on distribution.transfer referencing new table as posted
  for each statement execute function distribution.refuse_closed();

alter table distribution.closed_day alter constraint closed_day_month_fkey deferrable initially deferred;
alter table distribution.statement alter constraint statement_month_fkey deferrable initially deferred;
alter table distribution.payout drop constraint payout_tax_policy_check,
  add constraint payout_tax_policy_check check (tax_policy in ('none', 'cn-labour', 'cn-platform-cumulative'));

grant select on distribution.closed_month, distribution.closed_day, distribution.statement, distribution.verification,
  distribution.transfer_line, distribution.statement_line to ${SERVICE_ROLE};
grant insert (started_at, ended_at, actor_id, transfers, closed_months, difference)
  on distribution.verification to ${SERVICE_ROLE};
`;

/** Takes the above back; a sealed month must not be forgotten, so it is refused once there is one. */
export const booksUndoSql = `
do $$ begin
  if exists (select 1 from distribution.closed_month) then
    raise exception 'months are closed: this migration cannot be taken back';
  end if;
end $$;
alter table distribution.payout drop constraint payout_tax_policy_check,
  add constraint payout_tax_policy_check check (tax_policy in ('none', 'cn-labour'));
drop trigger month_open on distribution.transfer;
drop function distribution.refuse_closed(), distribution.close_month(text, timestamptz, text),
  distribution.await_postings(), distribution.month_hash(text, text, bigint, text),
  distribution.statements_digest(text), distribution.day_digests(timestamptz, timestamptz);
drop view distribution.statement_line, distribution.transfer_line;
drop table distribution.verification, distribution.statement, distribution.closed_day, distribution.closed_month;
drop index distribution.payout_tax_month, distribution.transfer_recorded, distribution.transfer_owner;
create index transfer_cr_owner on distribution.transfer ((cr >> 3), occurred_at) where cr >= 8;
create index transfer_dr_owner on distribution.transfer ((dr >> 3), occurred_at) where dr >= 8 and kind <> 5;
`;
