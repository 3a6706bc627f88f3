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

type Measured<Name extends keyof Measures> = NonNullable<Measures[Name]>;

/** Measures the shop's own database and what was counted, each by itself: one that fails hides no other. */
export class MeasureStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** @param pieces so few pieces of a variant are little */
  async lowStock(pieces: number): Promise<Measured<"low_stock">> {
    const { rows } = await this.#pool.query<{ name: string }>(LOW_STOCK, [pieces]);
    return { variants: rows.length, examples: rows.slice(0, EXAMPLES).map(({ name }) => name) };
  }

  async refunds(today: Day): Promise<Measured<"refunds">> {
    const { rows } = await this.#pool.query(REFUNDS, [addDays(today, -6), today]);
    const { orders, paid_fen, refunded_fen } = rows[0];
    return { orders, paid_fen: BigInt(paid_fen), refunded_fen: BigInt(refunded_fen) };
  }

  /** Without their names, which are not kept here. */
  async distributors(now: Date): Promise<Omit<Measured<"distributors">[number], "name">[]> {
    const { rows } = await this.#pool.query(DISTRIBUTORS, [new Date(now.getTime() - DAY_MS), LEAST_ORDERS]);
    return rows;
  }

  async conversion(today: Day): Promise<Measured<"conversion">> {
    const yesterday = addDays(today, -1);
    const { rows } = await this.#pool.query(CONVERSION, [addDays(yesterday, -28), yesterday]);
    return rows[0];
  }
}
