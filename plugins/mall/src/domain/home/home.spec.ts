import { describe, expect, it } from "vitest";
import { EMPTY_HOME, homeContentShape } from "../home-content";
import { homeBlockShape, homeBlocksShape } from "./block";
import { readRichText } from "./rich-text";
import { shownBlocks } from "./shown-blocks";
import { blocksOfContent, contentOfBlocks } from "./take-over";

const NOW = new Date("2026-11-30T04:00:00Z");
const picture = { title: "春茶", image_url: "/static/a.webp", link: "/pages/product/index?id=p" };
const parse = (blocks: object[]) =>
  homeBlocksShape.parse(blocks.map((block, index) => ({ id: `b${index}`, ...block })));
const shown = (blocks: object[], products: [string, string[]][] = []) =>
  shownBlocks(parse(blocks), { categories: [], products: new Map(products), now: NOW });

describe("a block", () => {
  it.each([
    ["//elsewhere.example"],
    ["https://elsewhere.example"],
    ["/\\elsewhere.example"],
    ["javascript:alert(1)"],
    ["pages/home/index"],
  ])("leads nowhere but to the shop: not to %s", (link) => {
    const notice = { id: "n", kind: "notice", text: "公告", link };
    expect(homeBlockShape.safeParse(notice).success).toBe(false);
    expect(homeBlockShape.safeParse({ ...notice, link: "/pages/cart/index" }).success).toBe(true);
  });

  it.each([
    ["https://work.weixin.qq.com/kfid/kfc123", true],
    ["tel:400-800-1234", true],
    ["mailto:help@shop.example", true],
    ["https://work.weixin.qq.com.evil.example/", false],
    ["javascript:alert(1)", false],
    ["http://work.weixin.qq.com/", false],
  ])("of customer service may lead to %s: %s", (link, isGood) => {
    expect(homeBlockShape.safeParse({ id: "s", kind: "service", title: "客服", link }).success).toBe(isGood);
  });

  it("has a name of its own on its page", () => {
    const twice = [
      { id: "a", kind: "spacer" },
      { id: "a", kind: "spacer" },
    ];
    expect(homeBlocksShape.safeParse(twice).success).toBe(false);
  });
});

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
          { title: "茶&咖", link: "/pages/product-list/index?category_id=c+1&title=%E8%8C%B6%26%E5%92%96" },
        ],
      },
    ]);
  });
});

describe("rich text", () => {
  it("knows headings, items, pictures, strong words and links of the shop", () => {
    expect(
      readRichText(
        "## 关于我们\n\n**手作**茶器，[看看](/pages/category/index)\n- 现货\n![店](/static/s.webp)",
      ),
    ).toEqual([
      { kind: "heading", parts: [{ text: "关于我们", is_strong: false }] },
      {
        kind: "paragraph",
        parts: [
          { text: "手作", is_strong: true },
          { text: "茶器，", is_strong: false },
          { text: "看看", is_strong: false, link: "/pages/category/index" },
        ],
      },
      { kind: "item", parts: [{ text: "现货", is_strong: false }] },
      { kind: "picture", image_url: "/static/s.webp", title: "店" },
    ]);
  });

  it.each([
    "<script>alert(1)</script>",
    "[看](javascript:alert(1))",
    "[看](//evil.example)",
    '![x](/a"onerror="alert(1))',
    "<img src=x onerror=alert(1)>",
  ])("shows %s as it was written", (source) => {
    expect(readRichText(source)).toEqual([
      { kind: "paragraph", parts: [{ text: source, is_strong: false }] },
    ]);
  });
});

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
