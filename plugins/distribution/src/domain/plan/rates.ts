import { shareOf } from "../money";
import type { Campaign, PlanDraft, Rate, RateRule } from "./plan-shape";

/** What was bought on a line, as far as rates can depend on it. */
export interface Goods {
  quantity: number;
  variant_id: string | null;
  product_id: string | null;
  collection_id: string | null;
  /** The product's categories and all above them. */
  category_ids: readonly string[];
  /** What a piece cost the shop, where the shop says so. */
  unit_cost_fen: bigint | null;
  /** The price of the line before discounts. */
  list_fen: bigint | null;
}

/** The parts of a plan that decide what a line pays. */
export type RatePlan = Pick<PlanDraft, "tiers" | "rules" | "campaigns" | "caps">;

/** A line of an order; one without goods (a free-text line, say) meets rules for everything only. */
export interface OrderedLine {
  order_line_id: string;
  base_fen: bigint;
  goods?: Goods | null;
  /** What its pieces are worth where only a part of that was paid, the base; absent where they are the same. */
  worth_fen?: bigint;
}

/** The rate that holds for a line and tier, and where it stands: in the plan itself, in a rule, or in a campaign. */
export interface ResolvedRate {
  rate: Rate;
  rule: string | null;
  campaign: string | null;
}

/** Whether a moment lies in a campaign's `[starts_at, ends_at)`. */
export function isRunning(
  { starts_at, ends_at }: Pick<Campaign, "starts_at" | "ends_at">,
  at: Date,
): boolean {
  return starts_at <= at && at < ends_at;
}

/** What a rate gives on a line before any cap: `floor(base_fen × rate_bps ÷ 10,000)`, or fixed fen for each piece. */
export function givenBy(rate: Rate, { base_fen, goods }: Pick<OrderedLine, "base_fen" | "goods">): bigint {
  if ("rate_bps" in rate) return shareOf(base_fen, rate.rate_bps);
  return rate.fixed_fen * BigInt(goods?.quantity ?? 1);
}

/**
 * The rate for a line, a tier and the grade of who earns on it: the most specific that names the tier. Variant comes
 * before product, product before collection and category, these before everything; on each of these steps a rate for
 * the grade before one for everybody, and then a running campaign before a standing rule. What is still equal is
 * settled for the distributor: the higher amount. The order in which rules stand never matters.
 * @returns null for a tier the plan does not have
 */
export function resolveRate(
  plan: RatePlan,
  line: OrderedLine,
  { tier, grade }: { tier: number; grade: string | null },
  at: Date,
): ResolvedRate | null {
  const own = plan.tiers.find((rate) => rate.tier === tier);
  if (!own) return null;
  const campaigns = plan.campaigns.filter((campaign) => isRunning(campaign, at));
  const candidates = [
    ...plan.rules.flatMap((rule) => candidateOf(rule, null, line, tier, grade)),
    ...campaigns.flatMap(({ code, rates }) =>
      rates.flatMap((rule) => candidateOf(rule, code, line, tier, grade)),
    ),
  ];
  const [first, ...others] = candidates;
  if (!first) return { rate: rateAlone(own), rule: null, campaign: null };
  const best = others.reduce((found, one) => (isBetter(one, found) ? one : found), first);
  return { rate: best.rate, rule: best.rule, campaign: best.campaign };
}

interface Candidate extends ResolvedRate {
  rule: string;
  specificity: number;
  amount_fen: bigint;
}

const SPECIFICITY = { all: 0, category: 1, collection: 1, product: 2, variant: 3 } as const;

function candidateOf(
  { code, target, grade: wanted, tiers }: RateRule,
  campaign: string | null,
  line: OrderedLine,
  tier: number,
  grade: string | null,
): Candidate[] {
  const own = tiers.find((rate) => rate.tier === tier);
  if (!own || !isFor(target, line.goods ?? null) || (wanted !== null && wanted !== grade)) return [];
  const specificity = SPECIFICITY[target.type] * 4 + (wanted === null ? 0 : 2) + (campaign === null ? 0 : 1);
  const rate = rateAlone(own);
  return [{ rate, rule: code, campaign, specificity, amount_fen: givenBy(rate, line) }];
}

function isFor(target: RateRule["target"], goods: Goods | null): boolean {
  if (target.type === "all") return true;
  if (!goods) return false;
  if (target.type === "category") return goods.category_ids.includes(target.id);
  return goods[`${target.type}_id`] === target.id;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.specificity !== other.specificity) return one.specificity > other.specificity;
  if (one.amount_fen !== other.amount_fen) return one.amount_fen > other.amount_fen;
  return nameOf(one) < nameOf(other);
}

function nameOf({ campaign, rule }: Candidate): string {
  return `${campaign ?? ""}/${rule}`;
}

function rateAlone(rate: Rate): Rate {
  return "rate_bps" in rate ? { rate_bps: rate.rate_bps } : { fixed_fen: rate.fixed_fen };
}
