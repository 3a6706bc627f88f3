import type { EntityManager } from "typeorm";
import type { PageCursor } from "../database/page-cursor";

/** Somebody whom a distributor invited, themselves or through others. */
export interface TeamMember {
  binding_id: string;
  customer_id: string;
  joined_at: Date;
  is_distributor: boolean;
  /** Orders of theirs that earned the distributor something, and what these earned less what was clawed back. */
  orders: number;
  contribution_fen: bigint;
}

/** Levels beyond these have no index of their own and are found through the path. */
const INDEXED_LEVELS = 2;

/** The members of one level: a number, checked by the caller, so that the level's own index fits. */
function onLevel(level: number): string {
  if (!Number.isInteger(level) || level < 1) throw new Error(`${level} is no level`);
  const own = `b.ended_at is null and b.upline[${level}] = $1`;
  if (level <= INDEXED_LEVELS) return own;
  return `${own} and distribution.path_head(b.path) >= (select distribution.path_head(path) from top)
    and distribution.path_head(b.path) < (select distribution.path_head(path) || 'z' from top)
    and b.path >= (select path from top) and b.path < (select path || 'z' from top)`;
}

/** Where a distributor's people begin in the graph; looked at by the deeper levels alone. */
const TOP = `top as (
  select distribution.path_below(d.account_no, own.path) as path
  from distribution.distributor d
  left join distribution.binding own on own.customer_id = d.customer_id and own.ended_at is null
  where d.account_no = $1)`;

/** How many people a distributor has on each of the first levels. */
export async function countTeam(
  manager: EntityManager,
  distributor_no: bigint,
  levels: number,
): Promise<number[]> {
  const counts: number[] = [];
  for (let level = 1; level <= levels; level++) {
    const [row] = await manager.query<{ members: number }[]>(
      `with ${TOP} select count(*)::int as members from distribution.binding b where ${onLevel(level)}`,
      [String(distributor_no)],
    );
    counts.push(row?.members ?? 0);
  }
  return counts;
}

/** One page of a level, latest first. */
export async function listTeam(
  manager: EntityManager,
  wanted: { distributor_no: bigint; level: number; limit: number; after: PageCursor | null },
): Promise<TeamMember[]> {
  const { distributor_no, level, limit, after } = wanted;
  const rows = await manager.query<(Omit<TeamMember, "contribution_fen"> & { contribution_fen: string })[]>(
    `with ${TOP}, page as (
       select b.id, b.customer_id, b.bound_at from distribution.binding b
       where ${onLevel(level)} and ($2::timestamptz is null or (b.bound_at, b.id) < ($2, $3))
       order by b.bound_at desc, b.id desc limit $4)
     select p.id as binding_id, p.customer_id, p.bound_at as joined_at, c.orders, c.contribution_fen,
       exists (select 1 from distribution.distributor d where d.customer_id = p.customer_id) as is_distributor
     from page p cross join lateral (
       select count(distinct coalesce(o.parent_id, o.order_id))::int as orders, coalesce(sum(a.amount_fen - a.clawed_fen), 0) as contribution_fen
       from distribution.frozen_order o join distribution.frozen_line l using (order_id)
       join distribution.accrual a using (order_line_id)
       where o.customer_id = p.customer_id and a.distributor_no = $1) c
     order by p.bound_at desc, p.id desc`,
    [String(distributor_no), after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({ ...row, contribution_fen: BigInt(row.contribution_fen) }));
}
