import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  type MedusaAmount,
  nearestFenOf,
  nearestFenOfPieces,
  sumOfFen,
  wholePieces,
} from "../../domain/money";
import type { OrderFacts } from "../../domain/order-state";
import type { LineAfterSales } from "../../modules/after-sale-cases/service";
import type { MallOrderRow } from "../../modules/mall/service";
import { inShoppersOrder, type PositionedLine } from "./line-position";
import { markReplacements } from "./replacements";
import { restoreItems } from "./restored-items";

type Moment = string | Date;

interface StoredAmount {
  amount: MedusaAmount;
  created_at: Moment;
}

interface Discounted {
  adjustments?: { amount: MedusaAmount; code?: string | null }[];
}

export interface StoredOrderItem extends Discounted, PositionedLine {
  product_id: string | null;
  variant_id: string | null;
  product_title: string | null;
  title: string;
  variant_title: string | null;
  thumbnail: string | null;
  quantity: number;
  unit_price: MedusaAmount;
  detail?: {
    fulfilled_quantity?: number;
    shipped_quantity?: number;
    delivered_quantity?: number;
    return_requested_quantity?: number;
  };
  /** It is sent for nothing, in place of goods that were claimed. */
  is_replacement: boolean;
  /** What after-sales made of it; the pieces `withdrawn` are no longer in `quantity`. */
  after_sales: Pick<LineAfterSales, "given_up" | "refunded" | "withdrawn" | "withdrawn_fen">;
}

/** How many pieces of a line are still owed to the shopper, sent or not; of those given up nothing is. */
export const owedPieces = ({ quantity, after_sales: { given_up, withdrawn } }: StoredOrderItem) =>
  Math.max(0, quantity - (given_up - withdrawn));

export interface StoredPaymentSession {
  id: string;
  provider_id: string;
  amount: MedusaAmount;
  currency_code: string;
  status: string;
  data: Record<string, unknown> | null;
}

/** An order as Medusa keeps it, with what was paid, sent and given back. */
export interface StoredOrder {
  id: string;
  display_id: number;
  /** The long number people name; null on orders placed before there were any. */
  custom_display_id: string | null;
  status: string;
  created_at: Moment;
  updated_at: Moment;
  canceled_at: Moment | null;
  metadata: Record<string, unknown> | null;
  /** Medusa's own reckoning of the order's version in force. */
  summary?: { pending_difference?: MedusaAmount | null } | null;
  items: StoredOrderItem[];
  shipping_methods?: (Discounted & { amount: MedusaAmount })[];
  shipping_address?: {
    first_name: string | null;
    phone: string | null;
    province: string | null;
    city: string | null;
    address_1: string | null;
    address_2: string | null;
    postal_code: string | null;
  } | null;
  payment_collections?: {
    payment_sessions?: StoredPaymentSession[];
    payments?: {
      id: string;
      data: Record<string, unknown> | null;
      captures?: StoredAmount[];
      refunds?: (StoredAmount & { id: string })[];
    }[];
  }[];
  fulfillments?: {
    id: string;
    /** The stock it left from. */
    location_id?: string | null;
    shipped_at: Moment | null;
    delivered_at: Moment | null;
    canceled_at: Moment | null;
    labels?: { tracking_number: string; tracking_url?: string }[];
    metadata?: Record<string, unknown> | null;
  }[];
}

const FIELDS = [
  "id",
  "display_id",
  "custom_display_id",
  "status",
  "created_at",
  "updated_at",
  "canceled_at",
  "metadata",
  "summary.*",
  "items.*",
  "items.detail.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.adjustments.*",
  "shipping_address.*",
  "payment_collections.payment_sessions.*",
  "payment_collections.payments.*",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
  "fulfillments.*",
  "fulfillments.labels.*",
];

/** Reads orders from Medusa, with what after-sales made of their lines; those that do not exist are left out. */
export async function readStoredOrders(
  container: MedusaContainer,
  order_ids: string[],
): Promise<Map<string, StoredOrder>> {
  if (order_ids.length === 0) return new Map();
  const restored = await restoreItems(container, await readOrders(container, order_ids));
  const orders = await markReplacements(container, restored);
  return new Map(orders.map((order) => [order.id, { ...order, items: inShoppersOrder(order.items) }]));
}

/**
 * Reads orders together, or each by itself when one of them cannot be read: that one is left out and logged.
 * @throws when none can be read
 */
async function readOrders(container: MedusaContainer, order_ids: string[]): Promise<StoredOrder[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const read = async (id: string[]) =>
    (await query.graph({ entity: "order", fields: FIELDS, filters: { id } }))
      .data as unknown as StoredOrder[];
  try {
    return await read(order_ids);
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const each = await Promise.all(
      order_ids.map((id) =>
        read([id]).catch((reason: Error) => {
          logger.error(`Order ${id} cannot be read and is left out: ${reason.message}`);
          return null;
        }),
      ),
    );
    if (each.every((found) => found === null)) throw error;
    return each.flatMap((found) => found ?? []);
  }
}

const discountFen = ({ adjustments }: Discounted) =>
  sumOfFen((adjustments ?? []).map(({ amount }) => nearestFenOf(amount)));

/**
 * What an order costs, line by line, in whole fen and whole pieces. Whoever let a fraction in (an edit, an import, old
 * data): each line is reckoned exactly and rounded once, half up, so that every order can be shown and paid.
 */
export function orderAmounts(order: StoredOrder) {
  const lines = order.items.map((item) => {
    const { withdrawn, withdrawn_fen } = item.after_sales;
    const unit_price_fen = nearestFenOf(item.unit_price);
    const standing_fen = nearestFenOfPieces(item.unit_price, item.quantity);
    const goods_fen = standing_fen + unit_price_fen * BigInt(withdrawn);
    const total_fen = standing_fen - discountFen(item) + withdrawn_fen;
    return {
      item,
      quantity: wholePieces(item.quantity) + withdrawn,
      unit_price_fen,
      discount_fen: goods_fen - total_fen,
      goods_fen,
      total_fen,
    };
  });
  const methods = order.shipping_methods ?? [];
  const goods_fen = sumOfFen(lines.map((line) => line.goods_fen));
  const discount_fen = sumOfFen(lines.map((line) => line.discount_fen));
  const freight_fen = sumOfFen(methods.map((method) => nearestFenOf(method.amount) - discountFen(method)));
  return { lines, goods_fen, discount_fen, freight_fen, total_fen: goods_fen - discount_fen + freight_fen };
}

const dateOf = (moment: Moment | null | undefined) => (moment ? new Date(moment) : null);

/** Everything Medusa has booked as refunded, arrived or not. */
export function refundsOf(order: StoredOrder) {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  return payments.flatMap((payment) => payment.refunds ?? []);
}

/** What the goods cost that are on their way back: Medusa's stored figures still ask for them. */
function returningFen({ lines }: ReturnType<typeof orderAmounts>): bigint {
  return sumOfFen(
    lines.map(({ item, quantity, total_fen }) => {
      const returning = BigInt(wholePieces(item.detail?.return_requested_quantity ?? 0));
      return quantity > 0 ? (total_fen * returning) / BigInt(quantity) : 0n;
    }),
  );
}

/** The facts an order's state follows from: Medusa's record, and the receipt which only this plugin knows. */
export function factsOf(
  order: StoredOrder,
  { received_at, payment_session_id }: Pick<MallOrderRow, "received_at" | "payment_session_id">,
): OrderFacts {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  const captures = payments.flatMap((payment) => payment.captures ?? []);
  const amounts = orderAmounts(order);
  const firstCapture = captures
    .map(({ created_at }) => new Date(created_at))
    .sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    total_fen: amounts.total_fen,
    pending_fen: nearestFenOf(order.summary?.pending_difference ?? 0) - returningFen(amounts),
    captured_fen: sumOfFen(captures.map(({ amount }) => nearestFenOf(amount))),
    refunded_fen: sumOfFen(refundsOf(order).map(({ amount }) => nearestFenOf(amount))),
    is_placed_free: payment_session_id === null,
    created_at: new Date(order.created_at),
    captured_at: firstCapture ?? null,
    canceled_at:
      order.status === "canceled" ? (dateOf(order.canceled_at) ?? new Date(order.created_at)) : null,
    lines: order.items.map(({ detail, ...item }) => ({
      quantity: wholePieces(owedPieces(item)),
      sent_quantity: wholePieces(Math.max(detail?.shipped_quantity ?? 0, detail?.delivered_quantity ?? 0)),
      is_replacement: item.is_replacement,
    })),
    sent_at: (order.fulfillments ?? [])
      .filter(({ canceled_at }) => !canceled_at)
      .flatMap(({ shipped_at, delivered_at }) => dateOf(shipped_at ?? delivered_at) ?? []),
    received_at: dateOf(received_at),
  };
}

/** The session through which an order is paid; an order of zero has none. */
export function paymentSessionOf(order: StoredOrder, session_id: string | null): StoredPaymentSession | null {
  const sessions = (order.payment_collections ?? []).flatMap(
    (collection) => collection.payment_sessions ?? [],
  );
  return sessions.find(({ id }) => id === session_id) ?? null;
}
