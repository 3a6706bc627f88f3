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

export interface Banner {
  id: string;
  title: string;
  subtitle: string | null;
  image_url: string;
  link: string | null;
}

export interface HomeCategory {
  id: string;
  name: string;
  handle: string;
  icon_url: string | null;
}

export interface Coupon {
  code: string;
  title: string;
  description: string | null;
}

export interface Home {
  banners: Banner[];
  categories: HomeCategory[];
  coupons: Coupon[];
  sections: { id: string; title: string; products: ProductCard[] }[];
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
