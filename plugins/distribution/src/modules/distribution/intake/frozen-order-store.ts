import type { EntityManager } from "typeorm";
import { DistributionError } from "../../../domain/errors";
import type { FrozenBefore } from "../../../domain/intake/order-addition";
import { jsonOf } from "../../../domain/json";
import type { ReasonedAttribution } from "../../../domain/plan/commission";
import type { OrderedLine } from "../../../domain/plan/rates";
import type { Earner } from "../../../domain/referral/referral-chain";

/** An earner as a frozen order keeps them. */
export type StoredEarner = Omit<Earner, "distributor_no"> & { distributor_no: string };

/** An earner of a frozen order. */
export function toEarner(earner: StoredEarner): Earner {
  return { ...earner, distributor_no: BigInt(earner.distributor_no) };
}

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
  /** The order to which this was added and paid for afterwards; absent on an order itself. */
  parent_id?: string;
  lines: OrderedLine[];
  /** Everybody above the buyer who could earn if the plan had as many tiers, and the buyer themselves on tier 0. */
  chain: Earner[];
  attributions: ReasonedAttribution[];
}

/** Freezes an order once. @returns whether it was not frozen before */
export async function insertFrozenOrder(manager: EntityManager, order: FrozenOrder): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.frozen_order
       (order_id, customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at, chain,
       parent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (order_id) do nothing returning order_id`,
    [
      order.order_id,
      order.customer_id,
      order.display_id,
      order.outcome,
      order.plan_id,
      String(order.goods_fen),
      String(order.total_fen),
      order.frozen_at,
      JSON.stringify(jsonOf(order.chain)),
      order.parent_id ?? null,
    ],
  );
  if (inserted.length === 0) return false;
  await insertLines(manager, order.order_id, order.lines);
  await insertAttributions(manager, order.order_id, order.attributions);
  return true;
}

/** Freezes an order anew in what it costs; who earns on it, and by what plan, stays. Refused once money was taken in. */
export async function replaceFrozenLines(
  manager: EntityManager,
  order: Pick<FrozenOrder, "order_id" | "goods_fen" | "total_fen" | "lines" | "attributions">,
): Promise<void> {
  const { order_id, goods_fen, total_fen } = order;
  await manager.query(
    `update distribution.frozen_order set goods_fen = $2, total_fen = $3 where order_id = $1`,
    [order_id, String(goods_fen), String(total_fen)],
  );
  await manager.query(`delete from distribution.frozen_line where order_id = $1`, [order_id]);
  await insertLines(manager, order_id, order.lines);
  await insertAttributions(manager, order_id, order.attributions);
}

/** What an order was frozen with, line by line. */
export async function readFrozenLines(
  manager: EntityManager,
  order_id: string,
): Promise<{ order_line_id: string; base_fen: bigint; quantity: number }[]> {
  const rows = await manager.query<{ order_line_id: string; base_fen: string; quantity: number }[]>(
    `select order_line_id, base_fen, quantity from distribution.frozen_line where order_id = $1 order by position`,
    [order_id],
  );
  return rows.map((row) => ({ ...row, base_fen: BigInt(row.base_fen) }));
}

async function insertLines(manager: EntityManager, order_id: string, lines: readonly OrderedLine[]) {
  const rows = lines.map(({ order_line_id, base_fen, goods }, index) => ({
    ...{ order_line_id, base_fen, position: index + 1, quantity: 1, category_ids: [] },
    ...goods,
  }));
  await manager.query(
    `insert into distribution.frozen_line (order_id, order_line_id, position, base_fen, quantity, variant_id,
       product_id, collection_id, category_ids, unit_cost_fen, list_fen)
     select $1, r.order_line_id, r.position, r.base_fen, r.quantity, r.variant_id, r.product_id, r.collection_id,
       r.category_ids, r.unit_cost_fen, r.list_fen
     from jsonb_to_recordset($2) as r(order_line_id text, position smallint, base_fen bigint, quantity integer,
       variant_id text, product_id text, collection_id text, category_ids text[], unit_cost_fen bigint, list_fen bigint)`,
    [order_id, JSON.stringify(jsonOf(rows))],
  );
}

async function insertAttributions(
  manager: EntityManager,
  order_id: string,
  attributions: readonly ReasonedAttribution[],
) {
  const rows = attributions.map(({ rate, ...attribution }) => ({ ...attribution, ...rate }));
  await manager.query(
    `insert into distribution.attribution (order_id, order_line_id, tier, distributor_id, distributor_no, binding_id,
       rate_bps, fixed_fen, quantity, base_fen, amount_fen, grade, rule, campaign, cut_by)
     select $1, r.order_line_id, r.tier, r.distributor_id, r.distributor_no, r.binding_id, r.rate_bps, r.fixed_fen,
       r.quantity, r.base_fen, r.amount_fen, r.grade, r.rule, r.campaign, r.cut_by
     from jsonb_to_recordset($2) as r(order_line_id text, tier smallint, distributor_id text, distributor_no bigint,
       binding_id text, rate_bps integer, fixed_fen bigint, quantity integer, base_fen bigint, amount_fen bigint,
       grade text, rule text, campaign text, cut_by text)`,
    [order_id, JSON.stringify(jsonOf(rows))],
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

/** Which of these lines were frozen, whatever their order. */
export async function findFrozenLineIds(
  manager: EntityManager,
  order_line_ids: readonly string[],
): Promise<Set<string>> {
  const rows = await manager.query<{ order_line_id: string }[]>(
    `select order_line_id from distribution.frozen_line where order_line_id = any ($1)`,
    [order_line_ids],
  );
  return new Set(rows.map(({ order_line_id }) => order_line_id));
}

/** What an order was frozen by, which holds for all that is added to it. */
export type FrozenTerms = Pick<
  FrozenOrder,
  "customer_id" | "display_id" | "outcome" | "plan_id" | "frozen_at" | "chain"
>;

type StoredTerms = Omit<FrozenTerms, "chain" | "display_id"> & {
  display_id: string | null;
  chain: StoredEarner[] | null;
};

/** Reads what a frozen order was frozen by. */
export async function readFrozenTerms(manager: EntityManager, order_id: string): Promise<FrozenTerms> {
  const [row] = await manager.query<StoredTerms[]>(
    `select customer_id, display_id, outcome, plan_id, frozen_at, chain from distribution.frozen_order
     where order_id = $1`,
    [order_id],
  );
  if (!row) throw new DistributionError("frozen_order_missing", { order_id });
  const display_id = row.display_id === null ? null : Number(row.display_id);
  return { ...row, display_id, chain: (row.chain ?? []).map(toEarner) };
}

/** The goods of an order and of all that was added to it, with what is owed on them when all of it is paid. */
export async function readFrozenBefore(manager: EntityManager, order_id: string): Promise<FrozenBefore> {
  const [row] = await manager.query<Record<keyof FrozenBefore, string>[]>(
    `select coalesce(sum(o.goods_fen), 0) as goods_fen, coalesce(sum(owed.amount_fen), 0) as commission_fen
     from distribution.frozen_order o cross join lateral (
       select sum(a.amount_fen) as amount_fen from distribution.attribution a where a.order_id = o.order_id) owed
     where o.order_id = $1 or o.parent_id = $1`,
    [order_id],
  );
  return { goods_fen: BigInt(row?.goods_fen ?? 0), commission_fen: BigInt(row?.commission_fen ?? 0) };
}

/** The frozen lines of an order and of all that was added to it, by what they were frozen under. */
export async function readFamilyLines(
  manager: EntityManager,
  frozen_id: string,
): Promise<{ order_id: string; order_line_id: string }[]> {
  return manager.query(
    `with whole as (
       select coalesce(parent_id, order_id) as id from distribution.frozen_order where order_id = $1)
     select l.order_id, l.order_line_id from distribution.frozen_line l
     where l.order_id = any (array(
       select id from whole
       union all select o.order_id from distribution.frozen_order o join whole on o.parent_id = whole.id))`,
    [frozen_id],
  );
}
