import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import {
  cancelOrderFulfillmentWorkflow,
  createOrderFulfillmentWorkflow,
  createOrderShipmentWorkflow,
} from "@medusajs/medusa/core-flows";
import { type Parcel, type ParcelPlan, planSending } from "../../domain/parcels/sending";
import { refusal } from "../../domain/refusal";
import { RefusedError, refusalOf } from "../refused-error";
import { syncOrdersWorkflow } from "../sync-orders";
import { type OrderOnDesk, readOrderOnDesk } from "./order-on-desk";
import { whileShippingLocked } from "./shipping-lock";

export interface SendingInput {
  order_id: string;
  parcels: readonly Parcel[];
  actor_id: string;
}

/** `unchanged`: all of these numbers had left before. */
export type SendingOutcome = "sent" | "unchanged";

/** What a merchant can do about goods that an after-sale keeps. */
const HELD = "商品有未处理或已同意的退款，请先处理售后；已打包的请到订单页取消";

/** What sending would do. @throws {RefusedError} why it cannot be done */
export function planOf(order: OrderOnDesk, parcels: readonly Parcel[]): ParcelPlan[] {
  const plan = planSending(order, parcels);
  if (plan.kind === "refused") {
    const message = plan.code === "after_sale_open" ? HELD : undefined;
    throw new RefusedError(refusal(plan.code, plan.tracking_number, message));
  }
  if (plan.plans.length > 0 && order.state !== "to_ship") {
    throw new RefusedError(refusal("order_not_waiting"));
  }
  return plan.plans;
}

/**
 * Sends parcels of an order through Medusa's fulfillment and shipment, so that its states, receipt and notices follow. All
 * of them are packed before the first leaves: what cannot be packed takes the packing of the others back. What a server
 * that ended had begun under the same number is found and finished.
 * @throws {RefusedError} `order_not_found`, `order_not_waiting`, `nothing_to_send`, `parcel_line_unknown`,
 *   `parcel_pieces_exceeded`, `parcel_refused`, `after_sale_open`
 */
export async function sendParcels(container: MedusaContainer, input: SendingInput): Promise<SendingOutcome> {
  const { order_id } = input;
  return await whileShippingLocked(container, order_id, async () => {
    const order = await readOrderOnDesk(container, order_id);
    const plans = planOf(order, input.parcels);
    if (plans.length === 0) return "unchanged";
    const packages = await packAll(container, input, order, plans);
    for (const { plan, fulfillment_ids } of packages) {
      for (const fulfillment_id of fulfillment_ids) {
        await ship(container, input, order, plan.parcel, fulfillment_id);
      }
    }
    await syncOrdersWorkflow(container).run({
      input: { order_ids: [order_id], now: new Date().toISOString() },
    });
    return "sent";
  });
}

interface Packed {
  plan: ParcelPlan;
  fulfillment_ids: string[];
}

/** Packs everything, or nothing. */
async function packAll(
  container: MedusaContainer,
  input: SendingInput,
  order: OrderOnDesk,
  plans: readonly ParcelPlan[],
): Promise<Packed[]> {
  const made: string[] = [];
  try {
    const packed: Packed[] = [];
    for (const plan of plans) {
      const fulfillment_ids = [...plan.packages];
      for (const pieces of order.together(plan.pieces)) {
        const id = await pack(container, input, plan.parcel, pieces);
        made.push(id);
        fulfillment_ids.push(id);
      }
      packed.push({ plan, fulfillment_ids });
    }
    return packed;
  } catch (error) {
    for (const fulfillment_id of made) await unpack(container, input, fulfillment_id);
    throw asRefusal(container, input.order_id, error);
  }
}

/** Takes a packing back; what cannot be is logged, and leaves when the same number is sent again. */
async function unpack(
  container: MedusaContainer,
  { order_id, actor_id }: SendingInput,
  fulfillment_id: string,
): Promise<void> {
  try {
    await cancelOrderFulfillmentWorkflow(container).run({
      input: { order_id, fulfillment_id, canceled_by: actor_id },
    });
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`mall: package ${fulfillment_id} of order ${order_id} stays: ${(error as Error).message}`);
  }
}

async function pack(
  container: MedusaContainer,
  { order_id, actor_id }: SendingInput,
  { carrier, tracking_number }: Parcel,
  { pieces, shipping_option_id }: ReturnType<OrderOnDesk["together"]>[number],
): Promise<string> {
  const { result } = await createOrderFulfillmentWorkflow(container).run({
    input: {
      order_id,
      created_by: actor_id,
      items: pieces.map(({ line_id, quantity }) => ({ id: line_id, quantity })),
      metadata: { carrier, tracking_number },
      ...(shipping_option_id ? { shipping_option_id } : {}),
    },
  });
  return result.id;
}

async function ship(
  container: MedusaContainer,
  { order_id, actor_id }: SendingInput,
  order: OrderOnDesk,
  { carrier, tracking_number }: Parcel,
  fulfillment_id: string,
): Promise<void> {
  const open = order.open.find((one) => one.fulfillment_id === fulfillment_id);
  // What was packed by hand says nothing yet of who carries it.
  if (open && open.tracking_number === null) {
    await container
      .resolve(Modules.FULFILLMENT)
      .updateFulfillment(fulfillment_id, { metadata: { ...open.metadata, carrier, tracking_number } });
  }
  await createOrderShipmentWorkflow(container).run({
    input: {
      order_id,
      fulfillment_id,
      created_by: actor_id,
      items: [],
      labels: [{ tracking_number, tracking_url: "#", label_url: "#" }],
    },
  });
}

/** Medusa's own refusal in the shop's words; anything else is nobody's expectation and stays what it is. */
function asRefusal(container: MedusaContainer, order_id: string, error: unknown): unknown {
  if (refusalOf(error)) return error;
  const { type, message } = error as { type?: unknown; message?: string };
  if (type !== "invalid_data" && type !== "not_allowed" && type !== "not_found") return error;
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.warn(`mall: Medusa packs nothing of order ${order_id}: ${message}`);
  return new RefusedError(refusal("parcel_refused"));
}
