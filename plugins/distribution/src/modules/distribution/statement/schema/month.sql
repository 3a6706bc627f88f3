-- Months of Asia/Shanghai, closed one after the other. A transfer belongs to the month in which it was posted, so what
-- arrives late goes into the month that is open. Each hash covers the digests of its month's days, the digest of its
-- statements, and the hash before; all of it can be recomputed with SQL alone.
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
create trigger append_only before delete or update on distribution.closed_month
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.closed_month
  for each statement execute function distribution.deny();
grant select on distribution.closed_month to tengman_distribution;

-- The digest of each day of a closed month.
create table distribution.closed_day (
  day date primary key,
  month text collate "C" not null references distribution.closed_month deferrable initially deferred,
  transfers bigint not null,
  digest text not null
);
create trigger append_only before delete or update on distribution.closed_day
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.closed_day
  for each statement execute function distribution.deny();
grant select on distribution.closed_day to tengman_distribution;

-- A distributor's balances at both ends of a closed month.
create table distribution.statement (
  distributor_no bigint not null,
  month text collate "C" not null references distribution.closed_month deferrable initially deferred,
  entries bigint not null,
  opening_pending bigint not null,
  opening_available bigint not null,
  opening_hold bigint not null,
  opening_debt bigint not null,
  closing_pending bigint not null,
  closing_available bigint not null,
  closing_hold bigint not null,
  closing_debt bigint not null,
  primary key (distributor_no, month)
);
create index statement_month on distribution.statement (month, distributor_no);
create trigger append_only before delete or update on distribution.statement
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.statement
  for each statement execute function distribution.deny();
grant select on distribution.statement to tengman_distribution;

-- A transfer as the text that its day's digest is made of.
create view distribution.transfer_line as
  select t.source, t.tier, t.kind, t.recorded_at, (t.recorded_at at time zone 'Asia/Shanghai')::date as day,
    concat_ws('|', t.source, t.tier, t.kind, coalesce(t.order_line_id, ''), t.dr, t.cr, t.amount_fen,
      to_char(t.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as line
  from distribution.transfer t;
grant select on distribution.transfer_line to tengman_distribution;

-- A statement as the text that its month's digest is made of.
create view distribution.statement_line as
  select s.month, s.distributor_no,
    concat_ws('|', s.month, s.distributor_no, s.entries, s.opening_pending, s.opening_available, s.opening_hold,
      s.opening_debt, s.closing_pending, s.closing_available, s.closing_hold, s.closing_debt) as line
  from distribution.statement s;
grant select on distribution.statement_line to tengman_distribution;

create function distribution.day_digests(since timestamptz, until timestamptz) returns table(day date, transfers
  bigint, digest text) language sql stable as $$
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
create function distribution.month_hash(of_month text, previous text, statements bigint, digest text) returns text
  language sql stable as $$
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

-- Closes a month; false when it was closed before.
create function distribution.close_month(of_month text, at_moment timestamptz, by_actor text) returns boolean
  language plpgsql security definer
  set search_path = distribution, pg_temp as $$
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
  insert into statement (distributor_no, month, entries, opening_pending, opening_available, opening_hold,
    opening_debt, closing_pending, closing_available, closing_hold, closing_debt)
  select m.owner, of_month, m.entries,
    coalesce(o.closing_pending, 0), coalesce(o.closing_available, 0), coalesce(o.closing_hold, 0),
    coalesce(o.closing_debt, 0),
    coalesce(o.closing_pending, 0) + m.pending, coalesce(o.closing_available, 0) + m.available,
    coalesce(o.closing_hold, 0) + m.hold, coalesce(o.closing_debt, 0) + m.debt
  from (
    select greatest(t.dr, t.cr) >> 3 as owner, count(*) as entries,
      coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 1), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 1), 0) as pending,
      coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 2), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 2), 0) as available,
      coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 3), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 3), 0) as hold,
      coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 4), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 4), 0) as debt
    from transfer t where t.recorded_at >= starts and t.recorded_at < ends group by 1) m
  left join lateral (
    select s.closing_pending, s.closing_available, s.closing_hold, s.closing_debt from statement s
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

-- A distributor's balances just after a transfer; with an empty source, just before a moment. They start from the latest
-- sealed statement and what came until then is added; before any month is sealed, from today's balances, and what came
-- since is taken off. So nobody's whole history is added up.
create function distribution.balances_until(owner bigint, moment timestamptz, of_source text, of_tier smallint,
  of_kind smallint) returns table(pending numeric, available numeric, hold numeric, debt numeric) language plpgsql
  stable as $$
declare known record; sealed boolean;
begin
  select m.ends_at as since, moment as until, s.closing_pending as pending, s.closing_available as available,
    s.closing_hold as hold, s.closing_debt as debt into known
  from distribution.statement s join distribution.closed_month m using (month)
  where s.distributor_no = owner and m.ends_at <= moment order by s.month desc limit 1;
  sealed := found;
  if not sealed then
    select moment as since, 'infinity'::timestamptz as until,
      coalesce(max(b.balance_fen) filter (where b.account & 7 = 1), 0) as pending,
      coalesce(max(b.balance_fen) filter (where b.account & 7 = 2), 0) as available,
      coalesce(max(b.balance_fen) filter (where b.account & 7 = 3), 0) as hold,
      coalesce(max(b.balance_fen) filter (where b.account & 7 = 4), 0) as debt into known
    from distribution.balance b where b.account between owner * 8 + 1 and owner * 8 + 4;
  end if;
  return query
    select known.pending + s.sign * (coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 1), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 1), 0)),
      known.available + s.sign * (coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 2), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 2), 0)),
      known.hold + s.sign * (coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 3), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 3), 0)),
      known.debt + s.sign * (coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = 4), 0)
        - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = 4), 0))
    from (select case when sealed then 1 else -1 end as sign) s
    left join distribution.transfer t on greatest(t.dr, t.cr) >> 3 = owner
      and t.recorded_at between known.since and known.until
      and ((t.recorded_at, t.source, t.tier, t.kind) <= (moment, of_source, of_tier, of_kind)) = sealed
    group by s.sign;
end $$;
