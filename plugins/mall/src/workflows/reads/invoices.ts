import type { MedusaContainer } from "@medusajs/framework/types";
import { type InvoiceList, invoiceableFen } from "../../domain/invoice-request";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { SHOP_DUTIES_MODULE } from "../../modules/shop-duties";
import type { InvoiceRow, ShopDutiesService } from "../../modules/shop-duties/service";
import { viewOrders } from "./order-view";

/** An order's invoice as its shopper sees it. */
export type InvoiceView = ReturnType<typeof viewOf>;

function viewOf(row: InvoiceRow) {
  return {
    state: row.state,
    type: row.type,
    title: row.title,
    tax_number: row.tax_number,
    email: row.email,
    requested_at: row.created_at,
    invoice_number: row.invoice_number,
    url: row.url,
    issued_amount_fen: row.issued_amount_fen,
    issued_at: row.issued_at,
  };
}

/** The invoice asked for with an order, or null. */
export async function findInvoice(container: MedusaContainer, order_id: string): Promise<InvoiceView | null> {
  const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
  const [row] = await duties.listInvoices({ order_id }, { take: 1 });
  return row ? viewOf(row) : null;
}

/** A page of invoices for the merchant, newest first, each with what its order's invoice would be over now. */
export async function listInvoices(container: MedusaContainer, { state, limit, cursor }: InvoiceList) {
  const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
  const rows = await duties.listInvoices(
    { ...(state ? { state } : {}), ...(cursor ? { id: { $lt: cursor } } : {}) },
    { take: limit + 1, order: { id: "DESC" } },
  );
  const shown = rows.slice(0, limit);
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const orders = (await mall.listMallOrders(
    { order_id: shown.map(({ order_id }) => order_id) },
    { take: limit },
  )) as MallOrderRow[];
  const order = new Map((await viewOrders(container, orders)).map((view) => [view.id, view]));
  const invoices = shown.map((row) => {
    const of = order.get(row.order_id);
    const paid = { paid_fen: BigInt(of?.paid_fen ?? 0), refunded_fen: BigInt(of?.refunded_fen ?? 0) };
    return {
      id: row.id,
      revision: row.revision,
      order_id: row.order_id,
      order_display_id: of?.display_id ?? null,
      ...viewOf(row),
      amount_fen: String(invoiceableFen(paid)),
    };
  });
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return last ? { invoices, next_cursor: last.id } : { invoices };
}
