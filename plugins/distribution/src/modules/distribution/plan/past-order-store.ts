import type { EntityManager } from "typeorm";
import type { Goods, OrderedLine } from "../../../domain/plan/rates";
import type { PastOrder } from "../../../domain/plan/simulation";
import type { Earner } from "../../../domain/referral/referral-chain";
import type { PageCursor } from "../database/page-cursor";
import { type StoredEarner, toEarner } from "../intake/frozen-order-store";

/** Which paid orders: those frozen in `[since, until)`, latest first, from a place onwards. */
export interface WantedPast {
  since: Date;
  until: Date;
  after: PageCursor | null;
  limit: number;
}

interface StoredOrder {
  order_id: string;
  frozen_at: Date;
  chain: StoredEarner[] | null;
}

interface StoredLine extends Omit<Goods, "unit_cost_fen" | "list_fen"> {
  order_id: string;
  order_line_id: string;
  base_fen: string;
  unit_cost_fen: string | null;
  list_fen: string | null;
}

interface StoredPart {
  order_id: string;
  tier: number;
  distributor_id: string;
  distributor_no: string;
  binding_id: string | null;
  grade: string | null;
  amount_fen: string;
}

/** Reads a page of paid orders as they were frozen, with their goods, the people above the buyer and what they earn. */
export async function readPastOrders(manager: EntityManager, wanted: WantedPast): Promise<PastOrder[]> {
  const { since, until, after, limit } = wanted;
  const orders = await manager.query<StoredOrder[]>(
    `select o.order_id, o.frozen_at, o.chain from distribution.frozen_order o
     where o.frozen_at >= $1 and o.frozen_at < $2
       and ($3::timestamptz is null or (o.frozen_at, o.order_id) < ($3, $4))
       and exists (select 1 from distribution.processed p where p.order_id = o.order_id and p.kind = 'capture')
     order by o.frozen_at desc, o.order_id desc limit $5`,
    [since, until, after?.at ?? null, after?.id ?? null, limit],
  );
  const ids = orders.map(({ order_id }) => order_id);
  const lines = groupByOrder(await manager.query<StoredLine[]>(LINES, [ids]));
  const parts = groupByOrder(await manager.query<StoredPart[]>(PARTS, [ids]));
  return orders.map(({ order_id, frozen_at, chain }) => {
    const own = parts.get(order_id) ?? [];
    return {
      order_id,
      frozen_at,
      lines: (lines.get(order_id) ?? []).map(toLine),
      chain: chain ? chain.map(toEarner) : earnersOf(own),
      frozen: own.map((part) => ({ ...part, amount_fen: BigInt(part.amount_fen) })),
    };
  });
}

const LINES = `select order_id, order_line_id, base_fen, quantity, variant_id, product_id, collection_id, category_ids,
    unit_cost_fen, list_fen
  from distribution.frozen_line where order_id = any ($1) order by order_id, position`;
const PARTS = `select order_id, tier, distributor_id, distributor_no, binding_id, grade, amount_fen
  from distribution.attribution where order_id = any ($1) order by order_id, order_line_id, tier`;

function toLine({ order_id: _order, order_line_id, base_fen, ...goods }: StoredLine): OrderedLine {
  const unit_cost_fen = goods.unit_cost_fen === null ? null : BigInt(goods.unit_cost_fen);
  const list_fen = goods.list_fen === null ? null : BigInt(goods.list_fen);
  return { order_line_id, base_fen: BigInt(base_fen), goods: { ...goods, unit_cost_fen, list_fen } };
}

/** Orders from before the people above were kept: those who earned on it are known, and nobody else. */
function earnersOf(parts: readonly StoredPart[]): Earner[] {
  const byTier = new Map(parts.map((part) => [part.tier, part]));
  return [...byTier.values()].map(({ tier, binding_id, distributor_id, distributor_no, grade }) => ({
    ...{ tier, binding_id, distributor_id, grade },
    distributor_no: BigInt(distributor_no),
  }));
}

function groupByOrder<Row extends { order_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.order_id);
    if (group) group.push(row);
    else groups.set(row.order_id, [row]);
  }
  return groups;
}

/** What distributors are called, by id. */
export async function readDisplayNames(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; display_name: string }[]>(
    `select id, display_name from distribution.distributor where id = any ($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}
