/** The chain above a customer as a function, so that each connection plans the query once and not at every checkout. */
export const uplineSql = `
create function distribution.buyer_upline(buyer text, depth integer)
  returns table (step bigint, binding_id text, distributor_id text, distributor_no bigint, customer_id text,
    status text, grade text, expires_at timestamptz)
  language plpgsql stable as $$
begin
  return query
    with chain as (
      select u.no, u.step, d.id, d.customer_id, d.status, d.grade_code,
        coalesce(lag(d.customer_id) over (order by u.step), buyer) as invited
      from distribution.binding b
      cross join lateral unnest(b.upline[1:depth]) with ordinality as u(no, step)
      join distribution.distributor d on d.account_no = u.no
      where b.customer_id = buyer and b.ended_at is null)
    select c.step, b.id, c.id, c.no, c.customer_id, c.status, c.grade_code, b.expires_at
    from chain c join distribution.binding b on b.customer_id = c.invited and b.ended_at is null order by c.step;
end $$;
`;

/** Takes the above back. */
export const uplineUndoSql = `drop function distribution.buyer_upline(text, integer);`;
