import type { Fen, Instant } from "./values";

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
  /** What distributors earn on what they buy themselves. */
  self_purchase: "none" | "distributor_rate";
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

export type CommissionState = "pending" | "available" | "clawed_back";

export interface CommissionRow {
  order_display_id: number | string;
  /** Whether it is what was added to the order and paid for afterwards. */
  is_addition?: boolean;
  occurred_at: Instant;
  tier: number;
  is_own: boolean;
  inviter_name: string | null;
  invitee_name: string | null;
  /** What of the order earned it. */
  goods?: { title: string; thumbnail: string | null; quantity: number }[];
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

/** What a day of Shanghai brought, net of clawbacks. */
export interface DayEarnings {
  day: string;
  earned_fen: Fen;
  orders: number;
}

export interface GoodsCommission {
  product_id: string;
  commission_fen_min: Fen;
  commission_fen_max: Fen;
}
