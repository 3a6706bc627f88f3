import type { DayEarnings } from "@/api/commission-types";
import { parseFen, sumFen } from "@/money/fen";

/** What the last `count` of the days brought together. */
export function sumOfLast(
  days: readonly DayEarnings[],
  count: number,
): { earned_fen: bigint; orders: number } {
  const last = days.slice(-count);
  return {
    earned_fen: sumFen(last.map((one) => parseFen(one.earned_fen))),
    orders: last.reduce((sum, one) => sum + one.orders, 0),
  };
}

/**
 * The line of the days as an SVG path in a box of the given size: days from left to right, zero where it belongs also
 * when refunds took more than a day brought.
 */
export function linePath(days: readonly DayEarnings[], width: number, height: number): string {
  const amounts = days.map((one) => Number(parseFen(one.earned_fen)));
  const most = Math.max(1, ...amounts);
  const least = Math.min(0, ...amounts);
  const x = (index: number) => (amounts.length < 2 ? 0 : (index / (amounts.length - 1)) * width);
  const y = (amount: number) => height - ((amount - least) / (most - least)) * height;
  return amounts
    .map((amount, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(amount).toFixed(1)}`)
    .join("");
}
