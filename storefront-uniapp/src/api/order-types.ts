import type { Fen, Instant } from "./values";

export interface Line {
  variant_id: string;
  quantity: number;
}

/** A postal address as the mall takes it; province, city and district are names. */
export interface Address {
  full_name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  address_1: string;
  postal_code?: string;
}

export interface QuoteLine {
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string | null;
  thumbnail: string | null;
  unit_price_fen: Fen;
  quantity: number;
  discount_fen: Fen;
  total_fen: Fen;
  stock: number;
  available: boolean;
}

export interface Quote {
  items: QuoteLine[];
  goods_fen: Fen;
  discount_fen: Fen;
  freight_fen: Fen;
  total_fen: Fen;
  promotions: { code: string; discount_fen: Fen }[];
  rejected_codes: { code: string; reason: string }[];
}

export interface QuoteRequest {
  items: Line[];
  promo_codes?: string[];
  /** Instead of codes: the shopper's coupon that takes most off. */
  best_coupon?: boolean;
  address?: Address;
}

export interface OrderRequest {
  items: Line[];
  address: Address;
  promo_codes?: string[];
  remark?: string;
  expected_total_fen?: Fen;
  idempotency_key: string;
}

export type OrderState = "to_pay" | "to_ship" | "shipped" | "received" | "canceled" | "refunded";

export interface OrderItem {
  id: string;
  product_id: string;
  variant_id: string;
  title: string;
  variant_title: string | null;
  thumbnail: string | null;
  unit_price_fen: Fen;
  quantity: number;
  discount_fen: Fen;
  total_fen: Fen;
  /** Pieces whose money was given back. */
  refunded_quantity: number;
}

export interface Shipment {
  carrier?: string | null;
  /** The carrier's customer service, when it is known. */
  carrier_phone?: string | null;
  tracking_number?: string | null;
  shipped_at: Instant;
}

export type ParcelState = "collected" | "in_transit" | "delivering" | "signed" | "problem" | "returned";

/** A parcel with what is in it and where it has been, the latest word first. */
export interface OrderParcel {
  carrier?: string;
  carrier_phone?: string;
  tracking_number?: string;
  sent_at: Instant;
  /** Absent while nobody has told where it is. */
  state?: ParcelState;
  signed_at?: Instant;
  items: { order_line_id: string; quantity: number }[];
  events: { at: Instant; text: string; state: ParcelState }[];
}

export interface MallOrder {
  id: string;
  display_id: number | string;
  /** The long number people name; absent on orders placed before there were any. */
  number?: string;
  /** Whether a case of after-sales was ever opened. */
  has_after_sales?: boolean;
  state: OrderState;
  created_at: Instant;
  pay_by?: Instant | null;
  paid_at?: Instant | null;
  shipped_at?: Instant | null;
  received_at?: Instant | null;
  canceled_at?: Instant | null;
  items: OrderItem[];
  goods_fen: Fen;
  discount_fen: Fen;
  freight_fen: Fen;
  total_fen: Fen;
  paid_fen: Fen;
  /** What the merchant added to the order after it was paid, settled with the merchant. */
  due_fen: Fen;
  refunded_fen: Fen;
  /** Given back, and not yet with its payer. */
  refunding_fen: Fen;
  address: Address;
  remark?: string | null;
  promo_codes: string[];
  shipments: Shipment[];
  payment: { wechat_transaction_id?: string | null };
}

export interface OrderCounts {
  to_pay: number;
  to_ship: number;
  shipped: number;
  received: number;
}

export interface OrderPage {
  orders: MallOrder[];
  next_cursor?: string | null;
  counts: OrderCounts;
}
