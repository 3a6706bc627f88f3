import type { CreateCartDTO, CreateOrderDTO, CreateOrderTransactionDTO } from "@medusajs/framework/types";
import {
  EventPriority,
  OrderStatus,
  OrderWorkflowEvents,
  ReservationItemWorkflowEvents,
} from "@medusajs/framework/utils";
import { fenOf, type MedusaAmount, majorUnitsOf } from "../../domain/money";
import type { LinkedIds } from "../../modules/checkout/order-links";
import type { AppliedPromotion } from "../quoting/price-quote";
import type { QuotedCart } from "../quoting/quoted-cart";
import type { StoredAdjustment } from "../reads/priced-cart";
import type { ChosenShippingMethod } from "../steps/choose-shipping";

/** The ids that an order's rows get, chosen before anything is written: what a crash leaves behind is found by them. */
export interface OrderIds {
  cart_id: string;
  order_id: string;
  /** One a line, in the shopper's order. */
  line_item_ids: string[];
}

/** What Medusa keeps of a line besides its amounts, in a cart and in an order alike. */
const LINE_FIELDS = [
  "title",
  "subtitle",
  "thumbnail",
  "variant_id",
  "variant_sku",
  "variant_barcode",
  "variant_title",
  "product_id",
  "product_title",
  "product_description",
  "product_subtitle",
  "product_type",
  "product_type_id",
  "product_collection",
  "product_handle",
  "is_discountable",
  "is_giftcard",
  "requires_shipping",
  "is_tax_inclusive",
  "quantity",
  "metadata",
] as const;

type Line = QuotedCart["items"][number];
type Method = NonNullable<QuotedCart["shipping_methods"]>[number] &
  Partial<Omit<ChosenShippingMethod, "amount">>;

/** Amounts are whole fen here, so that a number of major units is exact to the fen. */
const unitsOf = (amount: MedusaAmount): number => Number(majorUnitsOf(fenOf(amount)));

const adjustmentOf = ({ code, promotion_id, amount, is_tax_inclusive }: StoredAdjustment) => ({
  ...{ code, promotion_id, amount: unitsOf(amount) },
  ...(is_tax_inclusive === undefined ? {} : { is_tax_inclusive }),
});

function lineOf(line: Line) {
  const known: Record<string, unknown> = { ...line };
  const kept = Object.fromEntries(LINE_FIELDS.map((field) => [field, known[field] ?? null]));
  const { compare_at_unit_price } = known;
  return {
    ...kept,
    unit_price: unitsOf(line.unit_price),
    ...(compare_at_unit_price ? { compare_at_unit_price } : {}),
    adjustments: (line.adjustments ?? []).map(adjustmentOf),
  };
}

const methodOf = (method: Method) => ({
  name: method.name,
  amount: unitsOf(method.amount),
  is_tax_inclusive: method.is_tax_inclusive,
  shipping_option_id: method.shipping_option_id,
  data: method.data,
  adjustments: (method.adjustments ?? []).map(adjustmentOf),
});

const commonOf = (cart: QuotedCart) => ({
  region_id: cart.region_id,
  customer_id: cart.customer.id,
  sales_channel_id: cart.sales_channel_id,
  email: cart.email,
  currency_code: cart.currency_code,
  shipping_address: { ...cart.shipping_address },
  metadata: cart.metadata,
  shipping_methods: (cart.shipping_methods ?? []).map(methodOf),
});

/** The cart of an order as Medusa keeps it: completed, for it is one already. */
export const cartRowOf = (cart: QuotedCart, { cart_id }: OrderIds, now: Date): CreateCartDTO =>
  ({
    ...commonOf(cart),
    id: cart_id,
    completed_at: now,
    items: cart.items.map(lineOf),
  }) as unknown as CreateCartDTO;

/** The order as Medusa's own completion of that cart would write it. */
export const orderRowOf = (cart: QuotedCart, { order_id, line_item_ids }: OrderIds): CreateOrderDTO =>
  ({
    ...commonOf(cart),
    id: order_id,
    status: OrderStatus.PENDING,
    no_notification: false,
    items: cart.items.map((line, index) => ({ ...lineOf(line), id: line_item_ids[index] })),
  }) as unknown as CreateOrderDTO;

/** A payment session with the collection it is in. */
interface OpenedSession {
  id: string;
  payment_collection_id?: string;
}

interface LinkedRows {
  ids: OrderIds;
  session: OpenedSession | undefined;
  promotions: readonly AppliedPromotion[];
}

/** What an order is linked to. */
export const linkedIdsOf = ({ ids, session, promotions }: LinkedRows): LinkedIds => ({
  order_id: ids.order_id,
  cart_id: ids.cart_id,
  promotion_ids: promotions.map(({ id }) => id),
  payment_collection_id: session?.payment_collection_id ?? null,
});

/** What is counted of an order's discounts, each by itself, as Medusa counts them. */
export function usesOf({ cart, promotions }: { cart: QuotedCart; promotions: readonly AppliedPromotion[] }) {
  const counted = new Set(promotions.flatMap(({ code, is_counted }) => (is_counted ? [code] : [])));
  const discounted = [...cart.items, ...(cart.shipping_methods ?? [])];
  const uses = discounted
    .flatMap(({ adjustments }) => adjustments ?? [])
    .flatMap(({ code, amount }) => (code && counted.has(code) ? [{ code, amount: unitsOf(amount) }] : []));
  const { id, email } = cart.customer as { id?: string; email?: string };
  return { uses, customer_id: id ?? null, customer_email: email ?? null };
}

export const placedEvent = ({ ids }: { ids: OrderIds }) => ({
  eventName: OrderWorkflowEvents.PLACED,
  data: { id: ids.order_id },
  options: { priority: EventPriority.CRITICAL },
});

export const reservedEvents = ({
  ids,
  reservations,
}: {
  ids: OrderIds;
  reservations: readonly string[];
}) => ({
  eventName: ReservationItemWorkflowEvents.CREATED,
  data: reservations.map((id) => ({ id, order_id: ids.order_id })),
});

interface TakenPayment {
  currency_code: string;
  captures?: { id: string; amount: unknown; raw_amount?: unknown }[];
}

/** What a provider took at once; none of ours does. */
export const transactionsOf = ({
  ids,
  payment,
}: {
  ids: OrderIds;
  payment: unknown;
}): CreateOrderTransactionDTO[] => {
  const taken = payment as TakenPayment | null | undefined;
  return (taken?.captures ?? []).map(
    ({ id, amount, raw_amount }) =>
      ({
        order_id: ids.order_id,
        amount: raw_amount ?? amount,
        currency_code: taken?.currency_code,
        reference: "capture",
        reference_id: id,
      }) as CreateOrderTransactionDTO,
  );
};
