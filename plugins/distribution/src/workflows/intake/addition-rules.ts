/** A payment collection of an order, in whole fen. */
export interface OrderCollection {
  id: string;
  order_id: string;
  is_canceled: boolean;
  amount_fen: bigint;
  created_at: Date;
  /** When its first money was captured; null while none was. */
  captured_at: Date | null;
}

/** A collection that came after its order's own, with the capture before it. */
export interface LaterCollection {
  collection: OrderCollection;
  previous_at: Date | null;
}

/**
 * The collections that pay for something added later. An order's own is the first that was not canceled: while it is
 * unpaid, Medusa raises it instead of making another. It goes by Medusa's facts alone, so that it says the same in
 * whatever order money is taken in.
 */
export function laterCollections(collections: readonly OrderCollection[]): LaterCollection[] {
  const live = liveCollections(collections);
  const own = ownCollections(collections);
  return live
    .filter(({ id, order_id, captured_at }) => own.get(order_id)?.id !== id && captured_at !== null)
    .map((collection) => ({ collection, previous_at: captureBefore(collection, live) }));
}

/** Each order's own collection, the first that was not canceled. */
export function ownCollections(collections: readonly OrderCollection[]): Map<string, OrderCollection> {
  const own = new Map<string, OrderCollection>();
  for (const one of liveCollections(collections)) if (!own.has(one.order_id)) own.set(one.order_id, one);
  return own;
}

function liveCollections(collections: readonly OrderCollection[]): OrderCollection[] {
  return collections
    .filter(({ is_canceled, captured_at }) => !is_canceled || captured_at !== null)
    .sort(
      (left, right) =>
        left.created_at.getTime() - right.created_at.getTime() || (left.id < right.id ? -1 : 1),
    );
}

function captureBefore(of: OrderCollection, live: readonly OrderCollection[]): Date | null {
  const times = live
    .filter(({ id, order_id }) => order_id === of.order_id && id !== of.id)
    .flatMap(({ captured_at }) => captured_at?.getTime() ?? [])
    .filter((time) => time < (of.captured_at?.getTime() ?? 0));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Whether a change is one that a payment was made for: confirmed before it, and after the payment before. */
export function paysFor(
  { captured_at }: OrderCollection,
  previous_at: Date | null,
  { confirmed_at }: { confirmed_at: Date },
): boolean {
  if (captured_at === null || confirmed_at > captured_at) return false;
  return previous_at === null || confirmed_at > previous_at;
}
