import type { MedusaContainer } from "@medusajs/framework/types";
import type { OrderState } from "../../domain/order-state";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow, OrderCounts } from "../../modules/mall/service";
import { syncOrdersWorkflow } from "../sync-orders";
import { type MallOrderView, viewOrders } from "./order-view";

export interface OrderPage {
  orders: MallOrderView[];
  next_cursor?: string;
  counts: OrderCounts;
}

interface ListInput {
  customer_id: string;
  state: OrderState | undefined;
  limit: number;
  cursor: string | undefined;
}

/**
 * A page of a shopper's orders, newest first. Rows that lag behind Medusa's record (an event was lost) are brought up
 * to it on the way, so that a tab never shows an order that has moved on.
 */
export async function listOwnOrders(container: MedusaContainer, input: ListInput): Promise<OrderPage> {
  const page = await readPage(container, input);
  const state = new Map(page.orders.map((order) => [order.id, order.state]));
  const order_ids = page.rows.flatMap(({ order_id, state: noted }) =>
    order_id && state.has(order_id) && state.get(order_id) !== noted ? [order_id] : [],
  );
  if (order_ids.length > 0) {
    await syncOrdersWorkflow(container).run({ input: { order_ids, now: new Date().toISOString() } });
  }
  const { rows, orders } = order_ids.length > 0 ? await readPage(container, input) : page;
  const counts = await container.resolve<MallModuleService>(MALL_MODULE).countOrders(input.customer_id);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return last ? { orders, next_cursor: last.id, counts } : { orders, counts };
}

async function readPage(
  container: MedusaContainer,
  { customer_id, state, limit, cursor }: ListInput,
): Promise<{ rows: MallOrderRow[]; orders: MallOrderView[] }> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const rows = (await mall.listMallOrders(
    {
      customer_id,
      hidden_at: null,
      state: state ?? { $ne: "placing" },
      ...(cursor ? { id: { $lt: cursor } } : {}),
    },
    { take: limit, order: { id: "DESC" } },
  )) as MallOrderRow[];
  return { rows, orders: await viewOrders(container, rows) };
}
