/** A whole number of fen as a decimal string: `"1990"` is ¥19.90. */
export type Fen = string;
/** An instant, ISO 8601 in UTC. */
export type Instant = string;

export interface ProductCard {
  id: string;
  title: string;
  subtitle: string | null;
  handle: string;
  thumbnail: string | null;
  price_fen: Fen;
  original_price_fen?: Fen | null;
}

export interface Banner {
  id: string;
  title: string;
  subtitle: string | null;
  image_url: string;
  link: string | null;
}

export interface HomeCategory {
  id: string;
  name: string;
  handle: string;
  icon_url: string | null;
}

export interface Coupon {
  code: string;
  title: string;
  description: string | null;
}

export interface Home {
  banners: Banner[];
  categories: HomeCategory[];
  coupons: Coupon[];
  sections: { id: string; title: string; products: ProductCard[] }[];
}

export type ProductOrder = "default" | "price_asc" | "price_desc" | "newest";

export interface ProductQuery {
  category_id?: string;
  q?: string;
  order?: ProductOrder;
  limit?: number;
  offset?: number;
}

export interface ProductPage {
  products: ProductCard[];
  count: number;
  limit: number;
  offset: number;
}

export interface Variant {
  id: string;
  title: string;
  sku: string | null;
  price_fen: Fen;
  original_price_fen?: Fen | null;
  stock: number;
  /** Option title → chosen value. */
  options: Record<string, string>;
  image_url?: string | null;
}

export interface Product {
  id: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  handle: string;
  thumbnail: string | null;
  images: string[];
  category?: { id: string; name: string } | null;
  options: { id: string; title: string; values: string[] }[];
  variants: Variant[];
  services: string[];
  freight_note: string | null;
}

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
}

export interface Shipment {
  carrier?: string | null;
  tracking_number?: string | null;
  shipped_at: Instant;
}

export interface MallOrder {
  id: string;
  display_id: number | string;
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
  refunded_fen: Fen;
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

/** The parameters WeChat's own pay sheet takes, in WeChat's spelling. */
export interface PaymentBridge {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** How an order is paid: inside WeChat, in a phone's browser, or by scanning a code. */
export type PaymentChannel = "jsapi" | "h5" | "native";

/** `redirect_url` is where WeChat's page leads back to. */
export type PaymentRequest = { channel: "jsapi" | "native" } | { channel: "h5"; redirect_url: string };

export type PaymentStart =
  | { state: "paid" }
  | ({ state: "to_pay"; pay_by: Instant } & (
      | { channel: "jsapi"; bridge: PaymentBridge }
      | { channel: "h5"; h5_url: string }
      | { channel: "native"; code_url: string }
    ));

export interface Customer {
  id: string;
  first_name: string | null;
  metadata?: { wechat?: { nickname?: string; avatar_url?: string | null } } | null;
}

export interface JsSdkConfig {
  app_id: string;
  timestamp: number | string;
  nonce_str: string;
  signature: string;
  js_api_list: string[];
}

export interface Program {
  name: string;
  joining_mode: string;
  /** The plan's own rates: a share of what was paid, or an amount for each piece. */
  tiers: { tier: number; rate_bps?: number; fixed_fen?: Fen }[];
  /** From what to what each tier goes over rules and running campaigns. */
  tier_ranges: {
    tier: number;
    rate_bps: { min: number; max: number } | null;
    fixed_fen: { min: Fen; max: Fen } | null;
  }[];
  campaigns: { name: string; ends_at: Instant }[];
  holding_days: number;
  minimum_payout_fen: Fen;
  agreement: { version: string; title: string; body: string };
}

export interface Balances {
  pending_fen: Fen;
  available_fen: Fen;
  hold_fen: Fen;
  debt_fen: Fen;
  earned_fen: Fen;
}

export type ShareTarget = { type: "product"; id: string } | { type: "shop" };

export interface ShareToken {
  token: string;
  expires_at: Instant;
  query: string;
}

export type BindingOutcome = "can_bind" | "already_bound" | "same_inviter" | "self" | "not_eligible";

export interface BindingPreview {
  inviter: { display_name: string };
  outcome: BindingOutcome;
}

export interface Binding {
  id: string;
  inviter: { display_name: string };
  bound_at: Instant;
}

export type CommissionState = "pending" | "available" | "clawed_back";

export interface CommissionRow {
  order_display_id: number | string;
  occurred_at: Instant;
  tier: number;
  inviter_name: string | null;
  invitee_name: string | null;
  order_amount_fen: Fen;
  /** Null where the order's lines are paid by different rates or by fixed amounts. */
  rate_bps: number | null;
  amount_fen: Fen;
  clawed_fen: Fen;
  state: CommissionState;
  expected_on?: string | null;
}

export interface CommissionPage {
  orders: CommissionRow[];
  next_cursor?: string | null;
}

export interface TeamMember {
  name: string;
  joined_at: Instant;
  is_distributor: boolean;
  orders: number;
  contribution_fen: Fen;
}

export interface TeamPage {
  levels: { level: number; members: number }[];
  members: TeamMember[];
  next_cursor?: string | null;
}

export interface Ranking {
  month: string;
  ranking: { rank: number; name: string; earned_fen: Fen; is_me: boolean }[];
  me: { rank: number | null; earned_fen: Fen };
}

export interface GoodsCommission {
  product_id: string;
  commission_fen_min: Fen;
  commission_fen_max: Fen;
}

/** An identity with all but its ends hidden. */
export interface MaskedIdentity {
  real_name: string;
  id_number: string;
}

export type PayoutState = "requested" | "rejected" | "transferring" | "confirmed" | "failed" | "expired";

export interface Payout {
  id: string;
  amount_fen: Fen;
  withheld_fen: Fen | null;
  net_fen: Fen | null;
  state: PayoutState;
  payee_hint: string;
  requested_at: Instant;
  reviewed_at: Instant | null;
  ended_at: Instant | null;
  reason: string | null;
}

/** What WeChat's `requestMerchantTransfer` takes, in WeChat's spelling. */
export interface TransferConfirmation {
  mchId: string;
  appId: string;
  package: string;
}

export interface PayoutDetail extends Payout {
  transfer:
    | { state: "waiting" }
    | { state: "waiting_for_user"; confirm_by: Instant; confirmation: TransferConfirmation }
    | null;
}

export interface PayoutTerms {
  minimum_fen: Fen;
  per_transfer_fen: Fen;
  tax_policy: string;
  /** Where money arrives by itself; null when a bank account has to be named. */
  destination: string | null;
}

export interface PayoutPage {
  payouts: Payout[];
  terms: PayoutTerms | null;
  next_cursor?: string | null;
}

export interface PayoutQuote {
  amount_fen: Fen;
  withheld_fen: Fen;
  net_fen: Fen;
}

export interface BankAccount {
  bank_name: string;
  account_number: string;
}
