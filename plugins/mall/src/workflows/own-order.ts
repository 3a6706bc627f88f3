import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { updateOrderWorkflow } from "@medusajs/medusa/core-flows";
import type { OrderRequest } from "../domain/order-request";
import { addressRefusal, hidingRefusal, reminderRefusal } from "../domain/own-order";
import { type RefusalCode, refusal } from "../domain/refusal";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService, MallOrderChange, MallOrderRow } from "../modules/mall/service";
import { medusaAddress } from "./assemble-cart";
import { findOwnOrder, type MallOrderView, viewOrders } from "./reads/order-view";
import type { SellingPlace } from "./reads/selling-place";
import { RefusedError } from "./refused-error";

/** As often is an order read and written again that others write at the same moment. */
const MOST_TRIES = 5;

/** Whose order it is, and when something is done with it. */
export interface OwnOrderInput {
  order_id: string;
  customer_id: string;
  now: Date;
}

interface LoadedOrder {
  row: MallOrderRow;
  view: MallOrderView;
}

async function load(
  container: MedusaContainer,
  { order_id, customer_id }: OwnOrderInput,
): Promise<LoadedOrder> {
  const row = await findOwnOrder(container, order_id, customer_id);
  const [view] = row ? await viewOrders(container, [row]) : [];
  if (!row || !view) throw new RefusedError(refusal("order_not_found"));
  return { row, view };
}

function refuseFor(code: RefusalCode | null): void {
  if (code) throw new RefusedError(refusal(code));
}

/**
 * Writes what is decided of an order as it is now. When somebody wrote the order in between, it is read and decided anew:
 * of two equal requests at once, the second is refused.
 * @param decide throws when nothing may be done; null: nothing is to be written
 */
async function change(
  container: MedusaContainer,
  input: OwnOrderInput,
  decide: (loaded: LoadedOrder) => MallOrderChange | null,
): Promise<MallOrderView> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const loaded = await load(container, input);
    const wanted = decide(loaded);
    if (!wanted || (await mall.advanceMallOrder(loaded.row, wanted))) return loaded.view;
  }
  throw new Error("the order is being changed");
}

/**
 * Takes an order that is over off its shopper's list; the merchant and the books keep it.
 * @throws {RefusedError} `order_not_found`, `order_not_finished`
 */
export async function hideOrder(container: MedusaContainer, input: OwnOrderInput): Promise<void> {
  await change(container, input, ({ row, view }) => {
    refuseFor(hidingRefusal(view));
    return row.hidden_at ? null : { hidden_at: input.now };
  });
}

/**
 * Tells the merchant, in the admin's notifications, that a shopper waits for a parcel.
 * @throws {RefusedError} `order_not_found`, `order_not_waiting`, `reminded_already`
 */
export async function remindToShip(container: MedusaContainer, input: OwnOrderInput): Promise<void> {
  const view = await change(container, input, ({ row, view }) => {
    refuseFor(reminderRefusal({ state: view.state, reminded_at: row.reminded_at }, input.now));
    return { reminded_at: input.now };
  });
  const data = { title: "顾客提醒发货", description: `订单 ${view.number}` };
  try {
    await container
      .resolve(Modules.NOTIFICATION)
      .createNotifications({ to: "admin", channel: "feed", template: "admin-ui", data });
  } catch (error) {
    // The reminder is on the order; a shop may have no such channel.
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`mall: no notification of a reminder: ${error}`);
  }
}

/**
 * Sends an order that has not left to another address in the same province.
 * @throws {RefusedError} `order_not_found`, `address_fixed`, `address_elsewhere`
 */
export async function changeAddress(
  container: MedusaContainer,
  input: OwnOrderInput & { address: OrderRequest["address"]; place: SellingPlace },
): Promise<void> {
  const { view } = await load(container, input);
  const { state, shipments, address } = view;
  refuseFor(
    addressRefusal({ state, is_sent: shipments.length > 0, province: address.province }, input.address),
  );
  const shipping_address = medusaAddress(input.place, input.address);
  await updateOrderWorkflow(container).run({
    input: { id: input.order_id, user_id: input.customer_id, shipping_address },
  });
}
