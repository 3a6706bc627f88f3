import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { OrderCollection } from "./addition-rules";
import { fenOf } from "./medusa-amounts";

interface StoredCollection {
  id: string;
  status: string;
  amount: BigNumberInput;
  raw_amount?: BigNumberInput;
  created_at: Date | string;
  payments: { captures: { created_at: Date | string }[] | null }[] | null;
}

/**
 * Reads the payment collections of those orders that have at least so many. Nearly every order has one, so that asking
 * for those with two costs one question about links.
 */
export async function readCollections(
  container: MedusaContainer,
  order_ids: readonly string[],
  least: 1 | 2,
): Promise<OrderCollection[]> {
  if (order_ids.length === 0) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: links } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id", "payment_collection_id"],
    filters: { order_id: [...order_ids] },
  });
  const enough = links.filter(
    ({ order_id }) => links.filter((link) => link.order_id === order_id).length >= least,
  );
  if (enough.length === 0) return [];
  const orderOf = new Map(enough.map((link) => [link.payment_collection_id, link.order_id]));
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
