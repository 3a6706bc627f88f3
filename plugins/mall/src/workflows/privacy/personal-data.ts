import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import {
  type ClosingRefusal,
  type DataSubject,
  isRetentionOver,
  personalDataWorkflow,
} from "@tengman/plugin-kit";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../modules/after-sale-cases/service";
import { CART_LINES_MODULE } from "../../modules/cart-lines";
import type { CartLinesService } from "../../modules/cart-lines/service";
import { COUPONS_MODULE } from "../../modules/coupons";
import type { CouponsService } from "../../modules/coupons/service";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { PARCELS_MODULE } from "../../modules/parcels";
import type { ParcelsService } from "../../modules/parcels/service";
import { PRODUCT_QUESTIONS_MODULE } from "../../modules/product-questions";
import type { ProductQuestionsService } from "../../modules/product-questions/service";
import { REVIEWS_MODULE } from "../../modules/reviews";
import type { ReviewsService } from "../../modules/reviews/service";
import { SAVED_PRODUCTS_MODULE } from "../../modules/saved-products";
import type { SavedProductsService } from "../../modules/saved-products/service";
import { SHOP_DUTIES_MODULE } from "../../modules/shop-duties";
import type { ShopDutiesService } from "../../modules/shop-duties/service";
import { viewOrders } from "../reads/order-view";
import { eraseInvoices, eraseTradeRecords } from "./trade-records";

/** 网络交易监督管理办法, article 31: trade records, logistics and after-sales included, for three years. */
const TRADE_YEARS = 3;
/** 发票管理办法, article 29: invoices for five years. */
const INVOICE_YEARS = 5;
const UNFINISHED = ["placing", "to_pay", "to_ship", "shipped"];
const LISTS = ["favourites", "footprints"] as const;
const PAGE = 200;

const mallOf = (container: MedusaContainer) => container.resolve<MallModuleService>(MALL_MODULE);
const casesOf = (container: MedusaContainer) =>
  container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
const savedOf = (container: MedusaContainer) =>
  container.resolve<SavedProductsService>(SAVED_PRODUCTS_MODULE);
const cartLinesOf = (container: MedusaContainer) => container.resolve<CartLinesService>(CART_LINES_MODULE);
const couponsOf = (container: MedusaContainer) => container.resolve<CouponsService>(COUPONS_MODULE);
const questionsOf = (container: MedusaContainer) =>
  container.resolve<ProductQuestionsService>(PRODUCT_QUESTIONS_MODULE);
const reviewsOf = (container: MedusaContainer) => container.resolve<ReviewsService>(REVIEWS_MODULE);

async function closingRefusal(
  { customer_id }: DataSubject,
  container: MedusaContainer,
): Promise<ClosingRefusal | null> {
  const orders = await mallOf(container).listMallOrders({ customer_id, state: UNFINISHED }, { take: 1 });
  if (orders.length > 0) return { code: "orders_open", message: "还有未完成的订单，完成或取消后才能注销" };
  const cases = await casesOf(container).listAfterSaleCases({ customer_id, closed_at: null }, { take: 1 });
  if (cases.length > 0) return { code: "after_sales_open", message: "还有处理中的售后，结束后才能注销" };
  return null;
}

async function erase(subject: DataSubject, container: MedusaContainer): Promise<void> {
  const { customer_id } = subject;
  for (const list of LISTS) await savedOf(container).remove({ customer_id, list });
  await couponsOf(container).forget(customer_id);
  await cartLinesOf(container).forget(customer_id);
  await questionsOf(container).partFrom(customer_id);
  const file_ids = await reviewsOf(container).partFrom(customer_id);
  if (file_ids.length > 0) await container.resolve(Modules.FILE).deleteFiles(file_ids);
  if (isRetentionOver(subject, TRADE_YEARS)) await eraseTradeRecords(customer_id, container);
  if (isRetentionOver(subject, INVOICE_YEARS)) await eraseInvoices(customer_id, container);
}

async function ordersOf(customer_id: string, container: MedusaContainer) {
  const mall = mallOf(container);
  const orders = [];
  for (let skip = 0; ; skip += PAGE) {
    const rows = await mall.listMallOrders(
      { customer_id, order_id: { $ne: null } },
      { skip, take: PAGE, order: { id: "ASC" } },
    );
    orders.push(...(await viewOrders(container, rows as Parameters<typeof viewOrders>[1])));
    if (rows.length < PAGE) return orders;
  }
}

/** Where an order's parcels were, and what the merchant noted on it. */
async function deliveriesOf(order_ids: readonly string[], container: MedusaContainer) {
  const service = container.resolve<ParcelsService>(PARCELS_MODULE);
  const [rows, marks] = await Promise.all([service.tracks.ofOrders(order_ids), service.marksOf(order_ids)]);
  const parcels = rows.map(
    ({ order_id, carrier, tracking_number, phone_tail, sent_at, state, signed_at, events }) => ({
      ...{ order_id, carrier, tracking_number, phone_tail, sent_at, state, signed_at, events },
    }),
  );
  return { parcels, order_marks: [...marks.values()] };
}

async function exportOf(
  { customer_id }: DataSubject,
  container: MedusaContainer,
): Promise<Record<string, unknown>> {
  const orders = await ordersOf(customer_id, container);
  const after_sales = await casesOf(container).listAfterSaleCases(
    { customer_id },
    { take: null, relations: ["lines"] },
  );
  const invoices = await container
    .resolve<ShopDutiesService>(SHOP_DUTIES_MODULE)
    .listInvoices({ order_id: orders.map(({ id }) => id) }, { take: null });
  const [favourites, footprints] = await Promise.all(
    LISTS.map((list) => savedOf(container).listSaved({ customer_id, list })),
  );
  const [coupons, reviews, cart, questions] = await Promise.all([
    couponsOf(container).takenBy(customer_id),
    reviewsOf(container).ofCustomer(customer_id),
    cartLinesOf(container).ofCustomer(customer_id),
    questionsOf(container).ofCustomer(customer_id),
  ]);
  const deliveries = await deliveriesOf(
    orders.map(({ id }) => id),
    container,
  );
  const lists = { favourites, footprints, coupons, reviews, cart, questions };
  return { orders, after_sales, invoices, ...deliveries, ...lists };
}

async function isUsed({ customer_id }: DataSubject, container: MedusaContainer): Promise<boolean> {
  const orders = await mallOf(container).listMallOrders({ customer_id }, { take: 1 });
  if (orders.length > 0) return true;
  return (await couponsOf(container).takenBy(customer_id)).length > 0;
}

/** What the shop's orders, after-sales, invoices and lists know of a customer. */
export const mallPersonalDataWorkflow = personalDataWorkflow("mall-personal-data", {
  closingRefusal,
  erase,
  export: exportOf,
  isUsed,
  handOver: ({ customer_id, into_customer_id }, container) =>
    cartLinesOf(container).handOver(customer_id, into_customer_id),
});
