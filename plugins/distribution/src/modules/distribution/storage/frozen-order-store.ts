import type { EntityManager } from "typeorm";
import type { Attribution, BoughtLine } from "../../../domain/commission";

/** Why an order has attributions, or has none. */
export type FreezeOutcome = "attributed" | "no_inviter" | "no_plan" | "no_customer" | "other_currency";

/** An order as it is frozen when it is created. */
export interface FrozenOrder {
  order_id: string;
  customer_id: string | null;
  display_id: number | null;
  outcome: FreezeOutcome;
  plan_id: string | null;
  goods_fen: bigint;
  total_fen: bigint;
  frozen_at: Date;
  lines: BoughtLine[];
  attributions: Attribution[];
}

/** Freezes an order once. @returns whether it was not frozen before */
export async function insertFrozenOrder(manager: EntityManager, order: FrozenOrder): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.frozen_order
       (order_id, customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (order_id) do nothing returning order_id`,
    [
      order.order_id,
      order.customer_id,
      order.display_id,
      order.outcome,
      order.plan_id,
      String(order.goods_fen),
      String(order.total_fen),
      order.frozen_at,
    ],
  );
  if (inserted.length === 0) return false;
  await insertLines(manager, order.order_id, order.lines);
  await insertAttributions(manager, order.order_id, order.attributions);
  return true;
}

async function insertLines(manager: EntityManager, order_id: string, lines: readonly BoughtLine[]) {
  await manager.query(
    `insert into distribution.frozen_line (order_line_id, order_id, position, base_fen)
     select line, $1, position, base
     from unnest($2::text[], $3::bigint[]) with ordinality as l(line, base, position)`,
    [
      order_id,
      lines.map(({ order_line_id }) => order_line_id),
      lines.map(({ base_fen }) => String(base_fen)),
    ],
  );
}

async function insertAttributions(
  manager: EntityManager,
  order_id: string,
  attributions: readonly Attribution[],
) {
  await manager.query(
    `insert into distribution.attribution
       (order_id, order_line_id, tier, distributor_id, distributor_no, binding_id, rate_bps, base_fen)
     select $1, * from unnest($2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::text[], $7::integer[],
       $8::bigint[])`,
    [
      order_id,
      attributions.map(({ order_line_id }) => order_line_id),
      attributions.map(({ tier }) => tier),
      attributions.map(({ distributor_id }) => distributor_id),
      attributions.map(({ distributor_no }) => String(distributor_no)),
      attributions.map(({ binding_id }) => binding_id),
      attributions.map(({ rate_bps }) => rate_bps),
      attributions.map(({ base_fen }) => String(base_fen)),
    ],
  );
}

/** Takes an order back that came to nothing; refused by the database once anything has accrued on it. */
export async function deleteFrozenOrder(manager: EntityManager, order_id: string): Promise<void> {
  await manager.query(`delete from distribution.frozen_order where order_id = $1`, [order_id]);
}

/** Which of these orders were frozen. */
export async function findFrozenOrderIds(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.query<{ order_id: string }[]>(
    `select order_id from distribution.frozen_order where order_id = any ($1)`,
    [order_ids],
  );
  return new Set(rows.map(({ order_id }) => order_id));
}
