import { shareOf } from "./money";
import type { TierRate } from "./plan-shape";
import type { Earner } from "./referral-chain";

/** A bought line: its base is the net goods paid, after discounts, without freight. */
export interface BoughtLine {
  order_line_id: string;
  base_fen: bigint;
}

/** What one line owes on one tier, frozen when the order is created. */
export interface Attribution extends BoughtLine {
  tier: number;
  binding_id: string;
  distributor_id: string;
  distributor_no: bigint;
  rate_bps: number;
}

/** Freezes every line for every earner at the plan's rates. Lines without a base owe nothing and are left out. */
export function attribute(
  lines: readonly BoughtLine[],
  chain: readonly Earner[],
  rates: readonly TierRate[],
): Attribution[] {
  return lines
    .filter(({ base_fen }) => base_fen > 0n)
    .flatMap(({ order_line_id, base_fen }) =>
      chain.flatMap((earner) => {
        const rate = rates.find(({ tier }) => tier === earner.tier);
        return rate && "rate_bps" in rate
          ? [{ order_line_id, base_fen, ...earner, rate_bps: rate.rate_bps }]
          : [];
      }),
    );
}

/** A line's commission on a tier: `floor(base_fen × rate_bps ÷ 10,000)`. */
export function commissionOf({ base_fen, rate_bps }: Pick<Attribution, "base_fen" | "rate_bps">): bigint {
  return shareOf(base_fen, rate_bps);
}
