/** A line that knows the place the shopper gave it: Medusa itself keeps lines in no order. */
export interface PositionedLine {
  id: string;
  metadata?: Record<string, unknown> | null;
}

/** Whether a shopper ordered the line, rather than a merchant adding it later. */
export const isPositioned = ({ metadata }: PositionedLine) => typeof metadata?.position === "number";

/** Lines in the shopper's order; lines without a place come last, always in the same order. */
export function inShoppersOrder<Line extends PositionedLine>(lines: Line[]): Line[] {
  const placeOf = ({ metadata }: Line) =>
    typeof metadata?.position === "number" ? metadata.position : Infinity;
  return [...lines].sort((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    if (first === second) return a.id < b.id ? -1 : 1;
    return first < second ? -1 : 1;
  });
}
