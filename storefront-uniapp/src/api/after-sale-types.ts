import type { Fen, Instant } from "./values";

export type AfterSaleType = "refund_only" | "return_and_refund";

export type AfterSaleState =
  | "requested"
  | "awaiting_return"
  | "returning"
  | "to_refund"
  | "refunding"
  | "refunded"
  | "rejected"
  | "canceled";

export type AfterSaleReason =
  | "no_reason"
  | "changed_mind"
  | "not_received"
  | "quality"
  | "damaged"
  | "wrong_item"
  | "not_as_described"
  | "other";

export interface AfterSaleItem {
  order_line_id: string;
  quantity: number;
  product_id: string | null;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  unit_price_fen: Fen;
}

/** A shopper's after-sale case. */
export interface AfterSale {
  id: string;
  /** What people call the case by. */
  number?: string;
  order_id: string;
  display_id: number | null;
  type: AfterSaleType;
  state: AfterSaleState;
  reason: AfterSaleReason;
  description: string;
  items: AfterSaleItem[];
  /** Photographs as evidence, for the shopper and the merchant alone. */
  photos: { id: string }[];
  asked_fen: Fen;
  approved_fen?: Fen;
  reject_reason?: string;
  return_to?: string;
  /** When the request is agreed to by itself, as long as nobody has answered it. */
  answer_by?: Instant;
  /** Agreed to by the clock. */
  is_automatic?: true;
  send_back_by?: Instant;
  shipment?: { carrier: string; tracking_number: string };
  refund?: { state: "processing" | "needs_attention" | "succeeded" };
  created_at: Instant;
  decided_at?: Instant;
  sent_back_at?: Instant;
  goods_received_at?: Instant;
  refunded_at?: Instant;
  closed_at?: Instant;
}

export interface AfterSalePage {
  after_sales: AfterSale[];
  next_cursor?: string;
}

/** How much of an order's line can still be asked for. */
export interface LineLeft {
  order_line_id: string;
  refundable_quantity: number;
  returnable_quantity: number;
  is_open: boolean;
}

export interface OrderAfterSales {
  lines: LineLeft[];
  after_sales: AfterSale[];
}

export interface AfterSaleWish {
  type: AfterSaleType;
  items: { order_line_id: string; quantity: number }[];
}

export interface AfterSaleQuote {
  goods_fen: Fen;
  freight_fen: Fen;
  most_fen: Fen;
}

export interface AfterSaleRequest extends AfterSaleWish {
  reason: AfterSaleReason;
  description: string;
  amount_fen: Fen;
  photo_ids: string[];
}
