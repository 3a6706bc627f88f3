import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue";
import { type BannerScene, bannerDrawing } from "./banners";
import { iconDrawing, productDrawings } from "./compose";
import { renderPicture } from "./render";
import { shade } from "./shapes";

const products = catalogue.flatMap((category) => category.products);

describe("pictures", () => {
  it("are three of each product, and no two of the shop are alike", () => {
    const drawings = products.flatMap(productDrawings);
    expect(drawings).toHaveLength(products.length * 3);
    expect(new Set(drawings.map(({ svg }) => svg)).size).toBe(drawings.length);
    expect(new Set(drawings.map(({ name }) => name)).size).toBe(drawings.length);
  });

  it("hold no words, which would need a font, and nothing from elsewhere", () => {
    const scenes: BannerScene[] = ["tea", "home", "gift"];
    const all = [
      ...products.flatMap(productDrawings),
      ...catalogue.map(iconDrawing),
      ...scenes.map(bannerDrawing),
    ];
    for (const { svg } of all) {
      expect(svg).not.toMatch(/<text|<image|href=|undefined|NaN/);
    }
  });

  it.each(products)("of $title can be rendered", async (product) => {
    const [drawing] = productDrawings(product);
    if (!drawing) throw new Error("no drawing");
    const { format, width, height } = await sharp(await renderPicture(drawing)).metadata();
    expect({ format, width, height }).toEqual({ format: "webp", width: 800, height: 800 });
  });
});

describe("shades", () => {
  it("go to white and to black and stay where nothing is asked", () => {
    expect(shade("#336699", 0)).toBe("#336699");
    expect(shade("#336699", 1)).toBe("#ffffff");
    expect(shade("#336699", -1)).toBe("#000000");
  });
});
