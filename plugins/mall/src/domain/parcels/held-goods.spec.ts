import { expect, it } from "vitest";
import { type HoldingCase, heldGoods } from "./held-goods";

const AGREED: HoldingCase = {
  type: "refund_only",
  state: "to_refund",
  approved_fen: 500n,
  goods_fen: 500n,
  lines: [{ order_line_id: "tea", quantity: 2 }],
};
const held = (...changes: Partial<HoldingCase>[]) => {
  const { asked, agreed } = heldGoods(changes.map((change) => ({ ...AGREED, ...change })));
  return { asked: [...asked], agreed: Object.fromEntries(agreed) };
};

it("a request keeps its lines until somebody decides", () => {
  expect(held({ state: "requested", approved_fen: null })).toEqual({ asked: ["tea"], agreed: {} });
});

it("pieces whose whole money is agreed to or on its way need not be sent, whichever cases they are in", () => {
  expect(held({})).toEqual({ asked: [], agreed: { tea: 2 } });
  expect(
    held({ state: "refunding" }, { lines: [{ order_line_id: "tea", quantity: 1 }], approved_fen: 600n }),
  ).toEqual({ asked: [], agreed: { tea: 3 } });
});

it("a price that is lowered, a return, and a case that is over hold nothing", () => {
  const nothing = { asked: [], agreed: {} };
  expect(held({ approved_fen: 499n })).toEqual(nothing);
  expect(held({ type: "return_and_refund" }, { type: "return_and_refund", state: "requested" })).toEqual(
    nothing,
  );
  for (const state of ["refunded", "rejected", "canceled"] as const) expect(held({ state })).toEqual(nothing);
});
