import { describe, expect, it } from "vitest";
import { refusalOfLines, surplusOf } from "./stock";

const variants = new Map([
  ["tea", { id: "tea", title: "龙井", stock: 3 }],
  ["cup", { id: "cup", title: "茶杯", stock: 0 }],
]);

describe("refusalOfLines", () => {
  it("lets through what is there", () => {
    expect(refusalOfLines([{ variant_id: "tea", quantity: 3 }], variants)).toBeNull();
  });
  it("names the line that is short and says how many are left", () => {
    expect(refusalOfLines([{ variant_id: "tea", quantity: 4 }], variants)).toEqual({
      code: "out_of_stock",
      field: "items.0.quantity",
      message: "「龙井」仅剩 3 件",
    });
  });
  it("says when nothing is left", () => {
    const lines = [
      { variant_id: "tea", quantity: 1 },
      { variant_id: "cup", quantity: 1 },
    ];
    expect(refusalOfLines(lines, variants)).toMatchObject({
      field: "items.1.quantity",
      message: "「茶杯」已售罄",
    });
  });
  it("refuses the unknown before the scarce", () => {
    const lines = [
      { variant_id: "cup", quantity: 1 },
      { variant_id: "pot", quantity: 1 },
    ];
    expect(refusalOfLines(lines, variants)).toMatchObject({
      code: "variant_unknown",
      field: "items.1.variant_id",
    });
  });
});

describe("surplusOf", () => {
  const held = [
    { id: "a", quantity: 2 },
    { id: "b", quantity: 3 },
  ];
  it.each<[number, string[], { id: string; quantity: number } | null]>([
    [5, [], null],
    [7, [], null],
    [4, [], { id: "b", quantity: 2 }],
    [2, ["b"], null],
    [1, ["b"], { id: "a", quantity: 1 }],
    [0, ["a", "b"], null],
  ])("when %i are wanted", (wanted, drop, reduce) =>
    expect(surplusOf(held, wanted)).toEqual({ drop, reduce }),
  );
});
