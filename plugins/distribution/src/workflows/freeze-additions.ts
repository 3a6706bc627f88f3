import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { paidPart, paidPieces } from "../domain/order-addition";
import type { OrderedLine } from "../domain/rates";
import type { PaidAddition } from "../modules/distribution/rules/adding-goods";
import { laterCollections, type OrderCollection, paysFor } from "./addition-rules";
import { ledgerService } from "./ledger-service";
import { fenOf } from "./medusa-amounts";
import { readGoods } from "./medusa-goods";
import { readChanges, readStandingLines, type StandingLine } from "./order-changes";

/** What became of payments that came after their order's own. */
export interface FrozenAdditions {
  /** The payment collections that are frozen as additions now, and are their numbers. */
  frozen: ReadonlySet<string>;
  /** Those that could not be, and stay open. */
  open: ReadonlySet<string>;
}

/** Where every payment is its order's own. */
export const NO_ADDITIONS: FrozenAdditions = { frozen: new Set(), open: new Set() };

/**
 * Freezes what later payments of these orders are for, before their money is taken in. One that fails is reported and
 * holds up no other.
 * @param wanted the payment collections whose money is about to be taken in
 */
export async function freezeAdditions(
  container: MedusaContainer,
  order_ids: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<FrozenAdditions> {
  const frozen = new Set<string>();
  const open = new Set<string>();
  const later = laterCollections(await readCollections(container, order_ids));
  for (const { collection, previous_at } of later.filter(({ collection }) => wanted.has(collection.id))) {
    try {
      const addition = await readAddition(container, collection, previous_at);
      await ledgerService(container).additions.freeze(addition);
      frozen.add(collection.id);
    } catch (error) {
      open.add(collection.id);
      reportOpen(container, collection.id, error);
    }
  }
  return { frozen, open };
}

function reportOpen(container: MedusaContainer, collection_id: string, error: unknown): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const reason = error instanceof Error ? error.message : String(error);
  logger.error(
    `distribution: what ${collection_id} pays for could not be frozen; its money stays open: ${reason}`,
  );
}

interface StoredCollection {
  id: string;
  status: string;
  amount: BigNumberInput;
  raw_amount?: BigNumberInput;
  created_at: Date | string;
  payments: { captures: { created_at: Date | string }[] | null }[] | null;
}

/** Reads the payment collections of those orders that have more than one. */
async function readCollections(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<OrderCollection[]> {
  if (order_ids.length === 0) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: links } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id", "payment_collection_id"],
    filters: { order_id: [...order_ids] },
  });
  const several = links.filter(
    ({ order_id }) => links.filter((link) => link.order_id === order_id).length > 1,
  );
  if (several.length === 0) return [];
  const orderOf = new Map(several.map((link) => [link.payment_collection_id, link.order_id]));
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: ["id", "status", "amount", "raw_amount", "created_at", "payments.captures.created_at"],
    filters: { id: [...orderOf.keys()] },
  });
  return (data as unknown as StoredCollection[]).map((row) => ({
    id: row.id,
    order_id: orderOf.get(row.id) ?? "",
    is_canceled: row.status === "canceled",
    amount_fen: fenOf(row.raw_amount ?? row.amount),
    created_at: new Date(row.created_at),
    captured_at: firstCapture(row),
  }));
}

function firstCapture({ payments }: StoredCollection): Date | null {
  const times = (payments ?? []).flatMap(({ captures }) =>
    (captures ?? []).map(({ created_at }) => new Date(created_at).getTime()),
  );
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** What a payment is for: what was changed on its order since the payment before it. */
async function readAddition(
  container: MedusaContainer,
  collection: OrderCollection,
  previous_at: Date | null,
): Promise<PaidAddition> {
  const { id, order_id, amount_fen } = collection;
  const standing = (await readStandingLines(container, [order_id])).get(order_id) ?? [];
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
  standing: readonly StandingLine[],
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
