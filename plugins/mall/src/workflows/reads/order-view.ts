import type { MedusaContainer } from "@medusajs/framework/types";
import { carrierOf } from "../../domain/carrier";
import { returnBy } from "../../domain/deadlines";
import type { MerchantFault } from "../../domain/merchant-fault";
import { nearestFenOf, sumOfFen } from "../../domain/money";
import { dueFen, orderState, paidAt, shippedAt } from "../../domain/order-state";
import { readRows } from "../../domain/row-reading";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../modules/after-sale-cases/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { recordFaults } from "../faults/record-faults";
import { type RefundState, readRefundStates } from "./refund-records";
import { factsOf, orderAmounts, readStoredOrders, refundsOf, type StoredOrder } from "./stored-order";

/** An order as its shopper sees it: `MallOrder` of docs/store-api.md. */
export type MallOrderView = ReturnType<typeof viewOf>;

const iso = (moment: Date | string | null | undefined) =>
  moment ? new Date(moment).toISOString() : undefined;

function addressOf({ shipping_address: address }: StoredOrder) {
  return {
    full_name: address?.first_name ?? "",
    phone: address?.phone ?? "",
    province: address?.province ?? "",
    city: address?.city ?? "",
    district: address?.address_2 ?? "",
    address_1: address?.address_1 ?? "",
    postal_code: address?.postal_code ?? undefined,
  };
}

function shipmentsOf({ fulfillments }: StoredOrder) {
  return (fulfillments ?? [])
    .filter(({ canceled_at, shipped_at, delivered_at }) => !canceled_at && (shipped_at || delivered_at))
    .map(({ labels, metadata, shipped_at, delivered_at }) => {
      const tracking_number = labels?.[0]?.tracking_number || undefined;
      const carrier = carrierOf(metadata?.carrier, tracking_number);
      return {
        carrier: carrier?.name,
        carrier_phone: carrier?.phone,
        tracking_number,
        shipped_at: iso(shipped_at ?? delivered_at),
      };
    });
}

function promoCodesOf({ items, shipping_methods }: StoredOrder): string[] {
  const adjustments = [...items, ...(shipping_methods ?? [])].flatMap(
    (discounted) => discounted.adjustments ?? [],
  );
  return [...new Set(adjustments.flatMap(({ code }) => code ?? []))];
}

function transactionIdOf({ payment_collections }: StoredOrder): string | undefined {
  const payments = (payment_collections ?? []).flatMap(({ payments }) => payments ?? []);
  const id = payments.find(({ data }) => typeof data?.transaction_id === "string")?.data?.transaction_id;
  return typeof id === "string" ? id : undefined;
}

function itemsOf(lines: ReturnType<typeof orderAmounts>["lines"]) {
  return lines.map(({ item, quantity, unit_price_fen, discount_fen, total_fen }) => ({
    id: item.id,
    product_id: item.product_id,
    variant_id: item.variant_id,
    title: item.product_title ?? item.title,
    variant_title: item.variant_title ?? "",
    thumbnail: item.thumbnail,
    unit_price_fen: String(unit_price_fen),
    quantity,
    discount_fen: String(discount_fen),
    total_fen: String(total_fen),
    refunded_quantity: item.after_sales.refunded,
  }));
}

/** What of an order's refunds the shopper has, and what is still on its way or waits for the merchant. */
function refundedOf(order: StoredOrder, states: ReadonlyMap<string, RefundState>) {
  const sumOf = (arrived: boolean) =>
    sumOfFen(
      refundsOf(order)
        .filter(({ id }) => (states.get(id) === "succeeded") === arrived)
        .map(({ amount }) => nearestFenOf(amount)),
    );
  return { refunded_fen: String(sumOf(true)), refunding_fen: String(sumOf(false)) };
}

/** What other records say of orders: their refunds' states by id, and which of them have after-sales. */
interface ToldOfOrders {
  states: ReadonlyMap<string, RefundState>;
  cases: ReadonlySet<string>;
}

function viewOf(row: MallOrderRow, order: StoredOrder, told: ToldOfOrders) {
  const facts = factsOf(order, row);
  const { lines, goods_fen, discount_fen, freight_fen, total_fen } = orderAmounts(order);
  const state = orderState(facts);
  return {
    id: order.id,
    display_id: order.display_id,
    number: order.custom_display_id ?? String(order.display_id),
    state,
    created_at: iso(order.created_at),
    pay_by: state === "to_pay" ? iso(row.pay_by) : undefined,
    paid_at: iso(paidAt(facts)),
    shipped_at: iso(shippedAt(facts)),
    received_at: iso(facts.received_at),
    return_by: facts.received_at ? iso(returnBy(facts.received_at)) : undefined,
    canceled_at: iso(facts.canceled_at),
    reminded_at: iso(row.reminded_at),
    items: itemsOf(lines),
    goods_fen: String(goods_fen),
    discount_fen: String(discount_fen),
    freight_fen: String(freight_fen),
    total_fen: String(total_fen),
    paid_fen: String(facts.captured_fen),
    due_fen: String(dueFen(facts)),
    ...refundedOf(order, told.states),
    address: addressOf(order),
    remark: typeof order.metadata?.remark === "string" ? order.metadata.remark : undefined,
    has_after_sales: told.cases.has(order.id),
    promo_codes: promoCodesOf(order),
    shipments: shipmentsOf(order),
    payment: { wechat_transaction_id: transactionIdOf(order) },
  };
}

async function ordersWithCases(container: MedusaContainer, order_id: string[]): Promise<ReadonlySet<string>> {
  if (order_id.length === 0) return new Set();
  const service = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const cases = await service.listAfterSaleCases({ order_id }, { select: ["order_id"] });
  return new Set(cases.map((one) => one.order_id));
}

const unreadableOrder = ({ order_id, id }: MallOrderRow, detail: string): MerchantFault => ({
  kind: "order_unreadable",
  subject_type: "order",
  subject_id: order_id ?? id,
  title: order_id ?? id,
  detail,
});

/** The shopper's view of rows, in their order, straight from Medusa's record; what cannot be shown is left out and told to the merchant. */
export async function viewOrders(container: MedusaContainer, rows: MallOrderRow[]): Promise<MallOrderView[]> {
  const orders = await readStoredOrders(
    container,
    rows.flatMap(({ order_id }) => order_id ?? []),
  );
  const refunds = [...orders.values()].flatMap((order) => refundsOf(order));
  const states = await readRefundStates(
    container,
    refunds.map(({ id }) => id),
  );
  const cases = await ordersWithCases(container, [...orders.keys()]);
  const read = (row: MallOrderRow) => {
    const order = orders.get(row.order_id ?? "");
    if (!order) throw new Error("Medusa does not know this order, or cannot read it");
    return { view: viewOf(row, order, { states, cases }), faults: [] };
  };
  const placed = rows.filter(({ order_id }) => order_id !== null);
  const { views, faults } = readRows(placed, read, unreadableOrder);
  await recordFaults(container, faults);
  return views;
}

/** A shopper's own order, or null: somebody else's order is as unknown as one that never was. */
export async function findOwnOrder(
  container: MedusaContainer,
  order_id: string,
  customer_id: string,
): Promise<MallOrderRow | null> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id, customer_id }, { take: 1 });
  return (row as MallOrderRow | undefined) ?? null;
}
