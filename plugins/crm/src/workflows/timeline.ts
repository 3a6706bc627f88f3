import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fenOfSum, type MedusaAmount } from "../domain/fen";
import { crmOf } from "./crm-module";
import { readAfterSales, readMessages } from "./facts/ports";

/** Something that happened to a customer. Amounts are fen as decimal text, moments ISO 8601. */
export interface TimelineEvent {
  readonly at: string;
  readonly kind:
    | "registered"
    | "order_placed"
    | "order_paid"
    | "order_refunded"
    | "order_canceled"
    | "coupon_used"
    | "after_sale"
    | "message_in"
    | "message_out"
    | "changed";
  readonly order_id?: string;
  readonly amount_fen?: string;
  /** A number, a code, words: by kind. */
  readonly text?: string;
  /** Who did it, where somebody at the merchant's did. */
  readonly actor_id?: string;
}

type Moved = { amount: MedusaAmount; created_at: string | Date }[] | null | undefined;

interface ReadOrder {
  id: string;
  display_id: number;
  custom_display_id?: string | null;
  created_at: string | Date;
  canceled_at: string | Date | null;
  items?: ({ adjustments?: { code: string | null }[] | null } | null)[] | null;
  payment_collections?:
    | ({ payments?: ({ captures?: Moved; refunds?: Moved } | null)[] | null } | null)[]
    | null;
}

const ORDER_FIELDS = [
  "id",
  "display_id",
  "custom_display_id",
  "created_at",
  "canceled_at",
  "items.adjustments.code",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
];

const MOST_ORDERS = 50;
const MOST_EVENTS = 200;

const iso = (moment: string | Date): string => new Date(moment).toISOString();

/** What happened to a customer, the latest first: orders, money, coupons, after-sales, messages, and the shop's own changes. */
export async function timelineOf(container: MedusaContainer, customer_id: string): Promise<TimelineEvent[]> {
  const crm = crmOf(container);
  const [facts, orders, cases, messages, changes] = await Promise.all([
    crm.facts.find(customer_id),
    readOrders(container, customer_id),
    readAfterSales(container, customer_id),
    readMessages(container, customer_id),
    crm.audit.list({ customer_id, limit: MOST_EVENTS }),
  ]);
  const events: TimelineEvent[] = [
    ...(facts ? [{ at: facts.registered_at, kind: "registered" as const }] : []),
    ...orders.flatMap(eventsOfOrder),
    ...cases.map(({ created_at, order_id, state, asked_fen }) => ({
      at: iso(created_at),
      kind: "after_sale" as const,
      order_id,
      amount_fen: asked_fen,
      text: state,
    })),
    ...messages.map(({ at, direction, content }) => ({
      at,
      kind: direction === "in" ? ("message_in" as const) : ("message_out" as const),
      text: [content.text, content.content].find((said) => typeof said === "string") ?? "",
    })),
    ...changes.map(({ at, action, actor_id }) => ({ at, kind: "changed" as const, text: action, actor_id })),
  ];
  return events.toSorted((one, other) => (one.at < other.at ? 1 : -1)).slice(0, MOST_EVENTS);
}

async function readOrders(container: MedusaContainer, customer_id: string): Promise<ReadOrder[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ORDER_FIELDS,
    filters: { customer_id },
    pagination: { take: MOST_ORDERS, order: { created_at: "DESC" } },
  });
  return data as unknown as ReadOrder[];
}

function eventsOfOrder(order: ReadOrder): TimelineEvent[] {
  const order_id = order.id;
  const at = iso(order.created_at);
  const text = order.custom_display_id ?? String(order.display_id);
  const payments = (order.payment_collections ?? []).flatMap((collection) => collection?.payments ?? []);
  const moved = (kind: TimelineEvent["kind"], list: Moved): TimelineEvent[] =>
    (list ?? []).map(({ amount, created_at }) => ({
      at: iso(created_at),
      kind,
      order_id,
      amount_fen: String(fenOfSum([amount])),
      text,
    }));
  const codes = new Set(
    (order.items ?? []).flatMap((item) => item?.adjustments ?? []).flatMap(({ code }) => code ?? []),
  );
  return [
    { at, kind: "order_placed", order_id, text },
    ...[...codes].map((code) => ({ at, kind: "coupon_used" as const, order_id, text: code })),
    ...payments.flatMap((payment) => [
      ...moved("order_paid", payment?.captures),
      ...moved("order_refunded", payment?.refunds),
    ]),
    ...(order.canceled_at
      ? [{ at: iso(order.canceled_at), kind: "order_canceled" as const, order_id, text }]
      : []),
  ];
}
