import type { HomeContent } from "../home-content";
import { blocksOfKind, type HomeBlock, homeBlockShape } from "./block";
import { isInTime } from "./shown-blocks";

const OWN_PAGE = /^\/(?![/\\])[^\\\s]*$/;

/** Old banners could name anything: what is no page of the shop's never led anywhere, what is no picture showed nothing. */
const bannerItem = ({ title, subtitle, image_url, link }: HomeContent["banners"][number]) => ({
  title: title.slice(0, 40),
  subtitle: subtitle.slice(0, 60),
  image_url,
  link: OWN_PAGE.test(link) ? link : "",
});

const isBlock = (block: object): boolean => homeBlockShape.safeParse({ id: "x", ...block }).success;

/** The home page of a shop that composed none: what it showed before there were blocks, in the same order. */
export function blocksOfContent({ banners, coupons, sections }: HomeContent): HomeBlock[] {
  const pictures = banners.map(bannerItem).filter((item) => isBlock({ kind: "banner", items: [item] }));
  const wanted = [
    { id: "banner", kind: "banner", items: pictures },
    { id: "icons", kind: "icons", source: "categories" },
    {
      id: "coupons",
      kind: "coupons",
      items: coupons.map((coupon) => ({ ...coupon, title: coupon.title.slice(0, 100) })),
    },
    ...sections.map(({ title, ...section }, index) => ({
      id: `products_${index}`,
      kind: "products",
      title: title.slice(0, 40),
      ...section,
    })),
  ];
  // What no block can be, such as an empty list of banners, was not shown before either.
  return wanted.flatMap((block) => homeBlockShape.safeParse(block).data ?? []);
}

/** What composed blocks say where the shop asks for banners, coupons and sections: lists of its routes and its faults. */
export function contentOfBlocks(
  blocks: readonly HomeBlock[],
  now: Date,
): Pick<HomeContent, "banners" | "coupons" | "sections"> {
  return {
    banners: blocksOfKind(blocks, "banner")
      .flatMap(({ items }) => items)
      .filter((item) => isInTime(item, now)),
    coupons: blocksOfKind(blocks, "coupons").flatMap(({ items }) => items),
    sections: blocksOfKind(blocks, "products").map(({ title, source, limit }) => ({ title, source, limit })),
  };
}
