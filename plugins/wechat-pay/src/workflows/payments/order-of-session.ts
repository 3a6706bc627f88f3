import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** An order as the merchant knows it. */
export interface OrderName {
  readonly id: string;
  readonly display_id: number;
}

interface CollectionOrder {
  payment_collection_id: string;
  order?: OrderName | null;
}

/** The orders behind payment sessions, by session. */
export async function ordersOfSessions(
  container: MedusaContainer,
  sessionIds: readonly string[],
): Promise<Map<string, OrderName>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: ["id", "payment_collection_id"],
    filters: { id: [...new Set(sessionIds)] },
  });
  const rows = sessions as unknown as { id: string; payment_collection_id: string }[];
  const { data: links } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id", "order.id", "order.display_id"],
    filters: { payment_collection_id: rows.map(({ payment_collection_id }) => payment_collection_id) },
  });
  const orders = new Map(
    (links as unknown as CollectionOrder[]).map((link) => [link.payment_collection_id, link.order]),
  );
  return new Map(
    rows.flatMap(({ id, payment_collection_id }) => {
      const order = orders.get(payment_collection_id);
      return order ? [[id, { id: order.id, display_id: order.display_id }] as const] : [];
    }),
  );
}

/** The payment sessions of orders that match. */
export async function sessionsOfOrders(
  container: MedusaContainer,
  filters: { readonly id: string } | { readonly display_id: number },
): Promise<string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "payment_collections.payment_sessions.id"],
    filters,
  });
  const orders = data as unknown as {
    payment_collections?: ({ payment_sessions?: ({ id: string } | null)[] | null } | null)[] | null;
  }[];
  return orders
    .flatMap((order) => order.payment_collections ?? [])
    .flatMap((collection) => collection?.payment_sessions ?? [])
    .flatMap((session) => (session ? [session.id] : []));
}
