import type { GoodsRefund, RefundedLine } from "../../../domain/intake/refunded-goods";

/** A refund as `processed` keeps it: `lines` maps each order line that it names to its fen. */
export interface StoredGoodsRefund {
  goods_fen: string;
  lines: Record<string, string> | null;
}

/** The lines of a refund as `processed` keeps them. */
export function storedLines(lines: readonly RefundedLine[] | null): string | null {
  if (!lines) return null;
  return JSON.stringify(
    Object.fromEntries(lines.map(({ order_line_id, goods_fen }) => [order_line_id, String(goods_fen)])),
  );
}

/** What a stored refund gave back, for which lines. */
export function goodsRefundOf({ goods_fen, lines }: StoredGoodsRefund): GoodsRefund {
  const named = Object.entries(lines ?? {}).map(([order_line_id, fen]) => ({
    order_line_id,
    goods_fen: BigInt(fen),
  }));
  return { goods_fen: BigInt(goods_fen), lines: lines && named };
}
