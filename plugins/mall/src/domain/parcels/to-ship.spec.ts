import { expect, it } from "vitest";
import { importShape, markShape, parcelsShape, toShipShape } from "./to-ship";

it("a list names its filters, and at most a hundred orders", () => {
  expect(toShipShape.parse({ order_ids: "a,b,", paid_from: "2026-11-30T00:00:00+08:00" })).toEqual({
    order_ids: ["a", "b"],
    paid_from: new Date("2026-11-29T16:00:00Z"),
    limit: 20,
  });
  const many = Array.from({ length: 101 }, (_none, index) => `order_${index}`).join(",");
  expect(toShipShape.safeParse({ order_ids: many }).success).toBe(false);
  expect(toShipShape.safeParse({ paid_from: "yesterday" }).success).toBe(false);
});

it("a parcel has a carrier and a number as carriers print them, and whole pieces", () => {
  const reads = (parcel: object) =>
    parcelsShape.safeParse({ orders: [{ order_id: "order_1", parcels: [parcel] }] });
  const good = { carrier: "顺丰速运", tracking_number: " sf1234567890 " };
  expect(reads(good).data?.orders[0]?.parcels[0]?.tracking_number).toBe("SF1234567890");
  for (const change of [
    { tracking_number: "运单" },
    { tracking_number: "" },
    { carrier: " " },
    { pieces: [] },
    { pieces: [{ line_id: "l", quantity: 0.5 }] },
  ]) {
    expect(reads({ ...good, ...change }).success).toBe(false);
  }
});

it("a mark may be nothing, and an empty remark is none", () => {
  expect(markShape.parse({})).toEqual({ flag: null, remark: null });
  expect(markShape.parse({ flag: "red", remark: "  " })).toEqual({ flag: "red", remark: null });
});

it("an import is a trial unless it says otherwise", () => {
  expect(importShape.parse({})).toEqual({ dry_run: true, from: 0 });
  expect(importShape.parse({ dry_run: "false", from: "25" })).toEqual({ dry_run: false, from: 25 });
  expect(importShape.safeParse({ dry_run: "perhaps" }).success).toBe(false);
});
