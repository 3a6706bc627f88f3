import type { MedusaContainer } from "@medusajs/framework/types";
import { paidPart, paidPieces } from "../../domain/intake/order-addition";
import type { OrderedLine } from "../../domain/plan/rates";
import type { PaidAddition } from "../../modules/distribution/intake/order-addition";
import { distributionService } from "../distribution-service";
import { laterCollections, type OrderCollection, paysFor } from "./addition-rules";
import { logUnfrozen } from "./log-unfrozen";
import { readGoods } from "./medusa-goods";
import { type CurrentLine, readChanges, readCurrentLines } from "./order-changes";
import { readCollections } from "./order-collections";

/** What became of payments that came after their order's own. */
export interface PaidAdditions {
  /** The payment collections that are frozen as additions now, and are their numbers. */
  frozen: ReadonlySet<string>;
  /** Those that could not be, and stay open. */
  open: ReadonlySet<string>;
}

/** Where every payment is its order's own. */
export const NO_ADDITIONS: PaidAdditions = { frozen: new Set(), open: new Set() };

/**
 * Freezes what later payments of these orders are for, before their money is taken in. One that fails is reported and
 * holds up no other.
 * @param wanted the payment collections whose money is about to be taken in
 */
export async function freezePaidAdditions(
  container: MedusaContainer,
  order_ids: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<PaidAdditions> {
  const frozen = new Set<string>();
  const open = new Set<string>();
  const later = laterCollections(await readCollections(container, order_ids, 2));
  for (const { collection, previous_at } of later.filter(({ collection }) => wanted.has(collection.id))) {
    try {
      const addition = await readAddition(container, collection, previous_at);
      await distributionService(container).intake.additions.freeze(addition);
      frozen.add(collection.id);
    } catch (error) {
      open.add(collection.id);
      logUnfrozen(container, collection.id, error);
    }
  }
  return { frozen, open };
}

/** What a payment is for: what was changed on its order since the payment before it. */
async function readAddition(
  container: MedusaContainer,
  collection: OrderCollection,
  previous_at: Date | null,
): Promise<PaidAddition> {
  const { id, order_id, amount_fen } = collection;
  const standing = (await readCurrentLines(container, [order_id])).get(order_id) ?? [];
  const changes = await readChanges(container, order_id, standing);
  const pieces = paidPieces(
    changes.filter((change) => paysFor(collection, previous_at, change)),
    amount_fen,
  );
  const lines = await withGoods(container, standing, pieces);
  return { addition_id: id, order_id, total_fen: amount_fen, lines };
}

async function withGoods(
  container: MedusaContainer,
  standing: readonly CurrentLine[],
  pieces: ReturnType<typeof paidPieces>,
): Promise<OrderedLine[]> {
  const goods = await readGoods(container, standing);
  return pieces.map((one) => {
    const { order_line_id, quantity, base_fen, worth_fen } = one;
    const known = goods.get(order_line_id);
    const line = { order_line_id, base_fen, worth_fen };
    return known ? { ...line, goods: paidPart({ ...known, quantity, list_fen: worth_fen }, one) } : line;
  });
}
