import { describe, expect, it } from "vitest";
import { birthdayMonthOf, orderFacts } from "./customer-fact";

const order = (day: string, paid: bigint, refunded = 0n, product_ids = ["prod_a"]) => ({
  created_at: new Date(`${day}T00:00:00Z`),
  paid_fen: paid,
  refunded_fen: refunded,
  refund_count: refunded > 0n ? 1 : 0,
  product_ids,
});

describe("a customer's orders", () => {
  it("count when they were paid, in whatever order they are read", () => {
    const facts = orderFacts(
      [
        order("2026-03-01", 500n, 200n, ["prod_b"]),
        order("2026-04-01", 0n, 0n, ["prod_c"]),
        order("2026-01-01", 990n),
      ],
      new Map([
        ["prod_a", ["tea"]],
        ["prod_b", ["green", "tea"]],
      ]),
    );
    expect(facts).toEqual({
      first_order_at: new Date("2026-01-01T00:00:00Z"),
      last_order_at: new Date("2026-03-01T00:00:00Z"),
      order_count: 2,
      paid_fen: 1_490n,
      refunded_fen: 200n,
      refund_count: 1,
      product_ids: ["prod_a", "prod_b"],
      category_ids: ["green", "tea"],
    });
  });

  it("of nobody are no orders", () => {
    expect(orderFacts([], new Map())).toMatchObject({ first_order_at: null, order_count: 0, paid_fen: 0n });
  });
});

it("a birthday's month is read from what forms keep", () => {
  expect(["1990-05-17", "12-01", "13-01", "May", null].map(birthdayMonthOf)).toEqual([
    5,
    12,
    null,
    null,
    null,
  ]);
});
