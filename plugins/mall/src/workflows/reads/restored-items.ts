import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, LineAfterSales } from "../../modules/after-sale-cases/service";

/** An order as Medusa hands it out, before it is known what after-sales made of its lines. */
interface BareOrder {
  id: string;
  items: { id: string }[];
}

const NOTHING = { given_up: 0, refunded: 0, withdrawn: 0, withdrawn_fen: 0n };

/** Lines all of whose pieces were taken off: Medusa keeps them, apart from the order. */
async function readWithdrawn(
  container: MedusaContainer,
  ids: string[],
): Promise<Map<string, { id: string }>> {
  if (ids.length === 0) return new Map();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_line_item",
    fields: ["*"],
    filters: { id: ids },
  });
  const items = data as unknown as { id: string }[];
  return new Map(items.map((item) => [item.id, { ...item, quantity: 0, adjustments: [], detail: {} }]));
}

/**
 * Orders with all that was bought, each line with its `after_sales`: what was refunded unsent is taken off Medusa's order,
 * so that nobody packs it, and stays in the shopper's.
 */
export async function restoreItems<Order extends BareOrder>(
  container: MedusaContainer,
  orders: readonly Order[],
): Promise<Order[]> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const known = await cases.linesAfterSales(orders.map(({ id }) => id));
  const byLine = new Map(known.map((line) => [line.order_line_id, line]));
  const standing = new Set(orders.flatMap(({ items }) => items.map(({ id }) => id)));
  const isGone = ({ order_line_id, withdrawn }: LineAfterSales) =>
    withdrawn > 0 && !standing.has(order_line_id);
  const gone = known.filter(isGone);
  const found = await readWithdrawn(
    container,
    gone.map(({ order_line_id }) => order_line_id),
  );
  return orders.map((order) => {
    const own = gone.filter(({ order_id }) => order_id === order.id);
    const taken = own.flatMap(({ order_line_id }) => found.get(order_line_id) ?? []);
    const items = [...order.items, ...taken].map((item) => ({
      ...item,
      after_sales: byLine.get(item.id) ?? NOTHING,
    }));
    return { ...order, items };
  });
}
