import { PARTS_PER_FEN, roundPartsToFen } from "./money";

/** One promotion's exact share of a line, in millionths of a fen (`partsOfFen`). */
export interface ExactDiscount {
  id: string;
  /** What the discount belongs to: all shares with the same key are one discount. */
  promotion: string;
  parts: bigint;
}

export interface DiscountedLine {
  /** What the line costs before any discount, in fen. */
  total_fen: bigint;
  discounts: ExactDiscount[];
}

interface Share {
  id: string;
  line: number;
  parts: bigint;
}

interface Part {
  share: Share;
  fen: bigint;
  remainder: bigint;
}

function sharesByPromotion(lines: DiscountedLine[]): Map<string, Share[]> {
  const shares = new Map<string, Share[]>();
  for (const [line, { discounts }] of lines.entries()) {
    for (const { id, promotion, parts } of discounts) {
      const sameDiscount = shares.get(promotion) ?? [];
      sameDiscount.push({ id, line, parts });
      shares.set(promotion, sameDiscount);
    }
  }
  return shares;
}

/** Splits one discount over its lines; `room` is what each line can still lose, and is reduced by what it loses here. */
function splitOne(shares: Share[], room: bigint[]): Part[] {
  const whole = roundPartsToFen(shares.reduce((sum, share) => sum + share.parts, 0n));
  const parts = shares.map((share) => {
    const floor = share.parts / PARTS_PER_FEN;
    const left = room[share.line] ?? 0n;
    const fen = floor < left ? floor : left;
    room[share.line] = left - fen;
    return { share, fen, remainder: share.parts % PARTS_PER_FEN };
  });
  let missing = whole - parts.reduce((sum, part) => sum + part.fen, 0n);
  // Array.sort is stable: of equal remainders the earlier line comes first.
  const byRemainder = [...parts].sort((a, b) => Number(b.remainder - a.remainder));
  for (const part of byRemainder) {
    const left = room[part.share.line] ?? 0n;
    if (missing <= 0n) break;
    if (left <= 0n) continue;
    part.fen += 1n;
    room[part.share.line] = left - 1n;
    missing -= 1n;
  }
  return parts;
}

/**
 * Whole-fen amounts for the discounts of an order, by the id of each share. Every discount is rounded half up as a
 * whole and split over its lines by largest remainder (of equal remainders the earlier line first), so its parts add
 * up to it exactly. A line never loses more than it costs: where rounding several discounts up would take more, the
 * later discount gives up the fen.
 */
export function wholeFenDiscounts(lines: DiscountedLine[]): Map<string, bigint> {
  const room = lines.map((line) => line.total_fen);
  const fenById = new Map<string, bigint>();
  for (const shares of sharesByPromotion(lines).values()) {
    for (const part of splitOne(shares, room)) fenById.set(part.share.id, part.fen);
  }
  return fenById;
}
