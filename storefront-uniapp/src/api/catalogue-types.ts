import type { Fen } from "./values";

export interface ProductCard {
  id: string;
  title: string;
  subtitle: string | null;
  handle: string;
  thumbnail: string | null;
  price_fen: Fen;
  original_price_fen?: Fen | null;
  /** What buyers say; the mean in tenths of a star. */
  rating?: { count: number; stars_tenths: number };
}

export interface Coupon {
  code: string;
  title: string;
  description: string | null;
}

/** A picture that leads somewhere in the shop, or nowhere. */
export interface PictureItem {
  title: string;
  image_url: string;
  link: string;
}

export type BannerItem = PictureItem & { subtitle: string };
/** An entry without a picture shows its first character. */
export type IconItem = Omit<PictureItem, "image_url"> & { image_url: string | null };
export type CubeLayout = "row" | "one_and_two" | "grid";
export type RailLayout = "grid" | "list" | "scroll" | "large";
export type RichNode =
  | { kind: "heading" | "paragraph" | "item"; parts: { text: string; is_strong: boolean; link?: string }[] }
  | { kind: "picture"; image_url: string; title: string };

/** What the merchant put on the home page, as far as it can be shown now. */
export type HomeBlock = { id: string } & (
  | { kind: "search"; placeholder: string }
  | { kind: "banner"; items: BannerItem[] }
  | { kind: "notice"; text: string; link: string }
  | { kind: "icons"; items: IconItem[] }
  | { kind: "cube"; layout: CubeLayout; items: PictureItem[] }
  | { kind: "products"; title: string; layout: RailLayout; link: string; products: ProductCard[] }
  | { kind: "coupons"; items: Coupon[] }
  | { kind: "text"; nodes: RichNode[] }
  | { kind: "spacer"; height_px: number; has_line: boolean }
  | { kind: "service"; title: string; link: string }
);

export interface Home {
  /** All of the shop's own, whatever its home page shows. */
  categories: { id: string; name: string; handle: string; icon_url: string | null }[];
  blocks: HomeBlock[];
}

export type ProductOrder = "default" | "price_asc" | "price_desc" | "newest" | "sales";

export interface ProductQuery {
  category_id?: string;
  q?: string;
  order?: ProductOrder;
  min_price_fen?: Fen;
  max_price_fen?: Fen;
  in_stock?: "true";
  /** `option=value` each: one of an option's values, each of several options. */
  attributes?: string[];
  /** Whether the answer says how many each filter would leave. */
  filters?: "true";
  limit?: number;
  offset?: number;
}

/** How many of what a list shows each filter would leave. */
export interface ListFilters {
  price: { min_fen: Fen; max_fen: Fen } | null;
  in_stock: number;
  categories: { id: string; name: string; count: number }[];
  attributes: { name: string; value: string; count: number }[];
}

export interface ProductPage {
  products: ProductCard[];
  count: number;
  limit: number;
  offset: number;
  filters?: ListFilters;
  /** Nothing has what was typed: this is what it probably meant. */
  is_forgiving?: true;
  /** What sells best, where nothing fits a search. */
  alternatives?: ProductCard[];
}

export interface Variant {
  id: string;
  title: string;
  sku: string | null;
  price_fen: Fen;
  original_price_fen?: Fen | null;
  stock: number;
  /** Option title → chosen value. */
  options: Record<string, string>;
  image_url?: string | null;
}

export interface Product {
  id: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  handle: string;
  thumbnail: string | null;
  images: string[];
  category?: { id: string; name: string } | null;
  options: { id: string; title: string; values: string[] }[];
  variants: Variant[];
  services: string[];
  freight_note: string | null;
}
