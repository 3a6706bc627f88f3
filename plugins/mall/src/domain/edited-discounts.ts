import { type DiscountedLine, wholeFenDiscounts } from "./whole-fen-discounts";

/** A discount of an edited line, as it stands and as it stood before the edit, in millionths of a fen. */
export interface EditedDiscount {
  id: string;
  /** What the discount belongs to: all shares with the same key are one discount. */
  promotion: string;
  parts: bigint;
  /** Null where the line had no such discount before. */
  was_parts: bigint | null;
  /** A sum for the whole order, however many pieces there are of it. */
  is_fixed: boolean;
}

/** A line (or the freight, one piece of it) of an edited order. */
export interface EditedLine {
  /** What it costs before any discount, in fen. */
  total_fen: bigint;
  /** Pieces, which an order from elsewhere may have in fractions. */
  quantity: number;
  /** Pieces before the edit; null for a line that the edit added. */
  was_quantity: number | null;
  discounts: EditedDiscount[];
}

const MILLIONTHS = 1_000_000;
const millionths = (quantity: number) => BigInt(Math.round(quantity * MILLIONTHS));

/** A discount that Medusa carried over as it was, although pieces were taken away, keeps the part of those that are left. */
function shrunk(discount: EditedDiscount, { quantity, was_quantity }: EditedLine): bigint {
  const { parts, was_parts, is_fixed } = discount;
  const isLess = was_quantity !== null && quantity < was_quantity;
  if (!isLess || is_fixed || parts !== was_parts) return parts;
  return (parts * millionths(quantity)) / millionths(was_quantity);
}

/**
 * What the discounts of an edited order should be, in whole fen, by the id of each share: by the rule of
 * `wholeFenDiscounts`, after a discount of pieces that were taken away went with them.
 */
export function discountsAfterEdit(lines: readonly EditedLine[]): Map<string, bigint> {
  return wholeFenDiscounts(
    lines.map(
      (line): DiscountedLine => ({
        total_fen: line.total_fen > 0n ? line.total_fen : 0n,
        discounts: line.discounts.map((discount) => ({
          id: discount.id,
          promotion: discount.promotion,
          parts: shrunk(discount, line),
        })),
      }),
    ),
  );
}
