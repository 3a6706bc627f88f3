import { describe, expect, it } from "vitest";
import type { Product, Variant } from "@/api/catalogue-types";
import { initialChoice, isValueBuyable, missingOption, totalStock, variantFor } from "./variant-choice";

function variant(size: string, tin: string, stock: number): Variant {
  return { id: `${size}-${tin}`, title: "", sku: null, price_fen: "100", stock, options: { size, tin } };
}

function product(variants: Variant[], sizes = ["s", "l"], tins = ["red", "blue"]): Product {
  return {
    id: "p",
    title: "p",
    subtitle: null,
    description: null,
    handle: "p",
    thumbnail: null,
    images: [],
    options: [
      { id: "1", title: "size", values: sizes },
      { id: "2", title: "tin", values: tins },
    ],
    variants,
    services: [],
    freight_note: null,
  };
}

const tea = product([variant("s", "red", 3), variant("s", "blue", 0), variant("l", "blue", 7)]);

describe("choosing a variant", () => {
  it("finds the variant of a complete choice only", () => {
    expect(variantFor(tea, { size: "s", tin: "red" })?.id).toBe("s-red");
    expect(variantFor(tea, { size: "s" })).toBeUndefined();
    expect(variantFor(tea, { size: "l", tin: "red" })).toBeUndefined();
  });

  it("names the first option without a value", () => {
    expect(missingOption(tea, {})).toBe("size");
    expect(missingOption(tea, { size: "s" })).toBe("tin");
    expect(missingOption(tea, { size: "s", tin: "red" })).toBeUndefined();
  });

  it("disables values that lead to nothing in stock, given the other choices", () => {
    expect(isValueBuyable(tea, {}, "tin", "blue")).toBe(true);
    expect(isValueBuyable(tea, { size: "s" }, "tin", "blue")).toBe(false);
    expect(isValueBuyable(tea, { size: "s", tin: "red" }, "size", "l")).toBe(false);
    expect(isValueBuyable(tea, { size: "s", tin: "red" }, "tin", "red")).toBe(true);
  });

  it("chooses beforehand where there is nothing to choose", () => {
    expect(initialChoice(tea)).toEqual({});
    expect(
      initialChoice(product([variant("s", "red", 3), variant("l", "red", 1)], ["s", "l"], ["red"])),
    ).toEqual({
      tin: "red",
    });
    expect(initialChoice(product([variant("s", "red", 0), variant("l", "blue", 1)]))).toEqual({
      size: "l",
      tin: "blue",
    });
  });

  it("counts stock over all variants, oversold ones as none", () => {
    expect(totalStock(product([variant("s", "red", -2), variant("l", "red", 4)]))).toBe(4);
  });
});
