import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fenOf, type MedusaAmount, sumOfFen } from "../../domain/money";
import type { OrderFacts } from "../../domain/order-state";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../modules/after-sale-cases/service";
import { inShoppersOrder, type PositionedLine } from "./line-position";

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
  detail?: { fulfilled_quantity?: number; shipped_quantity?: number; delivered_quantity?: number };
  /** How many pieces were refunded without being sent back: what is unsent of them need not be sent. */
  given_up_quantity: number;
}

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
  status: string;
  created_at: Moment;
  canceled_at: Moment | null;
  metadata: Record<string, unknown> | null;
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
  "status",
  "created_at",
  "canceled_at",
  "metadata",
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
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: order_ids } });
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const givenUp = await cases.givenUp(order_ids);
  const orders = data as unknown as StoredOrder[];
  return new Map(
    orders.map((order) => {
      const items = order.items.map((item) => ({ ...item, given_up_quantity: givenUp.get(item.id) ?? 0 }));
      return [order.id, { ...order, items: inShoppersOrder(items) }];
    }),
  );
}

const discountFen = ({ adjustments }: Discounted) =>
  sumOfFen((adjustments ?? []).map(({ amount }) => fenOf(amount)));

/** What an order costs, line by line, in whole fen. */
export function orderAmounts(order: StoredOrder) {
  const lines = order.items.map((item) => {
    const unit_price_fen = fenOf(item.unit_price);
    const discount_fen = discountFen(item);
    const goods_fen = unit_price_fen * BigInt(item.quantity);
    return { item, unit_price_fen, discount_fen, goods_fen, total_fen: goods_fen - discount_fen };
  });
  const methods = order.shipping_methods ?? [];
  const goods_fen = sumOfFen(lines.map((line) => line.goods_fen));
  const discount_fen = sumOfFen(lines.map((line) => line.discount_fen));
  const freight_fen = sumOfFen(methods.map((method) => fenOf(method.amount) - discountFen(method)));
  return { lines, goods_fen, discount_fen, freight_fen, total_fen: goods_fen - discount_fen + freight_fen };
}

const dateOf = (moment: Moment | null | undefined) => (moment ? new Date(moment) : null);

/** Everything Medusa has booked as refunded, arrived or not. */
export function refundsOf(order: StoredOrder) {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  return payments.flatMap((payment) => payment.refunds ?? []);
}

/** The facts an order's state follows from: Medusa's record, and the receipt which only this plugin knows. */
export function factsOf(order: StoredOrder, received_at: Moment | null): OrderFacts {
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  const captures = payments.flatMap((payment) => payment.captures ?? []);
  const firstCapture = captures
    .map(({ created_at }) => new Date(created_at))
    .sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    total_fen: orderAmounts(order).total_fen,
    captured_fen: sumOfFen(captures.map(({ amount }) => fenOf(amount))),
    refunded_fen: sumOfFen(refundsOf(order).map(({ amount }) => fenOf(amount))),
    created_at: new Date(order.created_at),
    captured_at: firstCapture ?? null,
    canceled_at:
      order.status === "canceled" ? (dateOf(order.canceled_at) ?? new Date(order.created_at)) : null,
    lines: order.items.map(({ quantity, given_up_quantity, detail }) => ({
      quantity: quantity - given_up_quantity,
      sent_quantity: Math.max(detail?.shipped_quantity ?? 0, detail?.delivered_quantity ?? 0),
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
