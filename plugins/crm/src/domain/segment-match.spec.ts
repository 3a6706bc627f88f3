import { describe, expect, it } from "vitest";
import { DEFAULT_RFM } from "./rfm";
import type { Segment } from "./segment";
import { isInSegment, type SegmentCustomer } from "./segment-match";

const NOW = new Date("2026-11-30T00:00:00Z");

describe("who is in a segment", () => {
  const customer: SegmentCustomer = {
    registered_at: new Date("2026-01-01T00:00:00Z"),
    first_order_at: null,
    last_order_at: null,
    last_visit_at: new Date("2026-11-29T00:00:00Z"),
    order_count: 0,
    refund_count: 0,
    net_fen: 0n,
    product_ids: [],
    category_ids: [],
    tag_ids: ["ctag_1"],
    source: "wechat",
    is_distributor: false,
    inviter_id: null,
    follows: null,
    birthday_month: 5,
  };
  const isIn = (segment: Segment) => isInSegment(segment, customer, { now: NOW, thresholds: DEFAULT_RFM });

  it("visited but never bought", () => {
    expect(
      isIn({
        all: [
          { field: "last_visit", op: "within", days: 7 },
          { field: "orders", op: "at_most", value: 0 },
        ],
      }),
    ).toBe(true);
  });

  it("what is not known meets no condition, and so its opposite", () => {
    for (const days of [1, 3_650]) {
      expect(isIn({ field: "last_order", op: "within", days })).toBe(false);
      expect(isIn({ field: "last_order", op: "over", days })).toBe(false);
    }
    expect([
      isIn({ field: "follows", value: false }),
      isIn({ not: { field: "follows", value: true } }),
    ]).toEqual([false, true]);
    expect(isIn({ field: "rfm", r: [0, 1, 2, 3] })).toBe(false);
  });
});
