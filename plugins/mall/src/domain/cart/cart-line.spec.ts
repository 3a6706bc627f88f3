import { describe, expect, it } from "vitest";
import {
  CART_LIMITS,
  cartMergeShape,
  fittingLines,
  freeFreight,
  type KeptLine,
  selectedFen,
  shownLine,
} from "./cart-line";

const kept: KeptLine = {
  variant_id: "v",
  product_id: "p",
  title: "旧名",
  variant_title: "小",
  thumbnail: null,
  quantity: 3,
  is_selected: true,
};
const offered = { title: "茶", variant_title: "小罐", thumbnail: "/t.webp", price_fen: "1990", stock: 2 };

describe("a cart", () => {
  it("has room for a hundred variants; more of what is there always fits", () => {
    const present = Array.from({ length: CART_LIMITS.lines - 1 }, (_, index) => `v${index}`);
    const added = ["new", "v0", "newer"].map((variant_id) => ({ variant_id }));
    expect(fittingLines(present, added).map(({ variant_id }) => variant_id)).toEqual(["new", "v0"]);
    expect(fittingLines([...present, "last"], added).map(({ variant_id }) => variant_id)).toEqual(["v0"]);
  });

  it("takes each variant of a request once, by the whole piece", () => {
    const request = (items: object[]) =>
      cartMergeShape.safeParse({ idempotency_key: "0123456789abcdef", items }).success;
    expect(request([{ variant_id: "a", quantity: 1 }])).toBe(true);
    expect(request([{ variant_id: "a", quantity: 100 }])).toBe(false);
    expect(request([{ variant_id: "a", quantity: 1.5 }])).toBe(false);
    expect(
      request([
        { variant_id: "a", quantity: 1 },
        { variant_id: "a", quantity: 1 },
      ]),
    ).toBe(false);
    expect(request([])).toBe(false);
  });

  it("shows today's names and prices, and keeps the old name of what is sold no more", () => {
    expect(shownLine(kept, offered)).toMatchObject({ title: "茶", unit_price_fen: "1990", problem: null });
    expect(shownLine(kept, null)).toMatchObject({
      title: "旧名",
      unit_price_fen: null,
      problem: "gone",
      is_selected: false,
    });
    expect(shownLine(kept, { ...offered, stock: 0 })).toMatchObject({
      problem: "sold_out",
      is_selected: false,
    });
  });

  it("sums what is selected and in stock", () => {
    expect(selectedFen([shownLine(kept, offered), shownLine(kept, null)])).toBe(3_980n);
    expect(selectedFen([shownLine({ ...kept, is_selected: false }, offered)])).toBe(0n);
  });
});

describe("what is missing to free freight", () => {
  const paid = { amount_fen: 800n, from_fen: null };
  const free = { amount_fen: 0n, from_fen: 9_900n };

  it("counts to the lowest total from which a delivery is free", () => {
    expect(freeFreight([paid, free, { amount_fen: 0n, from_fen: 20_000n }], 4_000n)).toEqual({
      from_fen: "9900",
      missing_fen: "5900",
    });
    expect(freeFreight([paid, free], 9_900n)).toEqual({ from_fen: "9900", missing_fen: "0" });
  });

  it("is nothing where freight is always free, or never", () => {
    expect(freeFreight([paid, { amount_fen: 0n, from_fen: null }, free], 0n)).toBeNull();
    expect(freeFreight([paid], 0n)).toBeNull();
  });
});
