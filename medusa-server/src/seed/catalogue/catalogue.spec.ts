import { describe, expect, it } from "vitest";
import { catalogue } from ".";
import { variantsOf } from "./variants";

const products = catalogue.flatMap((category) => category.products);

/** Words the advertising law forbids, and claims nobody could prove. */
const FORBIDDEN =
  /国家级|最[高佳好低优强新]|第一|顶级|极品|独家|绝对|百分之百|100%(?!纯)|永久|万能|治疗|祛除|抗菌/;

describe("the catalogue", () => {
  it("is a shop one would believe: at least 40 products in 8 categories", () => {
    expect(catalogue).toHaveLength(8);
    expect(products.length).toBeGreaterThanOrEqual(40);
    for (const category of catalogue) expect(category.products.length).toBeGreaterThanOrEqual(5);
  });

  it("names everything once", () => {
    for (const names of [
      products.map(({ handle }) => handle),
      products.map(({ title }) => title),
      catalogue.map(({ handle }) => handle),
      catalogue.map(({ sku_prefix }) => sku_prefix),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(products)("tells of $title honestly and in full", (product) => {
    const words = [product.title, product.subtitle, ...product.description].join(" ");
    expect(words).not.toMatch(FORBIDDEN);
    expect(product.subtitle.length).toBeGreaterThan(4);
    expect(product.description.length).toBeGreaterThanOrEqual(1);
  });

  it.each(products)("prices $title in whole yuan or with .90", (product) => {
    for (const variant of variantsOf(product)) expect(variant.price).toMatch(/^[1-9]\d{0,3}\.(00|90)$/);
  });

  it("knows what is sold out by the variant's own title", () => {
    for (const product of products) {
      const titles = variantsOf(product).map(({ title }) => title);
      expect(titles).toEqual(expect.arrayContaining(product.sold_out ?? []));
    }
  });
});

describe("variants", () => {
  it("are all combinations, the first option first", () => {
    const variants = variantsOf({
      ...(products[0] as (typeof products)[number]),
      options: { 颜色: ["红", "绿"], 尺码: ["S", "M"] },
      price: { option: "尺码", of: { S: "1.00", M: "2.00" } },
      stock: 3,
      sold_out: ["绿 / S"],
    });
    expect(variants.map(({ title, price, stock }) => [title, price, stock])).toEqual([
      ["红 / S", "1.00", 3],
      ["红 / M", "2.00", 3],
      ["绿 / S", "1.00", 0],
      ["绿 / M", "2.00", 3],
    ]);
  });
});
