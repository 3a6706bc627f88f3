import { readToken } from "@/session/token";
import { api } from "./shop-api";
import type { Fen } from "./values";

/** A line of the cart that the shop keeps, with today's price and stock. */
export interface ServerCartLine {
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  quantity: number;
  is_selected: boolean;
  /** Null for what is sold no more. */
  unit_price_fen: Fen | null;
  stock: number;
  problem: "gone" | "sold_out" | null;
}

export interface ServerCart {
  items: ServerCartLine[];
  goods_fen: Fen;
  free_freight: { from_fen: Fen; missing_fen: Fen } | null;
  limits: { pieces: number; lines: number };
}

/** Something the shopper did to the cart, as the shop is told of it. Doing it twice does it once. */
export type CartChange =
  | {
      kind: "add";
      idempotency_key: string;
      items: { variant_id: string; quantity: number; is_selected: boolean }[];
    }
  | { kind: "quantity"; variant_id: string; quantity: number }
  | { kind: "select"; variant_ids?: string[]; is_selected: boolean }
  | { kind: "remove"; variant_ids: string[] };

const PATH = "/store/mall/cart";

// The token is named: a cart that cannot be kept right now is no reason to send somebody away to log in.
const asked = async (method: "GET" | "POST", path: string, body?: object): Promise<ServerCart> => {
  const token = readToken();
  const named = token === undefined ? {} : { token };
  return (await api<{ cart: ServerCart }>(method, `${PATH}${path}`, { ...named, body })).cart;
};

export const fetchCart = (): Promise<ServerCart> => asked("GET", "");

/** Tells the shop of a change. @returns the cart as it is then */
export function sendCartChange(change: CartChange): Promise<ServerCart> {
  const { kind, ...body } = change;
  switch (kind) {
    case "add":
      return asked("POST", "/merge", body);
    case "quantity": {
      const { variant_id, quantity } = change;
      return asked("POST", `/items/${encodeURIComponent(variant_id)}`, { quantity });
    }
    case "select":
      return asked("POST", "/selection", body);
    case "remove":
      return asked("POST", "/removal", body);
  }
}
