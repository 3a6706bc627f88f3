import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { OrderMoney } from "../../domain/customer-fact";
import { fenOfSum, type MedusaAmount } from "../../domain/fen";

type Moved = { amount: MedusaAmount }[] | null | undefined;

interface ReadOrder {
  customer_id: string;
  created_at: string | Date;
  items?: ({ product_id: string | null } | null)[] | null;
  payment_collections?:
    | ({ payments?: ({ captures?: Moved; refunds?: Moved } | null)[] | null } | null)[]
    | null;
}

const FIELDS = [
  "customer_id",
  "created_at",
  "items.product_id",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.amount",
];

/** The orders of these customers with what was captured and refunded on them, by customer. */
export async function readOrders(
  container: MedusaContainer,
  customer_ids: readonly string[],
): Promise<Map<string, OrderMoney[]>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: FIELDS,
    filters: { customer_id: [...customer_ids] },
  });
  const orders = data as unknown as ReadOrder[];
  const byCustomer = new Map<string, OrderMoney[]>();
  for (const order of orders) {
    byCustomer.set(order.customer_id, [...(byCustomer.get(order.customer_id) ?? []), moneyOf(order)]);
  }
  return byCustomer;
}

function moneyOf(order: ReadOrder): OrderMoney {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection?.payments ?? []);
  const refunds = payments.flatMap((payment) => payment?.refunds ?? []);
  return {
    created_at: new Date(order.created_at),
    paid_fen: fenOfSum(payments.flatMap((payment) => payment?.captures ?? []).map(({ amount }) => amount)),
    refunded_fen: fenOfSum(refunds.map(({ amount }) => amount)),
    refund_count: refunds.length,
    product_ids: (order.items ?? []).flatMap((item) => item?.product_id ?? []),
  };
}

/** The categories of products, with all above them. */
export async function readCategories(
  container: MedusaContainer,
  product_ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (product_ids.length === 0) {
    return new Map();
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "categories.id", "categories.mpath"],
    filters: { id: [...product_ids] },
  });
  const products = data as unknown as { id: string; categories?: { id: string; mpath: string }[] | null }[];
  return new Map(
    // Medusa keeps the way down to a category as the ids above it with points between.
    products.map(({ id, categories }) => [id, (categories ?? []).flatMap(({ mpath }) => mpath.split("."))]),
  );
}
