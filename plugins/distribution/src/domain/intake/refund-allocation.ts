import { DistributionError } from "../errors";
import { sumFen } from "../money";

/** Reasons that mark a refund as one of freight, by the refund reason's code or label. */
const FREIGHT_REASONS = new Set(["freight", "运费"]);

/** What Medusa says about why money was given back. */
export interface RefundReason {
  code: string | null;
  label: string | null;
}

/** How much of a refund is for goods: nothing when its reason is freight, everything otherwise. */
export function goodsPartOf(amount_fen: bigint, reason: RefundReason | null): bigint {
  const words = [reason?.code, reason?.label].map((word) => word?.trim().toLowerCase() ?? "");
  return words.some((word) => FREIGHT_REASONS.has(word)) ? 0n : amount_fen;
}

/**
 * Spreads the goods refunded so far over the order's lines, in proportion to their bases.
 *
 * Each fen goes to the line whose share is furthest behind (Webster's divisor method; on a tie the earlier line).
 * Unlike a largest remainder it is monotone: when more is refunded no line's part shrinks. So the parts depend on
 * the sum of the refunds alone and never on their order, and a clawback is never taken back.
 * @param refunded_fen all goods refunded so far; more than the bases' sum (freight in the amount) counts as all of them
 * @returns one part per base, in order; each within its base, together `min(refunded, sum of bases)`
 */
export function spreadRefund(refunded_fen: bigint, bases: readonly bigint[]): bigint[] {
  if (refunded_fen < 0n || bases.some((base) => base < 0n)) {
    throw new DistributionError("negative_refund", { refunded_fen });
  }
  const whole = sumFen(bases);
  if (refunded_fen >= whole) return [...bases];
  const parts = bases.map((base) => (2n * base * refunded_fen + whole) / (2n * whole));
  for (let missing = refunded_fen - sumFen(parts); missing !== 0n; ) {
    const step = missing > 0n ? 1n : -1n;
    const at = step > 0n ? nextToGain(bases, parts) : nextToLose(bases, parts);
    parts[at] = (parts[at] ?? 0n) + step;
    missing -= step;
  }
  return parts;
}

/** The line whose next fen has the highest claim `base ÷ (2 × part + 1)`; the earlier one on a tie. */
function nextToGain(bases: readonly bigint[], parts: readonly bigint[]): number {
  let best = 0;
  for (let index = 1; index < bases.length; index++) {
    if (
      claim(bases, index) * claimDivisor(parts, best, 1n) >
      claim(bases, best) * claimDivisor(parts, index, 1n)
    ) {
      best = index;
    }
  }
  return best;
}

/** The line whose last fen had the lowest claim `base ÷ (2 × part − 1)`; the later one on a tie. */
function nextToLose(bases: readonly bigint[], parts: readonly bigint[]): number {
  let worst = -1;
  for (const [index, part] of parts.entries()) {
    if (part === 0n) continue;
    if (
      worst < 0 ||
      claim(bases, index) * claimDivisor(parts, worst, -1n) <=
        claim(bases, worst) * claimDivisor(parts, index, -1n)
    ) {
      worst = index;
    }
  }
  return worst;
}

function claim(bases: readonly bigint[], index: number): bigint {
  return bases[index] ?? 0n;
}

function claimDivisor(parts: readonly bigint[], index: number, step: bigint): bigint {
  return 2n * (parts[index] ?? 0n) + step;
}
