import type { EntityManager } from "typeorm";
import { sumFen } from "../../../domain/money";
import type { OrderedLine } from "../../../domain/plan/rates";
import { readFrozenLines, readFrozenTerms, replaceFrozenLines } from "./frozen-order-store";
import { hasProcessed } from "./intake-store";
import { attributeAsFrozen } from "./order-addition";
import { lockFrozenOrders } from "./order-ledger-store";

/** An order as it stood when it was paid first, in whole fen. */
export interface ChangedOrder {
  order_id: string;
  total_fen: bigint;
  lines: readonly OrderedLine[];
}

/**
 * Freezes an order anew that was changed before its first payment: its lines and what they cost, by the people, the
 * plan and the moment that were frozen when it was placed. Nothing changes once any of its money was taken in.
 * @returns whether it was frozen otherwise before
 */
export async function refreezeUnpaidOrder(manager: EntityManager, order: ChangedOrder): Promise<boolean> {
  const { order_id, total_fen } = order;
  const locked = await lockFrozenOrders(manager, [order_id]);
  if (locked.size === 0 || (await hasProcessed(manager, order_id))) return false;
  const before = await readFrozenLines(manager, order_id);
  if (locked.get(order_id) === total_fen && isSame(before, order.lines)) return false;
  const lines = [...order.lines];
  await replaceFrozenLines(manager, {
    order_id,
    total_fen,
    goods_fen: sumFen(lines.map(({ base_fen }) => base_fen)),
    lines,
    attributions: await attributeAsFrozen(
      manager,
      lines,
      await readFrozenTerms(manager, order_id),
      (caps) => caps,
    ),
  });
  return true;
}

function isSame(before: Awaited<ReturnType<typeof readFrozenLines>>, now: readonly OrderedLine[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ order_line_id, base_fen, goods }, index) => {
      const line = before[index];
      return (
        line?.order_line_id === order_line_id &&
        line.base_fen === base_fen &&
        line.quantity === (goods?.quantity ?? 1)
      );
    })
  );
}
