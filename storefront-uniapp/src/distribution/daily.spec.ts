import { expect, it } from "vitest";
import { linePath, sumOfLast } from "./daily";

const day = (earned_fen: string, orders = 1) => ({ day: "2026-03-01", earned_fen, orders });

it("sums the last days", () => {
  const days = [day("500"), day("300"), day("-100", 0)];
  expect(sumOfLast(days, 1)).toEqual({ earned_fen: -100n, orders: 0 });
  expect(sumOfLast(days, 2)).toEqual({ earned_fen: 200n, orders: 1 });
  expect(sumOfLast(days, 30)).toEqual({ earned_fen: 700n, orders: 2 });
});

it("draws a line from left to right, the most at the top", () => {
  expect(linePath([day("0"), day("100"), day("50")], 200, 40)).toBe("M0.0 40.0L100.0 0.0L200.0 20.0");
  expect(linePath([day("0"), day("0")], 200, 40)).toBe("M0.0 40.0L200.0 40.0");
  expect(linePath([day("-100"), day("100")], 200, 40)).toBe("M0.0 40.0L200.0 0.0");
});
