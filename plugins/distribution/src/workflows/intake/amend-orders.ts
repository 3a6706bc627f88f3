import type { MedusaContainer } from "@medusajs/framework/types";
import type { OrderedLine } from "../../domain/plan/rates";
import type { ChangedOrder } from "../../modules/distribution/intake/order-amendment";
import { distributionService } from "../distribution-service";
import { type OrderCollection, ownCollections } from "./addition-rules";
import { logUnfrozen } from "./log-unfrozen";
import { inOrder, readGoods } from "./medusa-goods";
import {
  type ConfirmedChange,
  type CurrentLine,
  readChangedOrders,
  readChanges,
  readCurrentLines,
  worthOfPieces,
} from "./order-changes";
import { readCollections } from "./order-collections";

/**
 * Freezes those orders anew that were changed before their first payment, before any of their money is taken in. One
 * that fails is reported and holds up no other.
 * @returns the orders whose money must stay open
 */
export async function refreezeUnpaidOrders(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  const changed = await readChangedOrders(container, order_ids);
  const own = ownCollections(await readCollections(container, changed, 1));
  for (const collection of own.values()) {
    try {
      const order = await readAmended(container, collection);
      if (order) await distributionService(container).intake.additions.amend(order);
    } catch (error) {
      open.add(collection.order_id);
      logUnfrozen(container, collection.order_id, error);
    }
  }
  return open;
}

/** An order as it was paid first; null when it was not changed until then. */
async function readAmended(
  container: MedusaContainer,
  { order_id, amount_fen, captured_at }: OrderCollection,
): Promise<ChangedOrder | null> {
  if (captured_at === null) return null;
  const standing = (await readCurrentLines(container, [order_id])).get(order_id) ?? [];
  const changes = await readChanges(container, order_id, standing);
  const since = changes.filter(({ confirmed_at }) => confirmed_at > captured_at);
  if (since.length === changes.length) return null;
  return { order_id, total_fen: amount_fen, lines: await linesBefore(container, standing, since) };
}

/** The lines with the pieces that they had before changes were made. */
async function linesBefore(
  container: MedusaContainer,
  standing: readonly CurrentLine[],
  changes: readonly ConfirmedChange[],
): Promise<OrderedLine[]> {
  const goods = await readGoods(container, standing);
  return inOrder(standing).flatMap((line) => {
    const known = goods.get(line.id);
    const grown = changes.reduce((pieces, change) => pieces + (change.grown.get(line.id) ?? 0), 0);
    const quantity = (known?.quantity ?? 0) - grown;
    if (!known || quantity <= 0) return [];
    const base_fen = worthOfPieces(line, quantity);
    const list_fen =
      known.list_fen === null ? null : (known.list_fen * BigInt(quantity)) / BigInt(known.quantity);
    return [{ order_line_id: line.id, base_fen, goods: { ...known, quantity, list_fen } }];
  });
}
