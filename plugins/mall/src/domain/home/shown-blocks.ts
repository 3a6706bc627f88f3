import type { BlockOf, HomeBlock } from "./block";
import { readRichText, type TextNode } from "./rich-text";

/** A category as the catalogue has it. */
export interface ShownCategory {
  id: string;
  name: string;
  icon_url: string | null;
}

interface PictureItem {
  title: string;
  image_url: string;
  link: string;
}

/** A block as a shopper sees it. */
export type ShownBlock<Card> = { id: string } & (
  | { kind: "search"; placeholder: string }
  | { kind: "banner"; items: (PictureItem & { subtitle: string })[] }
  | { kind: "notice"; text: string; link: string }
  | { kind: "icons"; items: (Omit<PictureItem, "image_url"> & { image_url: string | null })[] }
  | { kind: "cube"; layout: BlockOf<"cube">["layout"]; items: PictureItem[] }
  | { kind: "products"; title: string; layout: BlockOf<"products">["layout"]; link: string; products: Card[] }
  | { kind: "coupons"; items: BlockOf<"coupons">["items"] }
  | { kind: "text"; nodes: TextNode[] }
  | { kind: "spacer"; height_px: number; has_line: boolean }
  | { kind: "service"; title: string; link: string }
);

/** What the blocks are filled with: categories, and the products of each block of products by its id. */
export interface Shelves<Card> {
  categories: readonly ShownCategory[];
  products: ReadonlyMap<string, readonly Card[]>;
  now: Date;
}

/** Pages take a `+` as it stands, so spaces are written out. */
const listPath = (query: Record<string, string>): string =>
  `/pages/product-list/index?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&")}`;

/** Whether a banner is to be seen at a moment. */
export function isInTime(
  { starts_at, ends_at }: { starts_at?: string | undefined; ends_at?: string | undefined },
  now: Date,
) {
  const at = now.getTime();
  return (!starts_at || Date.parse(starts_at) <= at) && (!ends_at || at < Date.parse(ends_at));
}

function iconsOf(block: BlockOf<"icons">, categories: readonly ShownCategory[]) {
  if (block.source === "own") return block.items;
  return categories.map(({ id, name, icon_url }) => ({
    title: name,
    image_url: icon_url,
    link: listPath({ category_id: id, title: name }),
  }));
}

function moreOf({ source, title }: BlockOf<"products">): string {
  return source.kind === "category"
    ? listPath({ category_id: source.id, title })
    : "/pages/product-list/index";
}

function shownBlock<Card>(block: HomeBlock, shelves: Shelves<Card>): ShownBlock<Card> | null {
  const { id } = block;
  switch (block.kind) {
    case "banner": {
      const items = block.items
        .filter((item) => isInTime(item, shelves.now))
        .map(({ title, subtitle, image_url, link }) => ({ title, subtitle, image_url, link }));
      return items.length > 0 ? { id, kind: "banner", items } : null;
    }
    case "icons": {
      const items = iconsOf(block, shelves.categories);
      return items.length > 0 ? { id, kind: "icons", items } : null;
    }
    case "products": {
      const products = [...(shelves.products.get(id) ?? [])];
      const { title, layout } = block;
      // A heading over nothing: its goods were taken out of sale, or its category is gone.
      return products.length > 0
        ? { id, kind: "products", title, layout, link: moreOf(block), products }
        : null;
    }
    case "text":
      return { id, kind: "text", nodes: readRichText(block.source) };
    default:
      return block;
  }
}

/** The blocks a shopper sees now; what has nothing to show is left out and breaks nothing. */
export function shownBlocks<Card>(blocks: readonly HomeBlock[], shelves: Shelves<Card>): ShownBlock<Card>[] {
  return blocks.flatMap((block) => shownBlock(block, shelves) ?? []);
}
