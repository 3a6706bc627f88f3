import { DistributionError } from "./errors";

/** Basis points in a whole. */
export const BPS_IN_WHOLE = 10_000n;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Converts an amount in major units (yuan) to whole fen, exactly.
 * @param text plain decimal text such as `"19.9"`; exponents are not accepted
 * @throws DistributionError `not_an_amount`, or `fraction_of_a_fen` when a third decimal is not zero
 */
export function fenFromMajor(text: string): bigint {
  const match = DECIMAL.exec(text);
  if (!match) throw new DistributionError("not_an_amount", { text });
  const [, sign, whole = "", decimals = ""] = match;
  if (/[1-9]/.test(decimals.slice(2))) throw new DistributionError("fraction_of_a_fen", { text });
  const fen = BigInt(whole) * 100n + BigInt(decimals.slice(0, 2).padEnd(2, "0"));
  return sign ? -fen : fen;
}

/**
 * A share of an amount, rounded down: a fraction of a fen is never paid.
 * @param base_fen not negative
 * @param rate_bps integer basis points
 */
export function shareOf(base_fen: bigint, rate_bps: number): bigint {
  if (base_fen < 0n) throw new DistributionError("negative_base", { base_fen });
  return (base_fen * BigInt(rate_bps)) / BPS_IN_WHOLE;
}

/** Adds amounts. */
export function sumFen(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
