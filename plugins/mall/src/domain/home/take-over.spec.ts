import { describe, expect, it } from "vitest";
import { EMPTY_HOME, homeContentShape } from "../home-content";
import { blocksOfContent, contentOfBlocks } from "./take-over";

const NOW = new Date("2026-11-30T04:00:00Z");

describe("an old shop's home", () => {
  const content = homeContentShape.parse({
    banners: [
      { title: "春茶", image_url: "/static/a.webp", link: "https://elsewhere.example" },
      { title: "坏图", image_url: "a.webp", link: "/" },
    ],
    coupons: [{ code: "VINE10", title: "九折券" }],
    sections: [{ title: "新品", source: { kind: "newest" } }],
  });

  it("is taken over in its order, and says the same when it is asked the old way", () => {
    const blocks = blocksOfContent(content);
    expect(blocks.map(({ kind }) => kind)).toEqual(["banner", "icons", "coupons", "products"]);
    expect(contentOfBlocks(blocks, NOW)).toMatchObject({
      banners: [{ title: "春茶", link: "" }],
      coupons: content.coupons,
      sections: content.sections,
    });
  });

  it("that is empty has its categories", () => {
    expect(blocksOfContent(EMPTY_HOME).map(({ kind }) => kind)).toEqual(["icons"]);
  });
});
