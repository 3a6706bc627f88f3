import { messages, t } from "@tengman/admin-kit/texts";

export const HOME = "/admin/mall/home";

export interface PictureItem {
  title: string;
  image_url: string;
  link: string;
  subtitle?: string;
  starts_at?: string;
  ends_at?: string;
}

export type Source =
  | { kind: "newest" }
  | { kind: "collection" | "category"; id: string }
  | { kind: "products"; ids: string[] };

/** A block as `GET /admin/mall/home` has it. */
export type Block = { id: string } & (
  | { kind: "search"; placeholder: string }
  | { kind: "banner"; items: PictureItem[] }
  | { kind: "notice"; text: string; link: string }
  | { kind: "icons"; source: "categories" | "own"; items: PictureItem[] }
  | { kind: "cube"; layout: keyof typeof CUBE_LAYOUTS; items: PictureItem[] }
  | { kind: "products"; title: string; layout: keyof typeof RAIL_LAYOUTS; source: Source; limit: number }
  | { kind: "coupons"; items: { code: string; title: string; description: string }[] }
  | { kind: "text"; source: string }
  | { kind: "spacer"; height_px: number; has_line: boolean }
  | { kind: "service"; title: string; link: string }
);
export type Kind = Block["kind"];
export type BlockOf<Named extends Kind> = Extract<Block, { kind: Named }>;

export interface Version {
  id: string;
  note: string;
  published_by: string;
  published_at: string;
  live_from: string;
  restored_from: string | null;
  blocks: number;
  state: keyof typeof VERSION_STATES;
}

export interface Composition {
  draft: { blocks: Block[]; revision: number; updated_by: string | null; updated_at: string | null };
  versions: Version[];
}

export const KINDS = messages({
  search: "搜索框",
  banner: "轮播图",
  notice: "公告",
  icons: "图标导航",
  cube: "图片魔方",
  products: "商品组",
  coupons: "优惠券",
  text: "图文段落",
  spacer: "间隔",
  service: "客服悬浮按钮",
} as const);

export const CUBE_LAYOUTS = messages({ row: "一行排开", one_and_two: "左一右二", grid: "一行两张" } as const);
export const RAIL_LAYOUTS = messages({
  grid: "一行两个",
  list: "列表",
  scroll: "横向滑动",
  large: "大图",
} as const);
export const SOURCES = messages({
  newest: "最新上架",
  collection: "商品系列",
  category: "商品分类",
  products: "指定商品",
} as const);
export const VERSION_STATES = messages({
  live: { label: "使用中", color: "green" },
  planned: { label: "定时发布", color: "orange" },
  past: { label: "历史版本", color: "grey" },
} as const);

/** A new block, ready to be filled in. @param id no other block's */
export function newBlock(kind: Kind, id: string): Block {
  const blocks: { [Named in Kind]: () => BlockOf<Named> } = {
    search: () => ({ id, kind: "search", placeholder: "" }),
    banner: () => ({ id, kind: "banner", items: [] }),
    notice: () => ({ id, kind: "notice", text: "", link: "" }),
    icons: () => ({ id, kind: "icons", source: "categories", items: [] }),
    cube: () => ({ id, kind: "cube", layout: "one_and_two", items: [] }),
    products: () => ({
      id,
      kind: "products",
      title: t("精选好物"),
      layout: "grid",
      source: { kind: "newest" },
      limit: 8,
    }),
    coupons: () => ({ id, kind: "coupons", items: [] }),
    text: () => ({ id, kind: "text", source: "" }),
    spacer: () => ({ id, kind: "spacer", height_px: 12, has_line: false }),
    service: () => ({ id, kind: "service", title: t("客服"), link: "" }),
  };
  return blocks[kind]();
}

/** What a block says of itself in the list. */
export function summaryOf(block: Block): string {
  switch (block.kind) {
    case "banner":
    case "cube":
    case "coupons":
      return t("{{count}} 项", { count: block.items.length });
    case "icons":
      return block.source === "categories"
        ? SOURCES.category
        : t("{{count}} 项", { count: block.items.length });
    case "products":
      return block.title;
    case "notice":
      return block.text;
    case "text":
      return block.source.split("\n")[0] ?? "";
    case "service":
      return block.title;
    case "spacer":
      return `${block.height_px}px`;
    case "search":
      return block.placeholder;
  }
}

/** Whether the shop takes a block as it is; a block that is still being filled in is left out of the preview. */
export function isComplete(block: Block): boolean {
  switch (block.kind) {
    case "banner":
    case "cube":
      return block.items.length > 0 && block.items.every(({ image_url }) => image_url !== "");
    case "icons":
      return block.items.every(({ image_url }) => image_url !== "");
    case "coupons":
      return block.items.length > 0 && block.items.every(({ code, title }) => code !== "" && title !== "");
    case "notice":
      return block.text.trim() !== "";
    case "text":
      return block.source.trim() !== "";
    case "service":
      return block.title.trim() !== "" && block.link !== "";
    case "products":
      return (
        block.title.trim() !== "" &&
        (!("id" in block.source) || block.source.id !== "") &&
        (!("ids" in block.source) || block.source.ids.length > 0)
      );
    default:
      return true;
  }
}
