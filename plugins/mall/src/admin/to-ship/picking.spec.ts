import { expect, it } from "vitest";
import { pickingOf } from "./picking";
import type { WaitingOrder } from "./to-ship";

const order = (
  number: string,
  ...lines: [title: string, sku: string | null, left: number, packed: number][]
) =>
  ({
    number,
    lines: lines.map(([title, sku, left, packed]) => ({
      title,
      sku,
      left,
      packed,
      variant_title: "",
      quantity: 9,
    })),
  }) as unknown as WaitingOrder;

it("adds the pieces of an article up over the orders and leaves out what has left", () => {
  const rows = pickingOf([
    order("1", ["龙井", "TEA", 2, 1], ["纸袋", null, 1, 0]),
    order("2", ["龙井", "TEA", 1, 0], ["杯子", "CUP", 0, 0]),
  ]);
  expect(rows.map(({ title, quantity, numbers }) => [title, quantity, numbers])).toEqual([
    ["龙井", 4, ["1", "2"]],
    ["纸袋", 1, ["1"]],
  ]);
});
