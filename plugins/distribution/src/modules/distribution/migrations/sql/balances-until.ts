/** What moved in a bucket by the transfers `t`. */
const moved = (bucket: number) =>
  `coalesce(sum(t.amount_fen) filter (where t.cr >= 8 and t.cr & 7 = ${bucket}), 0)
    - coalesce(sum(t.amount_fen) filter (where t.dr >= 8 and t.dr & 7 = ${bucket}), 0)`;

const today = (bucket: number) => `coalesce(max(b.balance_fen) filter (where b.account & 7 = ${bucket}), 0)`;

/**
 * A distributor's balances just after a transfer; with an empty `source`, just before a moment. They start from the
 * latest sealed statement and what came until then is added; before any month is sealed, from today's balances, and
 * what came since is taken off. So nobody's whole history is added up. All of it sees one moment: a stable function
 * sees what the statement saw that calls it.
 */
export const balancesUntilSql = `
create function distribution.balances_until(owner bigint, moment timestamptz, of_source text, of_tier smallint,
    of_kind smallint)
  returns table (pending numeric, available numeric, hold numeric, debt numeric) language plpgsql stable as $$
declare known record; sealed boolean;
begin
  select m.ends_at as since, moment as until, s.closing_pending as pending, s.closing_available as available,
    s.closing_hold as hold, s.closing_debt as debt into known
  from distribution.statement s join distribution.closed_month m using (month)
  where s.distributor_no = owner and m.ends_at <= moment order by s.month desc limit 1;
  sealed := found;
  if not sealed then
    select moment as since, 'infinity'::timestamptz as until, ${today(1)} as pending, ${today(2)} as available,
      ${today(3)} as hold, ${today(4)} as debt into known
    from distribution.balance b where b.account between owner * 8 + 1 and owner * 8 + 4;
  end if;
  return query
    select known.pending + s.sign * (${moved(1)}), known.available + s.sign * (${moved(2)}),
      known.hold + s.sign * (${moved(3)}), known.debt + s.sign * (${moved(4)})
    from (select case when sealed then 1 else -1 end as sign) s
    left join distribution.transfer t on greatest(t.dr, t.cr) >> 3 = owner
      and t.recorded_at between known.since and known.until
      and ((t.recorded_at, t.source, t.tier, t.kind) <= (moment, of_source, of_tier, of_kind)) = sealed
    group by s.sign;
end $$;
`;

/** Takes the above back. */
export const balancesUntilUndoSql = `drop function distribution.balances_until(bigint, timestamptz, text, smallint, smallint);`;
