import { describe, expect, it } from "vitest";
import { DAY_MS, DEFAULT_RFM, rfmOf, rfmShape } from "./rfm";

const NOW = new Date("2026-11-30T00:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const binsOf = (last: Date | null, order_count: number, net_fen: bigint) =>
  rfmOf({ last_order_at: last, order_count, net_fen }, DEFAULT_RFM, NOW);

describe("a customer's bins", () => {
  it("change exactly at the thresholds", () => {
    expect(binsOf(ago(0), 1, 9_999n)).toEqual({ r: 0, f: 0, m: 0 });
    expect(binsOf(ago(30), 2, 10_000n)).toEqual({ r: 0, f: 1, m: 1 });
    expect(binsOf(new Date(Number(ago(30)) - 1), 3, 29_999n)).toEqual({ r: 1, f: 2, m: 1 });
    expect(binsOf(ago(181), 600, 100_000n)).toEqual({ r: 3, f: 3, m: 3 });
  });

  it("are none for who never paid", () => expect(binsOf(null, 0, 0n)).toBeNull());
});

it("thresholds rise, and there are some", () => {
  expect(rfmShape.safeParse(DEFAULT_RFM).success).toBe(true);
  for (const wrong of [{ r_days: [] }, { r_days: [30, 30] }, { f_orders: [1] }, { m_fen: ["200", "100"] }]) {
    expect(rfmShape.safeParse({ ...DEFAULT_RFM, ...wrong }).success).toBe(false);
  }
});
