import type pg from "pg";
import type { Measures } from "../../../domain/alerts/alert";
import { addDays, type Day } from "../../../domain/shanghai-day";

/** What can still be sold of one variant, in all places together. */
const LOW_STOCK = `select p.title || case when v.title in ('', 'Default') then '' else ' / ' || v.title end as name
  from product_variant v
  join product p on p.id = v.product_id and p.status = 'published' and p.deleted_at is null
  join product_variant_inventory_item i on i.variant_id = v.id and i.deleted_at is null
  left join inventory_level l on l.inventory_item_id = i.inventory_item_id and l.deleted_at is null
  where v.deleted_at is null and v.manage_inventory and not v.allow_backorder
  group by v.id, p.title, v.title, i.required_quantity
  having floor(coalesce(sum(l.stocked_quantity - l.reserved_quantity), 0) / greatest(i.required_quantity, 1)) <= $1
  order by sum(l.stocked_quantity - l.reserved_quantity) nulls first, 1`;

const REFUNDS = `select count(*)::integer as orders, coalesce(sum(paid_fen), 0)::bigint as paid_fen,
    coalesce(sum(refunded_fen), 0)::bigint as refunded_fen
  from insights.order_fact where paid_day between $1 and $2`;

/** The last day's orders of each distributor beside the days of four weeks before it. */
const DISTRIBUTORS = `select distributor_id as id, count(*) filter (where paid_at > $1)::integer as orders,
    (count(*) filter (where paid_at <= $1) / ${28}.0)::float as usual_orders
  from insights.order_fact
  where distributor_id is not null and paid_at > $1::timestamptz - interval '28 days'
  group by 1 having count(*) filter (where paid_at > $1) >= $2`;

const CONVERSION = `select coalesce(sum(visitors) filter (where day = $2), 0)::integer as visitors,
    coalesce(sum(paid) filter (where day = $2), 0)::integer as buyers,
    coalesce(sum(visitors) filter (where day < $2), 0)::integer as usual_visitors,
    coalesce(sum(paid) filter (where day < $2), 0)::integer as usual_buyers
  from insights.traffic_day where day between $1 and $2`;

const EXAMPLES = 5;
const DAY_MS = 86_400_000;
const LEAST_ORDERS = 10;

/** What is measured in the shop's own database and in what was counted; names of distributors are missing. */
export type Counted = Pick<Measures, "low_stock" | "refunds" | "conversion"> & {
  readonly distributors: readonly Omit<Measures["distributors"][number], "name">[];
};

/** Measures the shop. @param pieces so few pieces of a variant are little */
export async function countMeasures(
  pool: pg.Pool,
  { now, today, pieces }: { now: Date; today: Day; pieces: number },
): Promise<Counted> {
  const yesterday = addDays(today, -1);
  const [stock, refunds, distributors, conversion] = await Promise.all([
    pool.query<{ name: string }>(LOW_STOCK, [pieces]),
    pool.query(REFUNDS, [addDays(today, -6), today]),
    pool.query(DISTRIBUTORS, [new Date(now.getTime() - DAY_MS), LEAST_ORDERS]),
    pool.query(CONVERSION, [addDays(yesterday, -28), yesterday]),
  ]);
  const { orders, paid_fen, refunded_fen } = refunds.rows[0];
  return {
    low_stock: {
      variants: stock.rows.length,
      examples: stock.rows.slice(0, EXAMPLES).map(({ name }) => name),
    },
    refunds: { orders, paid_fen: BigInt(paid_fen), refunded_fen: BigInt(refunded_fen) },
    distributors: distributors.rows,
    conversion: conversion.rows[0],
  };
}
