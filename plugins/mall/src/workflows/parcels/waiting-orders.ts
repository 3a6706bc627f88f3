import type { MedusaContainer } from "@medusajs/framework/types";
import type { HeldGoods } from "../../domain/parcels/held-goods";
import type { Mark, ToShipFilter, ToShipList } from "../../domain/parcels/to-ship";
import { refusal } from "../../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../modules/after-sale-cases/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { MarkRow, ParcelsService } from "../../modules/parcels/service";
import { piecesToSend, readHeldGoods } from "../reads/held-goods";
import { viewOrders } from "../reads/order-view";
import { readStoredOrders, type StoredOrder } from "../reads/stored-order";
import { RefusedError } from "../refused-error";

/** As many orders are read at once for a file. */
const PAGE = 100;

/** An order as the merchant's shipping desk shows it. */
export type WaitingOrder = Awaited<ReturnType<typeof viewWaiting>>[number];

/** A line, with how many of its pieces have still to be packed; `asked`: a shopper waits for a word about its money. */
function linesOf(order: StoredOrder, held: HeldGoods) {
  return order.items.map((item) => {
    const { detail, product_title, title, variant_title, thumbnail, id, quantity } = item;
    const packed = detail?.fulfilled_quantity ?? 0;
    return {
      id,
      title: product_title ?? title,
      variant_title: variant_title ?? "",
      sku: (item as { variant_sku?: string | null }).variant_sku ?? null,
      thumbnail,
      quantity,
      left: Math.max(0, piecesToSend(item, held) - packed),
      packed: Math.max(0, packed - (detail?.shipped_quantity ?? 0)),
      asked: held.asked.has(id),
    };
  });
}

/** Orders as they go out of the house, in the order of the ids. */
async function viewWaiting(container: MedusaContainer, order_ids: readonly string[]) {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const rows = (await mall.listMallOrders({ order_id: [...order_ids] })) as MallOrderRow[];
  const [views, stored, marks, held, open] = await Promise.all([
    viewOrders(container, rows),
    readStoredOrders(container, [...order_ids]),
    container.resolve<ParcelsService>(PARCELS_MODULE).marksOf(order_ids),
    readHeldGoods(container, order_ids),
    container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE).ordersWithOpenCase(order_ids),
  ]);
  const byId = new Map(views.map((view) => [view.id, view]));
  return order_ids.flatMap((id) => {
    const [view, order] = [byId.get(id), stored.get(id)];
    if (!view || !order) return [];
    const { number, state, paid_at, reminded_at, remark, address, shipments } = view;
    return [
      {
        ...{ order_id: id, number, state, paid_at, reminded_at, address, shipments },
        has_after_sales: open.has(id),
        buyer_remark: remark,
        ...markOf(marks.get(id)),
        lines: linesOf(order, held),
      },
    ];
  });
}

const markOf = (mark: MarkRow | undefined) => ({ flag: mark?.flag ?? null, remark: mark?.remark ?? null });

/** A page of what waits, the longest waiting first; or the orders that are named. */
export async function listWaiting(
  container: MedusaContainer,
  { order_ids, limit, cursor, ...filter }: ToShipList,
): Promise<{ orders: WaitingOrder[]; next_cursor?: string }> {
  if (order_ids) return { orders: await viewWaiting(container, order_ids) };
  const parcels = container.resolve<ParcelsService>(PARCELS_MODULE);
  const rows = await parcels.waiting(filter, { cursor, limit: limit + 1, now: new Date() });
  const page = rows.slice(0, limit);
  const orders = await viewWaiting(
    container,
    page.map(({ order_id }) => order_id),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return last ? { orders, next_cursor: last.id } : { orders };
}

/** Everything that waits, page by page: no list is ever held whole. */
export async function* allWaiting(
  container: MedusaContainer,
  filter: ToShipFilter,
): AsyncGenerator<WaitingOrder> {
  const parcels = container.resolve<ParcelsService>(PARCELS_MODULE);
  const now = new Date();
  let cursor: string | undefined;
  do {
    const rows = await parcels.waiting(filter, { cursor, limit: PAGE, now });
    yield* await viewWaiting(
      container,
      rows.map(({ order_id }) => order_id),
    );
    cursor = rows.length === PAGE ? rows.at(-1)?.id : undefined;
  } while (cursor);
}

/**
 * Notes a flag and a remark of the merchant's on an order of the mall.
 * @throws {RefusedError} `order_not_found`
 */
export async function markOrder(
  container: MedusaContainer,
  { order_id, mark, by }: { order_id: string; mark: Mark; by: string },
): Promise<void> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id }, { take: 1, select: ["id"] });
  if (!row) throw new RefusedError(refusal("order_not_found"));
  await container.resolve<ParcelsService>(PARCELS_MODULE).mark(order_id, mark, by, new Date());
}
