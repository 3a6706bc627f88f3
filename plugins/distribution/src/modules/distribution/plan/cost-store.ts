import type { EntityManager } from "typeorm";
import type { UnitCost } from "../../../domain/plan/cost";

/** What these variants cost, as the table has it: fen in decimal; those that nobody has written are not among them. */
export function findCosts(
  manager: EntityManager,
  variant_ids: readonly string[],
): Promise<{ variant_id: string; cost_fen: string; changed_at: Date }[]> {
  return manager.query(
    `select variant_id, cost_fen, changed_at from distribution.unit_cost
     where variant_id = any ($1::text[]) order by variant_id`,
    [variant_ids],
  );
}

/** Writes costs, or takes them away. */
export async function writeCosts(
  manager: EntityManager,
  costs: readonly UnitCost[],
  now: Date,
): Promise<void> {
  const written = costs.filter(({ cost_fen }) => cost_fen !== null);
  // In one order, so that two writers never wait for each other.
  await manager.query(
    `insert into distribution.unit_cost as c (variant_id, cost_fen, changed_at)
     select variant_id, cost_fen, $3 from unnest($1::text[], $2::bigint[]) as w(variant_id, cost_fen)
     order by variant_id
     on conflict (variant_id) do update set cost_fen = excluded.cost_fen, changed_at = excluded.changed_at`,
    [written.map(({ variant_id }) => variant_id), written.map(({ cost_fen }) => String(cost_fen)), now],
  );
  const taken = costs.filter(({ cost_fen }) => cost_fen === null).map(({ variant_id }) => variant_id);
  await manager.query(`delete from distribution.unit_cost where variant_id = any ($1::text[])`, [taken]);
}
