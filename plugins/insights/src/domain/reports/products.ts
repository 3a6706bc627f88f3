import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** What a product did: seen and put into carts, by events; sold and given back, by orders. */
export interface ProductFigures {
  product_id: string;
  title: string;
  views: number;
  visitors: number;
  carts: number;
  orders: number;
  pieces: number;
  refunded_pieces: number;
  /** What was paid for it after discounts, without freight, before refunds. */
  goods_fen: bigint;
}

/** What sells, what is only looked at, and what comes back. */
export function productsOf(now: readonly ProductFigures[], before: readonly ProductFigures[]): ReportContent {
  return {
    figures: compare(
      {
        goods_fen: "fen",
        pieces: "count",
        refunded_pieces: "count",
        returned: "bps",
        views: "count",
        carts: "count",
      },
      totalsOf(now),
      totalsOf(before),
    ),
    tables: [
      tableOf(
        "products",
        {
          title: "text",
          views: "count",
          visitors: "count",
          carts: "count",
          orders: "count",
          conversion: "bps",
          pieces: "count",
          goods_fen: "fen",
          refunded_pieces: "count",
          returned: "bps",
        },
        now.map((one) => ({
          ...one,
          conversion: bpsOf(one.orders, one.visitors),
          returned: bpsOf(one.refunded_pieces, one.pieces),
        })),
      ),
    ],
  };
}

function totalsOf(products: readonly ProductFigures[]) {
  const sum = (key: "views" | "carts" | "pieces" | "refunded_pieces") =>
    products.reduce((total, product) => total + product[key], 0);
  return {
    goods_fen: products.reduce((total, { goods_fen }) => total + goods_fen, 0n),
    pieces: sum("pieces"),
    refunded_pieces: sum("refunded_pieces"),
    returned: bpsOf(sum("refunded_pieces"), sum("pieces")),
    views: sum("views"),
    carts: sum("carts"),
  };
}
