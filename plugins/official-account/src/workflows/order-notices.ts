import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fenOf } from "../domain/fen.js";
import { amountText, timeText } from "../domain/template-field.js";
import type { NewNotice } from "../modules/official-account/storage/notice-store.js";

interface Order {
  id: string;
  display_id: number;
  customer_id: string | null;
  items?: { title: string }[] | null;
}

/** What Medusa knows of money, in major units that may be its own number type. */
interface Payment {
  captures?: { id: string; amount: unknown; created_at: string | Date }[] | null;
  refunds?: { id: string; amount: unknown; created_at: string | Date }[] | null;
  payment_collection?: { order?: Order | null } | null;
}

const ORDER = ["id", "display_id", "customer_id", "items.title"];

/** Notices of the money of one payment: that it arrived, and each time some went back. */
export async function noticesOfPayment(container: MedusaContainer, payment_id: string): Promise<NewNotice[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fields = ["captures.*", "refunds.*", ...ORDER.map((field) => `payment_collection.order.${field}`)];
  const { data } = await query.graph({ entity: "payment", fields, filters: { id: payment_id } });
  const [payment] = data as unknown as Payment[];
  const order = payment?.payment_collection?.order;
  if (!order?.customer_id) return [];
  const of = (kind: "order_paid" | "order_refunded", moved: NonNullable<Payment["refunds"]>) =>
    moved.map((money) => ({
      ...noticeOf(order, kind, money.id),
      facts: {
        ...factsOf(order),
        amount: amountText(fenOf(money.amount)),
        time: timeText(new Date(money.created_at)),
      },
    }));
  return [...of("order_paid", payment?.captures ?? []), ...of("order_refunded", payment?.refunds ?? [])];
}

/** The notice that goods are on their way. */
export async function noticesOfShipment(
  container: MedusaContainer,
  fulfillment_id: string,
): Promise<NewNotice[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "fulfillment",
    fields: ["shipped_at", "labels.tracking_number", ...ORDER.map((field) => `order.${field}`)],
    filters: { id: fulfillment_id },
  });
  const [fulfillment] = data as unknown as {
    shipped_at?: string | Date | null;
    labels?: { tracking_number: string }[] | null;
    order?: Order | null;
  }[];
  const order = fulfillment?.order;
  if (!order?.customer_id) return [];
  const tracking_number = fulfillment?.labels?.map((label) => label.tracking_number).find(Boolean) ?? "-";
  const time = timeText(new Date(fulfillment?.shipped_at ?? Date.now()));
  const facts = { ...factsOf(order), tracking_number, time };
  return [{ ...noticeOf(order, "order_shipped", fulfillment_id), facts }];
}

function noticeOf(order: Order, kind: NewNotice["kind"], event_key: string) {
  const customer_id = order.customer_id ?? "";
  return { kind, event_key, customer_id, path: `/pages/order/index?id=${encodeURIComponent(order.id)}` };
}

function factsOf(order: Order): { order_number: string; goods: string } {
  const [first, ...more] = order.items ?? [];
  const goods = first ? `${first.title}${more.length > 0 ? ` 等${more.length + 1}件` : ""}` : "订单商品";
  return { order_number: String(order.display_id), goods };
}
