import type { EntityManager } from "typeorm";

/** What one distributor earns on an order, by tier: what was accrued, and what of it was taken back. */
export interface OrderCommission {
  readonly order_id: string;
  readonly tier: number;
  readonly distributor_id: string;
  readonly accrued_fen: bigint;
  readonly clawed_fen: bigint;
}

/** Orders whose commission moved since a moment, oldest posting first; additions count as their order. */
export async function listOrdersPostedSince(manager: EntityManager, since: Date): Promise<string[]> {
  const rows = await manager.query<{ order_id: string }[]>(
    `select distinct coalesce(o.parent_id, o.order_id) as order_id
     from distribution.transfer t
     join distribution.frozen_line l on l.order_line_id = t.order_line_id
     join distribution.frozen_order o on o.order_id = l.order_id
     where t.recorded_at >= $1 and t.kind in (1, 2, 3, 4)`,
    [since],
  );
  return rows.map(({ order_id }) => order_id);
}

/** Who is frozen as an earner of orders, with what became of it; additions count as their order. */
export async function readOrderCommissions(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<OrderCommission[]> {
  const rows = await manager.query<
    (Pick<OrderCommission, "order_id" | "tier" | "distributor_id"> & {
      accrued_fen: string;
      clawed_fen: string;
    })[]
  >(
    `with wanted as (
       select order_id, order_id as whole_id from distribution.frozen_order where order_id = any ($1)
       union all
       select order_id, parent_id from distribution.frozen_order where parent_id = any ($1))
     select w.whole_id as order_id, a.tier, a.distributor_id,
       coalesce(sum(c.amount_fen), 0)::bigint as accrued_fen, coalesce(sum(c.clawed_fen), 0)::bigint as clawed_fen
     from wanted w
     join distribution.attribution a on a.order_id = w.order_id
     left join distribution.accrual c on c.order_line_id = a.order_line_id and c.tier = a.tier
     group by 1, 2, 3`,
    [[...order_ids]],
  );
  return rows.map(({ accrued_fen, clawed_fen, ...row }) => ({
    ...row,
    accrued_fen: BigInt(accrued_fen),
    clawed_fen: BigInt(clawed_fen),
  }));
}

/** Whose share tokens these are; those that are none are left out. */
export async function readSharers(
  manager: EntityManager,
  tokens: readonly string[],
): Promise<Map<string, string>> {
  const rows = await manager.query<{ token: string; distributor_id: string }[]>(
    "select token, distributor_id from distribution.share_token where token = any ($1)",
    [[...tokens]],
  );
  return new Map(rows.map(({ token, distributor_id }) => [token, distributor_id]));
}

/** What distributors are called, and what they are at the moment. */
export async function readDistributorNames(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, { name: string; status: string }>> {
  const rows = await manager.query<{ id: string; display_name: string; status: string }[]>(
    "select id, display_name, status from distribution.distributor where id = any ($1)",
    [[...ids]],
  );
  return new Map(rows.map(({ id, display_name, status }) => [id, { name: display_name, status }]));
}

/** How many distributors are active. */
export async function countActiveDistributors(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ count: string }[]>(
    "select count(*) from distribution.distributor where status = 'active'",
  );
  return Number(row?.count ?? 0);
}
