import { describe, expect, it } from "vitest";
import { homeBlocksShape } from "./block";
import { shownBlocks } from "./shown-blocks";

const NOW = new Date("2026-11-30T04:00:00Z");
const picture = { title: "春茶", image_url: "/static/a.webp", link: "/pages/product/index?id=p" };
const parse = (blocks: object[]) =>
  homeBlocksShape.parse(blocks.map((block, index) => ({ id: `b${index}`, ...block })));
const shown = (blocks: object[], products: [string, string[]][] = []) =>
  shownBlocks(parse(blocks), { categories: [], products: new Map(products), now: NOW });

describe("what cannot be shown", () => {
  it("is left out: banners whose time is over or to come, and goods that are gone", () => {
    const banner = {
      kind: "banner",
      items: [
        { ...picture, ends_at: "2026-11-30T03:59:59Z" },
        { ...picture, starts_at: "2026-12-01T00:00:00Z" },
      ],
    };
    const rail = { kind: "products", title: "推荐", source: { kind: "newest" } };
    expect(shown([banner, rail, { kind: "icons" }, { kind: "notice", text: "放假通知" }])).toEqual([
      { id: "b3", kind: "notice", text: "放假通知", link: "" },
    ]);
    expect(shown([rail], [["b0", ["card"]]])).toMatchObject([{ layout: "grid", products: ["card"] }]);
    const now = { kind: "banner", items: [{ ...picture, starts_at: "2026-11-30T04:00:00Z" }] };
    expect(shown([now])).toMatchObject([{ items: [{ title: "春茶", subtitle: "" }] }]);
  });

  it("is left out of the icons alone: categories stand as Medusa has them", () => {
    const categories = [{ id: "c 1", name: "茶&咖", icon_url: null }];
    expect(
      shownBlocks(parse([{ kind: "icons" }]), { categories, products: new Map(), now: NOW }),
    ).toMatchObject([
      {
        items: [
          { title: "茶&咖", link: "/pages/product-list/index?category_id=c%201&title=%E8%8C%B6%26%E5%92%96" },
        ],
      },
    ]);
  });
});
