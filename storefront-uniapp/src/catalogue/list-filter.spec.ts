import { describe, expect, it } from "vitest";
import { arePrices, filterCount, filterQuery, NO_FILTER } from "./list-filter";

describe("a list's filter", () => {
  it("is nothing where nothing was chosen", () => {
    expect(filterQuery(NO_FILTER)).toEqual({});
    expect(filterCount(NO_FILTER)).toBe(0);
  });

  it("asks in whole fen, the lower price first, and counts a range once", () => {
    const chosen = { least: "100", most: "19.9", inStock: true, attributes: ["颜色=红", "尺码=M"] };
    expect(filterQuery(chosen)).toEqual({
      min_price_fen: "1990",
      max_price_fen: "10000",
      in_stock: "true",
      attributes: ["颜色=红", "尺码=M"],
    });
    expect(filterCount(chosen)).toBe(4);
  });

  it("takes prices alone", () => {
    expect(arePrices({ ...NO_FILTER, least: "19.90" })).toBe(true);
    for (const least of ["abc", "-1", "1.999"]) expect(arePrices({ ...NO_FILTER, least })).toBe(false);
  });
});
