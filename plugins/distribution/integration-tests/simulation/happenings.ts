/** What happens in a shop, in plain words: the workload makes it up, the shop and the auditor both live through it. */

/** A share in basis points, or fixed fen. */
export type Pay = { bps: number } | { fen: bigint };

/** What pays for certain goods, for one grade or for everybody; a tier that is null is not named. */
export interface Rule {
  code: string;
  target: "variant" | "product" | "collection" | "category" | "all";
  target_id: string;
  grade: string | null;
  tiers: (Pay | null)[];
}

/** Amounts to be reached within the days that ended. */
export interface Condition {
  sales_fen: bigint | null;
  earnings_fen: bigint | null;
  days: number;
}

export interface GradeTerms {
  code: string;
  rank: number;
  /** Null: by hand only. */
  rise: Condition | null;
  /** Null: never lost. */
  keep: Condition | null;
}

/** What a payout costs: fixed fen, or a share of it that is at least so much. */
export type PayoutFeeTerms = { fen: bigint } | { bps: number; least_fen: bigint };

export interface PlanChange {
  tiers: Pay[];
  holding_days: number;
  protection_days: number;
  /** Null: bindings do not end by themselves. */
  expires_after_days: number | null;
  new_customers_only: boolean;
  pays_own_purchases: boolean;
  minimum_fen: bigint;
  payout_fee: PayoutFeeTerms | null;
  rules: Rule[];
  campaigns: { code: string; from: Date; until: Date; rates: Rule[] }[];
  per_line: Pay | null;
  per_order: Pay | null;
  margin_floor: { keep_bps: number; above_cost: boolean } | null;
  grades: GradeTerms[];
}

export interface Bind {
  customer: string;
  inviter: string;
}

/** A shopper's wish to be unbound (no inviter), or a merchant's to give them another one; decided by somebody else. */
export interface Rebinding {
  customer: string;
  to: string | null;
  is_approved: boolean;
}

export interface GradeByHand {
  customer: string;
  code: string | null;
  is_pinned: boolean;
}

/** What becomes of a distributor whose money is held. */
export interface RiskAct {
  customer: string;
  act: "hold" | "appeal" | "confirm" | "clear";
}

/** A merchant decides about a distributor, or they close their account for good. */
export interface StandingChange {
  customer: string;
  act: "freeze" | "unfreeze" | "close" | "leave";
}

/** How tax is kept back of payouts: not at all, by the month, or by the year so far. */
export type TaxRule = "none" | "labour" | "cumulative";

export interface BoughtGoods {
  quantity: number;
  variant: string;
  product: string;
  collection: string | null;
  categories: string[];
  unit_cost_fen: bigint | null;
}

export interface Line {
  id: string;
  base_fen: bigint;
  goods: BoughtGoods | null;
}

export interface Order {
  id: string;
  customer: string;
  lines: Line[];
  freight_fen: bigint;
}

/** Goods added to an order, which its buyer pays for by a payment of their own. */
export interface Addition extends Order {
  added_to: string;
}

export interface Capture {
  kind: "capture";
  id: string;
  order: string;
  amount_fen: bigint;
  /** Who paid: the buyer, a friend, or unknown. */
  payer: string | null;
}

export interface Refund {
  kind: "refund";
  id: string;
  order: string;
  amount_fen: bigint;
  /** How much of it is for goods. */
  goods_fen: bigint;
  /** The line that it is for, where an after-sale case says so. */
  line: string | null;
}

export interface Receipt {
  kind: "receipt";
  order: string;
}

/** Somebody asks for their money, and how that goes on. */
export interface PayoutWish {
  customer: string;
  /** Keys under which the same amount is asked for at once; more than one of them must not succeed. */
  keys: string[];
  /** A share of what is available, in percent; more than 100 asks for too much. */
  percent: number;
  /** `waiting` is reviewed in the next days' batches, `left_open` confirmed the day after. */
  ending: "rejected" | "confirmed" | "failed" | "expired" | "left_open" | "waiting";
}

/** One day. What stands in one list happens at the same time, but for what people decide about each other. */
export interface Day {
  number: number;
  at: Date;
  plan: PlanChange | null;
  joining: string[];
  /** Whether bindings whose time is over are tidied up, and whether grades are appraised. */
  tidies: boolean;
  appraises: boolean;
  grades_by_hand: GradeByHand[];
  binding: Bind[];
  rebinding: Rebinding[];
  risk: RiskAct[];
  standing: StandingChange[];
  /** The shop goes over to another way of keeping tax back. */
  tax: TaxRule | null;
  cases_opened: string[];
  cases_closed: string[];
  orders: Order[];
  additions: Addition[];
  /** Told by several clients, some of it more than once, in any order. */
  money: (Capture | Refund | Receipt)[][];
  payouts: PayoutWish[];
}
