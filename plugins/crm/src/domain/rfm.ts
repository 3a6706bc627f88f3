import { z } from "zod";

export const DAY_MS = 86_400_000;

const rising = <Value>(values: readonly Value[]): boolean =>
  values.every((value, index) => index === 0 || (values[index - 1] as Value) < value);

/** Where the bins of recency, frequency and money begin: one to five thresholds each, rising. */
export const rfmShape = z.strictObject({
  /** Days since the last order: up to the first is the best bin, beyond the last the worst. */
  r_days: z.array(z.number().int().min(1).max(3_650)).min(1).max(5).refine(rising),
  /** Paid orders from which the next bin begins; a single order is in the first. */
  f_orders: z.array(z.number().int().min(2).max(100_000)).min(1).max(5).refine(rising),
  /** Net fen, as decimal text, from which the next bin begins. */
  m_fen: z
    .array(z.string().regex(/^[1-9]\d{0,15}$/))
    .min(1)
    .max(5)
    .refine((values) => rising(values.map(BigInt))),
});

export type RfmThresholds = z.output<typeof rfmShape>;

export const DEFAULT_RFM: RfmThresholds = {
  r_days: [30, 90, 180],
  f_orders: [2, 3, 6],
  m_fen: ["10000", "30000", "100000"],
};

/** What the bins are made from. */
export interface RfmFacts {
  readonly last_order_at: Date | null;
  readonly order_count: number;
  readonly net_fen: bigint;
}

/** A customer's bins, each counted from 0; recency 0 is the latest, frequency and money 0 the least. */
export interface RfmBins {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** The instants between the bins of recency, earliest first. */
export const recencyCuts = ({ r_days }: RfmThresholds, now: Date): Date[] =>
  r_days.map((days) => new Date(now.getTime() - days * DAY_MS)).toReversed();

/** The bins of a customer; null for whoever never paid an order. */
export function rfmOf(facts: RfmFacts, thresholds: RfmThresholds, now: Date): RfmBins | null {
  const { last_order_at, order_count, net_fen } = facts;
  if (last_order_at === null || order_count === 0) {
    return null;
  }
  const cuts = recencyCuts(thresholds, now);
  return {
    r: cuts.filter((cut) => last_order_at < cut).length,
    f: thresholds.f_orders.filter((orders) => order_count >= orders).length,
    m: thresholds.m_fen.filter((fen) => net_fen >= BigInt(fen)).length,
  };
}
