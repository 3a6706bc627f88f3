import type {
  AfterSale,
  AfterSalePage,
  AfterSaleQuote,
  AfterSaleRequest,
  AfterSaleWish,
  OrderAfterSales,
} from "./after-sale-types";
import { api } from "./shop-api";

interface One {
  after_sale: AfterSale;
}

const ofOrder = (order: string): string => `/store/mall/orders/${encodeURIComponent(order)}/after-sales`;
const ofCase = (id: string): string => `/store/mall/after-sales/${encodeURIComponent(id)}`;

/** What may still be asked for of an order, and what was. */
export const fetchOrderAfterSales = (order: string): Promise<OrderAfterSales> => api("GET", ofOrder(order));

export const quoteAfterSale = async (order: string, body: AfterSaleWish): Promise<AfterSaleQuote> =>
  (await api<{ quote: AfterSaleQuote }>("POST", `${ofOrder(order)}/quote`, { body })).quote;

export const askAfterSale = async (order: string, body: AfterSaleRequest): Promise<AfterSale> =>
  (await api<One>("POST", ofOrder(order), { body })).after_sale;

export const fetchAfterSales = (query: { limit?: number; cursor?: string }): Promise<AfterSalePage> =>
  api("GET", "/store/mall/after-sales", { query });

export const fetchAfterSale = async (id: string): Promise<AfterSale> =>
  (await api<One>("GET", ofCase(id))).after_sale;

export const cancelAfterSale = async (id: string): Promise<AfterSale> =>
  (await api<One>("POST", `${ofCase(id)}/cancel`, { body: {} })).after_sale;

export const sendBack = async (
  id: string,
  body: { carrier: string; tracking_number: string },
): Promise<AfterSale> => (await api<One>("POST", `${ofCase(id)}/return`, { body })).after_sale;

/** Sends a photograph for a request that is being written. @returns its id */
export const uploadPhoto = async (order: string, body: ArrayBuffer): Promise<string> =>
  (await api<{ photo: { id: string } }>("POST", `${ofOrder(order)}/photos`, { body })).photo.id;

/** A photograph of a case. */
export const fetchPhoto = (id: string, photo: string): Promise<ArrayBuffer> =>
  api("GET", `${ofCase(id)}/photos/${encodeURIComponent(photo)}`, { binary: true });
