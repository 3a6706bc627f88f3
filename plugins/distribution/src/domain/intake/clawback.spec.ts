import { expect, it } from "vitest";
import { clawbackDue } from "./clawback";

it.each<[string, bigint, bigint, bigint, bigint, bigint]>([
  ["nothing refunded", 1_000n, 0n, 0n, 10_000n, 0n],
  ["a third, rounded down", 1_000n, 0n, 3_333n, 10_000n, 333n],
  ["the rest takes the rest", 1_000n, 333n, 10_000n, 10_000n, 667n],
  ["already taken", 1_000n, 500n, 5_000n, 10_000n, 0n],
])("%s", (_case, amount_fen, clawed_fen, refunded, base, due) => {
  expect(clawbackDue({ amount_fen, clawed_fen }, refunded, base)).toBe(due);
});

it("regression 4: a refund of ¥1 takes its share, not the line's whole commission", () => {
  expect(clawbackDue({ amount_fen: 1_990n, clawed_fen: 0n }, 100n, 19_900n)).toBe(10n);
});

it("refuses a refund beyond the base", () => {
  expect(() => clawbackDue({ amount_fen: 1n, clawed_fen: 0n }, 11n, 10n)).toThrow(/refund_beyond_base/);
});
