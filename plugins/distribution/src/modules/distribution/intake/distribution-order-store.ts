import type { EntityManager } from "typeorm";
import type { PageCursor } from "../database/page-cursor";
import { ownAccruals } from "./own-accruals";

/** What an accrual looks like to people: clawed back when nothing of it is left. */
export type EntryState = "pending" | "available" | "clawed_back";

/** One order that earned a distributor something, on one tier. */
export interface DistributionOrderRow {
  order_id: string;
  /** Stands for the order where the distributor can see it: an order's id opens more than they may know. */
  order_mark: string;
  display_id: number | null;
  /** Whether it is what was added to the order and paid for afterwards. */
  is_addition: boolean;
  customer_id: string | null;
  accrued_at: Date;
  tier: number;
  goods_fen: bigint;
  /** The rate of all its lines; null where they differ or are paid a fixed amount. */
  rate_bps: number | null;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: EntryState;
  /** When the last of it matures; null before receipt is known. */
  matures_at: Date | null;
  /** The tier-1 distributor of this order; null when that is the buyer. */
  inviter_name: string | null;
  /** Whether the distributor bought it themselves. */
  is_own: boolean;
}

interface StoredRow
  extends Omit<DistributionOrderRow, "goods_fen" | "amount_fen" | "clawed_fen" | "display_id"> {
  display_id: string | null;
  goods_fen: string;
  amount_fen: string;
  clawed_fen: string;
}

/** A distributor's own orders, newest first, one row per order. */
export async function listDistributionOrders(
  manager: EntityManager,
  wanted: { distributor_no: bigint; state: EntryState | null; limit: number; after: PageCursor | null },
): Promise<DistributionOrderRow[]> {
  const { distributor_no, state, limit, after } = wanted;
  const rows = await manager.query<StoredRow[]>(
    `with mine as (
       select a.order_id, a.accrued_at, a.tier, sum(a.amount_fen) as amount_fen, sum(a.clawed_fen) as clawed_fen,
         max(a.matures_at) as matures_at,
         case when sum(a.clawed_fen) = sum(a.amount_fen) then 'clawed_back'
           when bool_or(a.state = 'pending') then 'pending' else 'available' end as state
       from ${ownAccruals("= $1")}
         and ($3::timestamptz is null or (a.accrued_at, md5(a.order_id) collate "C") < ($3, $4))
       group by a.order_id, a.accrued_at, a.tier)
     select m.*, md5(m.order_id) as order_mark, o.display_id, o.parent_id is not null as is_addition, o.customer_id,
       o.goods_fen,
       (select case when count(distinct t.rate_bps) = 1 and count(t.rate_bps) = count(*) then min(t.rate_bps) end
        from distribution.attribution t where t.order_id = m.order_id and t.tier = m.tier)
         as rate_bps,
       (select d.display_name from distribution.attribution t join distribution.distributor d on d.id = t.distributor_id
        where t.order_id = m.order_id and t.tier = 1 and t.binding_id is not null limit 1) as inviter_name,
       exists (select 1 from distribution.attribution t
        where t.order_id = m.order_id and t.tier = m.tier and t.binding_id is null) as is_own
     from mine m join distribution.frozen_order o using (order_id)
     where $2::text is null or m.state = $2
     order by m.accrued_at desc, md5(m.order_id) collate "C" desc limit $5`,
    [String(distributor_no), state, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map((row) => ({
    ...row,
    display_id: row.display_id === null ? null : Number(row.display_id),
    goods_fen: BigInt(row.goods_fen),
    amount_fen: BigInt(row.amount_fen),
    clawed_fen: BigInt(row.clawed_fen),
  }));
}
