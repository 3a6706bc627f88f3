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

export type ProductOrder = "default" | "price_asc" | "price_desc" | "newest";

export interface ProductQuery {
  category_id?: string;
  q?: string;
  order?: ProductOrder;
  limit?: number;
  offset?: number;
}

export interface ProductPage {
  products: ProductCard[];
  count: number;
  limit: number;
  offset: number;
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
