import type { Home, Product, ProductPage, ProductQuery } from "./catalogue-types";
import type {
  Address,
  MallOrder,
  OrderPage,
  OrderParcel,
  OrderRequest,
  OrderState,
  Quote,
  QuoteRequest,
} from "./order-types";
import type { PaymentRequest, PaymentStart } from "./pay-types";
import { api } from "./shop-api";

const orderPath = (id: string): string => `/store/mall/orders/${encodeURIComponent(id)}`;

export const fetchHome = (): Promise<Home> => api("GET", "/store/mall/home");

export const fetchProducts = (query: ProductQuery): Promise<ProductPage> =>
  api("GET", "/store/mall/products", { query: { ...query } });

export const fetchProduct = async (id: string): Promise<Product> =>
  (await api<{ product: Product }>("GET", `/store/mall/products/${encodeURIComponent(id)}`)).product;

export const fetchQuote = async (body: QuoteRequest): Promise<Quote> =>
  (await api<{ quote: Quote }>("POST", "/store/mall/quotes", { body })).quote;

export const placeOrder = async (body: OrderRequest): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", "/store/mall/orders", { body })).order;

export const fetchOrders = (query: {
  state?: OrderState;
  limit?: number;
  cursor?: string;
}): Promise<OrderPage> => api("GET", "/store/mall/orders", { query });

export const fetchOrder = async (id: string): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("GET", orderPath(id))).order;

/** The parcels of an order that has left, in whole or in part. */
export const fetchParcels = async (id: string): Promise<OrderParcel[]> =>
  (await api<{ parcels: OrderParcel[] }>("GET", `${orderPath(id)}/parcels`)).parcels;

export const startPayment = (id: string, request: PaymentRequest): Promise<PaymentStart> =>
  api("POST", `${orderPath(id)}/payment`, { body: request });

/** The server asks WeChat about the payment, whatever the page was told. */
export const checkPayment = async (id: string): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", `${orderPath(id)}/payment/check`, { body: {} })).order;

export const cancelOrder = async (id: string, reason: string): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", `${orderPath(id)}/cancel`, { body: { reason } })).order;

/** Takes an order that is over off the list. */
export const hideOrder = (id: string): Promise<void> => api("DELETE", orderPath(id));

export const remindToShip = async (id: string): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", `${orderPath(id)}/reminder`)).order;

export const changeOrderAddress = async (id: string, address: Address): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", `${orderPath(id)}/address`, { body: { address } })).order;

export const confirmReceipt = async (id: string): Promise<MallOrder> =>
  (await api<{ order: MallOrder }>("POST", `${orderPath(id)}/receipt`, { body: {} })).order;
