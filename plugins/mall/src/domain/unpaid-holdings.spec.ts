import { expect, test } from "vitest";
import { type HoldingLimits, ownPurchaseLimit, type Pieces, refusalOfHoldings } from "./unpaid-holdings";

const LIMITS: HoldingLimits = { orders: 3, pieces: 10, pieces_of: { rare: 2, plenty: 100 } };
const line = (variant_id: string, quantity: number) => ({ variant_id, quantity });

test.each<[held: Pieces[], variant: string, quantity: number, code: string | undefined]>([
  [[], "tea", 10, undefined],
  [[], "tea", 11, "purchase_limit_exceeded"],
  [[{ tea: 6 }, { tea: 4 }], "tea", 1, "purchase_limit_exceeded"],
  [[{ tea: 6 }, { cup: 9 }], "tea", 4, undefined],
  [[{ rare: 1 }], "rare", 2, "purchase_limit_exceeded"],
  [[{ plenty: 50 }], "plenty", 50, undefined],
  [[{}, {}, {}], "tea", 1, "too_many_unpaid_orders"],
])("holding %j, %s × %i is refused with %s", (held, variant, quantity, code) => {
  expect(refusalOfHoldings(held, [line(variant, quantity)], LIMITS)?.code).toBe(code);
});

test("the line that is too many is named, and lines of one variant count together", () => {
  const items = [line("cup", 1), line("tea", 6), line("tea", 5)];
  expect(refusalOfHoldings([], items, LIMITS)).toMatchObject({ field: "items.1.quantity" });
});

test.each([
  [{ purchase_limit: 3 }, 3],
  [{ purchase_limit: "3" }, 3],
  [{ purchase_limit: 0 }, null],
  [{ purchase_limit: -1 }, null],
  [{ purchase_limit: 1.5 }, null],
  [{ purchase_limit: "many" }, null],
  [{}, null],
  [null, null],
])("%j limits to %s", (metadata, limit) => {
  expect(ownPurchaseLimit(metadata)).toBe(limit);
});
