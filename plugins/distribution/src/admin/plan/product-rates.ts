import { resolveRate } from "../../domain/plan/rates";
import type { Plan, Rate } from "./plan";

/** A variant as far as commission depends on it. */
export interface PricedVariant {
  readonly id: string;
  readonly product_id: string;
  readonly collection_id: string | null;
  /** The product's categories and all above them. */
  readonly category_ids: readonly string[];
  /** Null where the variant has no price in yuan. */
  readonly price_fen: string | null;
}

/** What one tier earns on one piece at its full price, before caps. */
export interface TierEstimate {
  readonly tier: number;
  readonly rate: Rate;
  /** Null without a price. */
  readonly amount_fen: string | null;
}

type DomainRate = { rate_bps: number } | { fixed_fen: bigint };

const toDomain = (rate: Rate): DomainRate =>
  "rate_bps" in rate ? { rate_bps: rate.rate_bps } : { fixed_fen: BigInt(rate.fixed_fen) };

const fromDomain = (rate: DomainRate): Rate =>
  "rate_bps" in rate ? { rate_bps: rate.rate_bps } : { fixed_fen: String(rate.fixed_fen) };

type RulesOf = Pick<Plan, "tiers" | "rules" | "campaigns">;

/** A plan's rates as the rules of commission take them. */
function ratePlanOf({ tiers, rules, campaigns }: RulesOf): Parameters<typeof resolveRate>[0] {
  const tiersOf = (rates: Plan["tiers"]) => rates.map((rate) => ({ tier: rate.tier, ...toDomain(rate) }));
  const rulesOf = (wanted: Plan["rules"]) => wanted.map((rule) => ({ ...rule, tiers: tiersOf(rule.tiers) }));
  return {
    tiers: tiersOf(tiers),
    rules: rulesOf(rules),
    campaigns: campaigns.map((campaign) => ({
      ...campaign,
      starts_at: new Date(campaign.starts_at),
      ends_at: new Date(campaign.ends_at),
      rates: rulesOf(campaign.rates),
    })),
    caps: { per_line: null, per_order: null, margin_floor: null },
  };
}

/** What each tier of a plan would earn on one piece of a variant, for a distributor without a grade. */
export function tierEstimates(plan: RulesOf, variant: PricedVariant, at: Date): TierEstimate[] {
  const price = variant.price_fen === null ? null : BigInt(variant.price_fen);
  const goods = {
    quantity: 1,
    variant_id: variant.id,
    product_id: variant.product_id,
    collection_id: variant.collection_id,
    category_ids: variant.category_ids,
    unit_cost_fen: null,
    list_fen: price,
  };
  const line = { order_line_id: variant.id, base_fen: price ?? 0n, goods };
  return plan.tiers.flatMap(({ tier }) => {
    const found = resolveRate(ratePlanOf(plan), line, { tier, grade: null }, at);
    if (!found) return [];
    const { rate } = found;
    const given = "rate_bps" in rate ? ((price ?? 0n) * BigInt(rate.rate_bps)) / 10_000n : rate.fixed_fen;
    return [{ tier, rate: fromDomain(rate), amount_fen: price === null ? null : String(given) }];
  });
}
