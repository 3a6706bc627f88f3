import { describe, expect, it } from "vitest";
import type { MallOrder } from "@/api/order-types";
import { milestonesOf } from "./milestones";

const order = (fields: Partial<MallOrder>): MallOrder => ({
  id: "order_1",
  display_id: 1,
  state: "to_pay",
  created_at: "2026-05-01T00:00:00Z",
  items: [],
  goods_fen: "0",
  discount_fen: "0",
  freight_fen: "0",
  total_fen: "0",
  paid_fen: "0",
  due_fen: "0",
  refunded_fen: "0",
  refunding_fen: "0",
  address: { full_name: "", phone: "", province: "", city: "", district: "", address_1: "" },
  promo_codes: [],
  shipments: [],
  payment: {},
  ...fields,
});

describe("an order's milestones", () => {
  it("show what is still to come while the order lives", () => {
    const steps = milestonesOf(order({ state: "to_ship", paid_at: "2026-05-01T00:05:00Z" }));
    expect(steps.map((step) => step.at !== undefined)).toEqual([true, true, false, false]);
  });

  it("show only what happened once it is cancelled", () => {
    const steps = milestonesOf(order({ state: "canceled", canceled_at: "2026-05-01T00:15:00Z" }));
    expect(steps).toHaveLength(2);
    expect(steps.every((step) => step.at !== undefined)).toBe(true);
  });
});
