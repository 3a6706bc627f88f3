import type { EntityManager } from "typeorm";
import type { ForgoneReason } from "../../../domain/intake/due-transfers";
import type { Json } from "../../../domain/json";
import type { Cut } from "../../../domain/plan/commission";
import type { PageCursor } from "../database/page-cursor";
import type { EntryState } from "./distribution-order-store";
import type { FreezeOutcome } from "./frozen-order-store";

/** One line and tier of an order as the merchant sees it; `not_accrued` until the money is captured, or for a reason. */
export interface OrderCommissionRow {
  order_line_id: string;
  /** Whether the line was added to the order and paid for afterwards. */
  is_addition: boolean;
  tier: number;
  /** Whether the earner bought it themselves. */
  is_own: boolean;
  distributor_id: string;
  distributor_name: string;
  rate_bps: number | null;
  fixed_fen: bigint | null;
  quantity: number;
  grade: string | null;
  rule: string | null;
  campaign: string | null;
  cut_by: Cut | null;
  base_fen: bigint;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: EntryState | "not_accrued";
  /** Why it will never accrue; null while it may, or has. */
  not_accrued_reason: ForgoneReason | null;
}

/** What was frozen and has accrued on an order. */
export interface OrderCommissions {
  outcome: FreezeOutcome;
  plan: { id: string; name: string; version: number } | null;
  goods_fen: bigint;
  frozen_at: Date;
  rows: OrderCommissionRow[];
  clawbacks: ClawbackRow[];
}

/** One transfer that took commission back. */
export interface ClawbackRow {
  refund_id: string;
  order_line_id: string;
  tier: number;
  bucket: "pending" | "available" | "debt";
  amount_fen: bigint;
  occurred_at: Date;
}

/** Reads an order's commissions; null for an order this ledger never saw. */
export async function readOrderCommissions(
  manager: EntityManager,
  order_id: string,
): Promise<OrderCommissions | null> {
  const [order] = await manager.query<StoredOrder[]>(
    `select o.outcome, o.frozen_at, p.id as plan_id, p.name as plan_name, p.version as plan_version,
       (select sum(w.goods_fen) from distribution.frozen_order w where w.order_id = o.order_id or w.parent_id = o.order_id)
         as goods_fen
     from distribution.frozen_order o left join distribution.plan p on p.id = o.plan_id
     where o.order_id = $1 and o.parent_id is null`,
    [order_id],
  );
  if (!order) return null;
  const { plan_id, plan_name, plan_version } = order;
  return {
    outcome: order.outcome,
    plan:
      plan_id && plan_name && plan_version ? { id: plan_id, name: plan_name, version: plan_version } : null,
    goods_fen: BigInt(order.goods_fen),
    frozen_at: order.frozen_at,
    rows: await readCommissionRows(manager, order_id),
    clawbacks: await readClawbacks(manager, order_id),
  };
}

interface StoredOrder {
  outcome: FreezeOutcome;
  goods_fen: string;
  frozen_at: Date;
  plan_id: string | null;
  plan_name: string | null;
  plan_version: number | null;
}

type StoredCommission = Json<OrderCommissionRow>;

async function readCommissionRows(manager: EntityManager, order_id: string): Promise<OrderCommissionRow[]> {
  const rows = await manager.query<StoredCommission[]>(
    `select t.order_line_id, o.parent_id is not null as is_addition, t.tier, t.binding_id is null as is_own, t.distributor_id, d.display_name as distributor_name, t.rate_bps, t.fixed_fen,
       t.quantity, t.grade, t.rule, t.campaign, t.cut_by, t.base_fen,
       t.amount_fen, coalesce(a.clawed_fen, 0) as clawed_fen,
       case when a.state is null then 'not_accrued' when a.clawed_fen = a.amount_fen then 'clawed_back'
         else a.state end as state, g.reason as not_accrued_reason
     from distribution.frozen_order o
     join distribution.attribution t on t.order_id = o.order_id
     join distribution.frozen_line l using (order_line_id)
     join distribution.distributor d on d.id = t.distributor_id
     left join distribution.accrual a on a.order_line_id = t.order_line_id and a.tier = t.tier
     left join distribution.forgone g on g.order_line_id = t.order_line_id and g.tier = t.tier
     where o.order_id = $1 or o.parent_id = $1 order by o.parent_id nulls first, l.position, t.tier`,
    [order_id],
  );
  return rows.map((row) => ({
    ...row,
    base_fen: BigInt(row.base_fen),
    fixed_fen: row.fixed_fen === null ? null : BigInt(row.fixed_fen),
    amount_fen: BigInt(row.amount_fen),
    clawed_fen: BigInt(row.clawed_fen),
  }));
}

interface StoredClawback extends Omit<ClawbackRow, "amount_fen"> {
  amount_fen: string;
}

async function readClawbacks(manager: EntityManager, order_id: string): Promise<ClawbackRow[]> {
  const rows = await manager.query<StoredClawback[]>(
    `select split_part(t.source, '/', 1) as refund_id, t.order_line_id, t.tier, t.amount_fen, t.occurred_at,
       case t.kind when 2 then 'pending' when 3 then 'available' else 'debt' end as bucket
     from distribution.frozen_order o
     join distribution.processed p on p.order_id = o.order_id
     join distribution.frozen_line l on l.order_id = p.order_id
     join distribution.transfer t on t.source = p.id || '/' || l.order_line_id and t.kind in (2, 3, 4)
     where (o.order_id = $1 or o.parent_id = $1) and p.kind = 'refund' order by p.seq, l.position, t.tier, t.kind`,
    [order_id],
  );
  return rows.map((row) => ({ ...row, amount_fen: BigInt(row.amount_fen) }));
}

/** One accrual as the merchant's list shows it. */
export interface ListedAccrual {
  order_id: string;
  order_line_id: string;
  tier: number;
  distributor_id: string;
  amount_fen: bigint;
  clawed_fen: bigint;
  state: EntryState;
  accrued_at: Date;
}

/** Accruals, latest first; the cursor's id is `order_line_id/tier`. */
export async function listAccruals(
  manager: EntityManager,
  wanted: { limit: number; after: PageCursor | null },
): Promise<ListedAccrual[]> {
  const [line = null, tier = null] = wanted.after?.id.split("/") ?? [];
  const rows = await manager.query<
    (Omit<ListedAccrual, "amount_fen" | "clawed_fen"> & { amount_fen: string; clawed_fen: string })[]
  >(
    `select coalesce(o.parent_id, a.order_id) as order_id, a.order_line_id, a.tier, d.id as distributor_id, a.amount_fen, a.clawed_fen,
       case when a.clawed_fen = a.amount_fen then 'clawed_back' else a.state end as state, a.accrued_at
     from distribution.accrual a join distribution.distributor d on d.account_no = a.distributor_no
     join distribution.frozen_order o on o.order_id = a.order_id
     where $1::timestamptz is null or (a.accrued_at, a.order_line_id, a.tier) < ($1, $2, $3::smallint)
     order by a.accrued_at desc, a.order_line_id desc, a.tier desc limit $4`,
    [wanted.after?.at ?? null, line, tier, wanted.limit],
  );
  return rows.map((row) => ({
    ...row,
    amount_fen: BigInt(row.amount_fen),
    clawed_fen: BigInt(row.clawed_fen),
  }));
}
