import { attribute } from "./commission";
import type { Rate } from "./plan-shape";
import { type Goods, isRunning, type RatePlan } from "./rates";

/** From the least to the most. */
export interface FenRange {
  min_fen: bigint;
  max_fen: bigint;
}

/** Something on sale: one piece at its price. */
export interface OnSale {
  price_fen: bigint;
  goods: Omit<Goods, "quantity" | "list_fen">;
}

/**
 * What sharing a product may earn on tier 1 for one piece without discounts: over its variants, from what is left when
 * the tiers above share a cap to what it pays when they do not. Null when nothing is on sale.
 */
export function estimate(
  plan: RatePlan,
  variants: readonly OnSale[],
  grade: string | null,
  at: Date,
): FenRange | null {
  const amounts = variants.flatMap((variant) => [
    firstTier(plan, variant, grade, at, 1),
    firstTier(plan, variant, grade, at, plan.tiers.length),
  ]);
  const [first, ...others] = amounts;
  if (first === undefined) return null;
  return others.reduce<FenRange>(
    ({ min_fen, max_fen }, amount) => ({
      min_fen: amount < min_fen ? amount : min_fen,
      max_fen: amount > max_fen ? amount : max_fen,
    }),
    { min_fen: first, max_fen: first },
  );
}

function firstTier(
  plan: RatePlan,
  { price_fen, goods }: OnSale,
  grade: string | null,
  at: Date,
  tiers: number,
): bigint {
  const line = {
    order_line_id: "estimate",
    base_fen: price_fen,
    goods: { ...goods, quantity: 1, list_fen: price_fen },
  };
  const chain = plan.tiers.slice(0, tiers).map(({ tier }) => ({
    tier,
    binding_id: "",
    distributor_id: "",
    distributor_no: BigInt(tier),
    grade: tier === 1 ? grade : null,
  }));
  return attribute(plan, [line], chain, at).find(({ tier }) => tier === 1)?.amount_fen ?? 0n;
}

/** What a tier can pay now: the plan's own rate, and the least and most over all rules that hold. */
export interface TierRange {
  tier: number;
  rate_bps: { min: number; max: number } | null;
  fixed_fen: { min: bigint; max: bigint } | null;
}

/** For each tier the range of its shares and of its fixed amounts over the plan, its rules and running campaigns. */
export function tierRanges(plan: RatePlan, at: Date): TierRange[] {
  const running = plan.campaigns.filter((campaign) => isRunning(campaign, at));
  const all = [...plan.rules, ...running.flatMap(({ rates }) => rates)].flatMap(({ tiers }) => tiers);
  return plan.tiers.map(({ tier, ...own }) => {
    const rates: Rate[] = [own, ...all.filter((rate) => rate.tier === tier)];
    const shares = rates.flatMap((rate) => ("rate_bps" in rate ? [rate.rate_bps] : []));
    const amounts = rates.flatMap((rate) => ("fixed_fen" in rate ? [rate.fixed_fen] : []));
    return { tier, rate_bps: rangeOf(shares), fixed_fen: rangeOf(amounts) };
  });
}

function rangeOf<Value extends number | bigint>(values: readonly Value[]): { min: Value; max: Value } | null {
  const [first, ...others] = values;
  if (first === undefined) return null;
  return {
    min: others.reduce((least, value) => (value < least ? value : least), first),
    max: others.reduce((most, value) => (value > most ? value : most), first),
  };
}
