import { DistributionError } from "./errors";
import { sumFen } from "./money";

/**
 * Shares a total out in proportion to weights by largest remainder: the parts add up to the total exactly, none is
 * further than a fen from its exact share, and of equal remainders the earlier one gets the fen.
 * @param total_fen between 0 and the sum of the weights, so that no part exceeds its weight
 */
export function apportion(weights: readonly bigint[], total_fen: bigint): bigint[] {
  const sum = sumFen(weights);
  if (total_fen < 0n || total_fen > sum)
    throw new DistributionError("apportion_out_of_range", { total_fen, sum });
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight, index) => ({
    index,
    part: (weight * total_fen) / sum,
    remainder: (weight * total_fen) % sum,
  }));
  const left = Number(total_fen - sumFen(shares.map(({ part }) => part)));
  const behind = [...shares].sort((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  );
  for (const share of behind.slice(0, left)) share.part += 1n;
  return shares.map(({ part }) => part);
}
