import type { MedusaContainer } from "@medusajs/framework/types";
import { isOver } from "../../domain/after-sale";
import { caseNumber } from "../../domain/case-number";
import type { MerchantFault } from "../../domain/merchant-fault";
import { readRows } from "../../domain/row-reading";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow, CasePage } from "../../modules/after-sale-cases/service";
import { recordFaults } from "../faults/record-faults";
import { type RefundState, readRefundStates } from "./refund-records";
import { orderAmounts, readStoredOrders, type StoredOrder } from "./stored-order";

/** A case as its shopper sees it: `AfterSale` of docs/store-api.md. */
export type AfterSaleView = ReturnType<typeof viewOf>;

/** A case as the merchant sees it. */
export type AdminAfterSaleView = ReturnType<typeof adminViewOf>;

const iso = (moment: Date | string | null | undefined) =>
  moment ? new Date(moment).toISOString() : undefined;

/** A case with what its view needs. */
interface ShownCase {
  row: AfterSaleRow;
  order: StoredOrder | undefined;
  refund_state: RefundState | null;
  photos: readonly { id: string }[];
}

function itemsOf({ row, order }: ShownCase) {
  const sold = new Map(order ? orderAmounts(order).lines.map((line) => [line.item.id, line]) : []);
  return row.lines.map(({ order_line_id, quantity }) => {
    const line = sold.get(order_line_id);
    return {
      order_line_id,
      quantity,
      product_id: line?.item.product_id ?? null,
      title: line?.item.product_title ?? line?.item.title ?? "",
      variant_title: line?.item.variant_title ?? "",
      thumbnail: line?.item.thumbnail ?? null,
      unit_price_fen: String(line?.unit_price_fen ?? 0n),
    };
  });
}

function viewOf(shown: ShownCase) {
  const { row, order, refund_state, photos } = shown;
  return {
    id: row.id,
    order_id: row.order_id,
    display_id: order?.display_id ?? null,
    number: caseNumber(new Date(row.created_at), row.id),
    order_number: order ? (order.custom_display_id ?? String(order.display_id)) : undefined,
    type: row.type,
    state: row.state,
    reason: row.reason,
    description: row.description,
    items: itemsOf(shown),
    photos: photos.map(({ id }) => ({ id })),
    asked_fen: row.asked_fen,
    approved_fen: row.approved_fen ?? undefined,
    reject_reason: row.reject_reason ?? undefined,
    return_to: row.return_to ?? undefined,
    answer_by: row.state === "requested" ? iso(row.answer_by) : undefined,
    is_automatic: row.is_automatic || undefined,
    send_back_by: row.state === "awaiting_return" ? iso(row.send_back_by) : undefined,
    shipment: row.tracking_number
      ? { carrier: row.carrier ?? "", tracking_number: row.tracking_number }
      : undefined,
    refund: refund_state ? { state: refund_state } : undefined,
    created_at: iso(row.created_at),
    decided_at: iso(row.decided_at),
    sent_back_at: iso(row.sent_back_at),
    goods_received_at: iso(row.goods_received_at),
    refund_began_at: iso(row.refund_began_at),
    refunded_at: iso(row.refunded_at),
    closed_at: iso(row.closed_at),
  };
}

function adminViewOf(shown: ShownCase) {
  const { customer_id, goods_fen, freight_fen, return_id, refund_id } = shown.row;
  const more = {
    customer_id,
    goods_fen,
    freight_fen,
    return_id,
    refund_id,
    is_open: !isOver(shown.row.state),
  };
  return { ...viewOf(shown), ...more };
}

function refundStateOf(
  { state, refund_id }: AfterSaleRow,
  states: ReadonlyMap<string, RefundState>,
): RefundState | null {
  if (state === "refunded") return "succeeded";
  if (state !== "refunding") return null;
  return states.get(refund_id ?? "") ?? "processing";
}

async function shown(container: MedusaContainer, rows: AfterSaleRow[]): Promise<ShownCase[]> {
  const orders = await readStoredOrders(container, [...new Set(rows.map(({ order_id }) => order_id))]);
  const underWay = rows
    .filter(({ state }) => state === "refunding")
    .flatMap(({ refund_id }) => refund_id ?? []);
  const states = await readRefundStates(container, underWay);
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const photos = await cases.photosOf(rows.map(({ id }) => id));
  return rows.map((row) => ({
    row,
    photos: photos.get(row.id) ?? [],
    order: orders.get(row.order_id),
    refund_state: refundStateOf(row, states),
  }));
}

const unreadableCase = ({ row }: ShownCase, detail: string): MerchantFault => ({
  kind: "order_unreadable",
  subject_type: "order",
  subject_id: row.order_id,
  part: row.id,
  title: row.id,
  detail,
});

/** Shows cases, those of orders that cannot be read left out and told to the merchant. */
async function show<View>(
  container: MedusaContainer,
  rows: AfterSaleRow[],
  view: (shown: ShownCase) => View,
): Promise<View[]> {
  const read = (one: ShownCase) => ({ view: view(one), faults: [] });
  const { views, faults } = readRows(await shown(container, rows), read, unreadableCase);
  await recordFaults(container, faults);
  return views;
}

/** The shopper's view of cases, in their order. */
export async function viewAfterSales(
  container: MedusaContainer,
  rows: AfterSaleRow[],
): Promise<AfterSaleView[]> {
  return show(container, rows, viewOf);
}

/** The merchant's view of cases, in their order. */
export async function viewAfterSalesForMerchant(
  container: MedusaContainer,
  rows: AfterSaleRow[],
): Promise<AdminAfterSaleView[]> {
  return show(container, rows, adminViewOf);
}

/** A page of cases with its cursor. */
export async function listAfterSales<View>(
  container: MedusaContainer,
  page: CasePage,
  view: (container: MedusaContainer, rows: AfterSaleRow[]) => Promise<View[]>,
): Promise<{ after_sales: View[]; next_cursor?: string }> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const { rows, next } = await cases.pageOfCases(page);
  const after_sales = await view(container, rows);
  return next ? { after_sales, next_cursor: next } : { after_sales };
}
