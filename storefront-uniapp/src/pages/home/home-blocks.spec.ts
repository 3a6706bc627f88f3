import { mount } from "@vue/test-utils";
import { expect, it, vi } from "vitest";
import type { HomeBlock, ProductCard, RailLayout } from "@/api/catalogue-types";
import HomeBlocks from "./home-blocks.vue";

vi.mock("@/navigation/go", async (original) => ({ ...(await original<object>()), go: vi.fn() }));

const card = (id: string): ProductCard => ({
  id,
  title: `商品 ${id}`,
  subtitle: null,
  handle: id,
  thumbnail: `/static/${id}.webp`,
  price_fen: "1990",
});
const picture = { title: "春茶", image_url: "/static/a.webp", link: "/pages/cart/index" };
const rail = (layout: RailLayout): HomeBlock => ({
  id: layout,
  kind: "products",
  title: layout,
  layout,
  link: "/pages/product-list/index",
  products: [card(layout)],
});
const blocks: HomeBlock[] = [
  { id: "search", kind: "search", placeholder: "找找茶" },
  { id: "banner", kind: "banner", items: [{ ...picture, subtitle: "" }] },
  { id: "notice", kind: "notice", text: "放假通知", link: "" },
  { id: "icons", kind: "icons", items: [{ ...picture, image_url: null }] },
  { id: "cube", kind: "cube", layout: "one_and_two", items: [picture, { ...picture, link: "" }] },
  ...(["grid", "list", "scroll", "large"] as const).map(rail),
  { id: "coupons", kind: "coupons", items: [{ code: "VINE10", title: "九折券", description: null }] },
  {
    id: "text",
    kind: "text",
    nodes: [
      { kind: "paragraph", parts: [{ text: "<img src=x onerror=alert(1)>", is_strong: false }] },
      { kind: "picture", image_url: "/static/s.webp", title: "店" },
    ],
  },
  { id: "spacer", kind: "spacer", height_px: 24, has_line: true },
  { id: "service", kind: "service", title: "客服", link: "tel:4008001234" },
];

const page = () => mount(HomeBlocks, { props: { blocks, earningOf: () => undefined } });

it("shows every kind of block", () => {
  const shown = page();
  const words = shown.text();
  for (const text of ["找找茶", "春茶", "放假通知", "九折券", "商品 grid", "商品 large", "客服"])
    expect(words).toContain(text);
  expect(shown.findAll('[data-testid="product-card"]')).toHaveLength(4);
  expect(shown.get('[data-testid="home-service"]').attributes("href")).toBe("tel:4008001234");
  expect(shown.findAll(".cube img")).toHaveLength(2);
});

it("shows what a merchant wrote as text, never as HTML", () => {
  const shown = page();
  expect(shown.text()).toContain("<img src=x onerror=alert(1)>");
  expect(shown.find('img[src="x"]').exists()).toBe(false);
});

it("fetches the first picture before anything else, and no other", () => {
  const eager = page()
    .findAll("img")
    .filter((image) => image.attributes("loading") === "eager");
  expect(eager.map((image) => image.attributes("src"))).toEqual(["/static/a.webp"]);
});
