import type { ProductCard } from "./catalogue-types";
import { api } from "./shop-api";
import type { Instant } from "./values";

export type SavedList = "favourites" | "footprints";

export interface SavedPage {
  products: (ProductCard & { saved_at: Instant })[];
  count: number;
  limit: number;
  offset: number;
}

const path = (list: SavedList, productId?: string): string =>
  `/store/mall/${list}${productId === undefined ? "" : `/${encodeURIComponent(productId)}`}`;

export const fetchSaved = (list: SavedList, query: { limit: number; offset: number }): Promise<SavedPage> =>
  api("GET", path(list), { query });

export const emptySaved = (list: SavedList): Promise<void> => api("DELETE", path(list));

export const fetchIsSaved = async (list: SavedList, productId: string): Promise<boolean> =>
  (await api<{ is_saved: boolean }>("GET", path(list, productId))).is_saved;

/** Puts a product first in a list, or takes it out. */
export const putSaved = async (list: SavedList, productId: string, saved: boolean): Promise<boolean> =>
  (await api<{ is_saved: boolean }>(saved ? "POST" : "DELETE", path(list, productId))).is_saved;
