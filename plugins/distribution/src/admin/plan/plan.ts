import { read, sdk, send, sendForm } from "@tengman/admin-kit";

const PLANS = "/admin/distribution/plans";

/** A plan's parts as they travel: the JSON of the admin routes. */
export type Rate = { rate_bps: number } | { fixed_fen: string };
export type TierRate = { tier: number } & Rate;
export type Target =
  | { type: "variant" | "product" | "collection" | "category"; id: string }
  | { type: "all" };

export interface RateRule {
  code: string;
  target: Target;
  grade: string | null;
  tiers: TierRate[];
}

export interface Campaign {
  code: string;
  name: string;
  starts_at: string;
  ends_at: string;
  rates: RateRule[];
}

export interface GradeCondition {
  own_sales_fen?: string;
  own_earnings_fen?: string;
  window_days: number;
}

export interface Grade {
  code: string;
  rank: number;
  name: string;
  benefits: string[];
  upgrade: GradeCondition | null;
  downgrade: GradeCondition | null;
}

export interface PlanDraft {
  name: string;
  effective_from: string | null;
  tiers: TierRate[];
  holding_days: number;
  minimum_payout_fen: string;
  joining_mode: "free" | "after_purchase" | "review" | "invitation";
  agreement: { version: string; title: string; body: string };
  binding: {
    protection_days: number;
    expires_after_days: number | null;
    customers: "all" | "new";
    self_purchase: "none" | "distributor_rate";
  };
  rules: RateRule[];
  campaigns: Campaign[];
  caps: {
    per_line: Rate | null;
    per_order: Rate | null;
    margin_floor: { keep_bps: number; above_cost: boolean } | null;
  };
  grades: Grade[];
  payout_fee:
    | { kind: "none" }
    | { kind: "fixed"; fixed_fen: string }
    | { kind: "share"; rate_bps: number; minimum_fen: string };
}

export interface Plan extends PlanDraft {
  id: string;
  version: number;
  published_at: string;
  effective_from: string;
}

export type Topic = "tier_two" | "after_purchase" | "self_purchase";

export interface PlanPage {
  plans: Plan[];
  in_force: string | null;
  acknowledgements: { topic: Topic; statement: string; actor_id: string; acknowledged_at: string }[];
}

interface Change {
  frozen_fen: string;
  draft_fen: string;
}

export interface Stack {
  order_id: string;
  order_line_id: string;
  list_fen: string;
  discount_fen: string;
  cost_fen: string | null;
  grade: string | null;
  tiers: { tier: number; amount_fen: string; cut_by: string | null }[];
  kept_fen: string;
  kept_bps: number;
}

export interface Simulation {
  orders: number;
  orders_with_commission: number;
  goods_fen: string;
  discount_fen: string;
  commission: Change;
  known_cost: { goods_fen: string; cost_fen: string; draft_fen: string; lines_without: number };
  tiers: (Change & { tier: number })[];
  grades: (Change & { grade: string | null })[];
  cuts: { cut_by: string; parts: number; cut_fen: string }[];
  distributors: { gaining: number; losing: number; unchanged: number };
  gainers: (Change & { distributor_id: string; display_name: string | null })[];
  losers: (Change & { distributor_id: string; display_name: string | null })[];
  worst: Stack[];
  complete: boolean;
}

/** Published versions, newest first. */
export const fetchPlans = (): Promise<PlanPage> => read(PLANS, { limit: 50 });

/** Publishes a draft as the next version. @throws Refusal with the field of the draft that it is about */
export const publishPlan = (draft: PlanDraft): Promise<{ plan: Plan }> => sendForm(PLANS, draft);

/** Records an acknowledgement in the merchant's words. */
export const acknowledge = (topic: Topic, statement: string): Promise<unknown> =>
  send("/admin/distribution/acknowledgements", { topic, statement });

/** Tries a draft on past orders. */
export const simulatePlan = (wanted: {
  plan: PlanDraft;
  since: string;
  until: string;
  assumed_campaigns: string[];
}): Promise<{ simulation: Simulation }> => send(`${PLANS}/simulate`, wanted);

type TargetType = Exclude<Target["type"], "all">;

/** What rules can be for: variants, products, collections or categories of the shop. */
export async function findTargets(
  type: TargetType,
  wanted: { q: string } | { id: string[] },
): Promise<{ id: string; label: string }[]> {
  const query = { limit: 50, ...("id" in wanted ? wanted : wanted.q ? wanted : {}) };
  switch (type) {
    case "variant": {
      const found = await sdk.admin.productVariant.list({ ...query, fields: "id,title,product.title" });
      return found.variants.map(({ id, title, product }) => ({
        id,
        label: `${product?.title ?? ""} ${title ?? ""}`.trim(),
      }));
    }
    case "product": {
      const { products } = await sdk.admin.product.list({ ...query, fields: "id,title" });
      return products.map(({ id, title }) => ({ id, label: title }));
    }
    case "collection": {
      const { collections } = await sdk.admin.productCollection.list(query);
      return collections.map(({ id, title }) => ({ id, label: title }));
    }
    case "category": {
      const { product_categories } = await sdk.admin.productCategory.list(query);
      return product_categories.map(({ id, name }) => ({ id, label: name }));
    }
  }
}
