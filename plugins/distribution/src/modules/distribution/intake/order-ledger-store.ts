import type { EntityManager } from "typeorm";
import type {
  CapturedMoney,
  ExistingAccrual,
  Forgone,
  OrderLedger,
} from "../../../domain/intake/due-transfers";
import type { Attribution, BoughtLine } from "../../../domain/plan/commission";
import { goodsRefundOf, type StoredGoodsRefund } from "./refund-lines";

/**
 * Locks frozen orders in id order, so that two intakes take turns. Additions share the lock of their order: whoever
 * holds it is alone with all of it. @returns each order's or addition's total in fen
 */
export async function lockFrozenOrders(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Map<string, bigint>> {
  const rows = await manager.query<{ order_id: string; total_fen: string }[]>(
    `with wanted as (
       select order_id, total_fen, coalesce(parent_id, order_id) as whole_id from distribution.frozen_order
       where order_id = any ($1)),
     locked as (
       select order_id, total_fen from distribution.frozen_order
       where order_id = any (array(select whole_id from wanted)) order by order_id for update)
     select w.order_id, case when w.order_id = l.order_id then l.total_fen else w.total_fen end as total_fen
     from wanted w join locked l on l.order_id = w.whole_id`,
    [order_ids],
  );
  return new Map(rows.map(({ order_id, total_fen }) => [order_id, BigInt(total_fen)]));
}

type Stored<T> = { order_id: string } & { [Key in keyof T]: T[Key] extends bigint ? string : T[Key] };

interface StoredRefund extends StoredGoodsRefund {
  order_id: string;
  refund_id: string;
  occurred_at: Date;
}

/** Reads everything the ledger knows of orders that this transaction has locked. */
export async function readOrderLedgers(
  manager: EntityManager,
  totals: ReadonlyMap<string, bigint>,
): Promise<Map<string, OrderLedger>> {
  const ids = [...totals.keys()];
  const read = <T>(sql: string) => manager.query<Stored<T>[]>(sql, [ids]);
  const lines = groupByOrder(await read<BoughtLine>(LINES));
  const attributions = groupByOrder(await read<Attribution>(ATTRIBUTIONS));
  const captures = groupByOrder(await read<CapturedMoney>(CAPTURES));
  const refunds = groupByOrder(await manager.query<StoredRefund[]>(REFUNDS, [ids]));
  const accruals = groupByOrder(await read<ExistingAccrual>(ACCRUALS));
  const forgone = groupByOrder(await read<Pick<Forgone, "order_line_id" | "tier">>(FORGONE));
  return new Map(
    [...totals].map(([id, total_fen]): [string, OrderLedger] => [
      id,
      {
        total_fen,
        lines: (lines.get(id) ?? []).map((row) => ({ ...row, base_fen: BigInt(row.base_fen) })),
        attributions: (attributions.get(id) ?? []).map((row) => ({
          ...row,
          base_fen: BigInt(row.base_fen),
          amount_fen: BigInt(row.amount_fen),
          distributor_no: BigInt(row.distributor_no),
        })),
        captures: (captures.get(id) ?? []).map((row) => ({ ...row, amount_fen: BigInt(row.amount_fen) })),
        refunds: (refunds.get(id) ?? []).map((row) => ({ ...row, ...goodsRefundOf(row) })),
        accruals: (accruals.get(id) ?? []).map((row) => ({
          ...row,
          amount_fen: BigInt(row.amount_fen),
          clawed_fen: BigInt(row.clawed_fen),
        })),
        forgone: forgone.get(id) ?? [],
      },
    ]),
  );
}

/** The lines of orders as an array, for which PostgreSQL looks in a table's key. */
export function linesOf(order_ids: string): string {
  return `array(select order_line_id from distribution.frozen_line where order_id = any (${order_ids}))`;
}

const LINES = `select order_id, order_line_id, base_fen from distribution.frozen_line
  where order_id = any ($1) order by order_id, position`;
const ATTRIBUTIONS = `select a.order_id, a.order_line_id, a.tier, a.distributor_id, a.distributor_no, a.binding_id,
    a.amount_fen, a.base_fen
  from distribution.attribution a join distribution.frozen_line l using (order_line_id)
  where a.order_id = any ($1) order by a.order_id, l.position, a.tier`;
const CAPTURES = `select order_id, amount_fen, occurred_at, payer_customer_id from distribution.processed
  where order_id = any ($1) and kind = 'capture' order by order_id, seq`;
const REFUNDS = `select order_id, id as refund_id, goods_fen, lines, occurred_at from distribution.processed
  where order_id = any ($1) and kind = 'refund' order by order_id, seq`;
const ACCRUALS = `select order_id, order_line_id, tier, amount_fen, clawed_fen, state from distribution.accrual
  where order_line_id = any (${linesOf("$1")}) order by order_id, order_line_id, tier for update`;
const FORGONE = `select order_id, order_line_id, tier from distribution.forgone
  where order_line_id = any (${linesOf("$1")})`;

function groupByOrder<T extends { order_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.order_id);
    if (group) group.push(row);
    else groups.set(row.order_id, [row]);
  }
  return groups;
}
