import { sumOfFen } from "./money";

/** What a case asks for one line of its order. */
export interface LineGoods {
  order_line_id: string;
  goods_fen: bigint;
}

const NOTE = "售后单 ";

/** The note by which a case's refund is known in Medusa, and which the merchant reads there. */
export const refundNoteOf = (case_id: string) => `${NOTE}${case_id}`;

/** The case that a refund's note names, or null. */
export function caseOfNote(note: string): string | null {
  return note.startsWith(NOTE) ? note.slice(NOTE.length) : null;
}

/**
 * How much of a case's refund each of its lines gets: all of its goods where the refund covers them (what is beyond
 * them is freight), otherwise its share by largest remainder (of equal remainders the earlier line). Lines that get
 * nothing are left out.
 */
export function goodsOfRefund(refund_fen: bigint, lines: readonly LineGoods[]): LineGoods[] {
  const whole = sumOfFen(lines.map(({ goods_fen }) => goods_fen));
  if (whole === 0n) return [];
  const goods = refund_fen < whole ? refund_fen : whole;
  const shares = lines.map(({ order_line_id, goods_fen }) => ({
    order_line_id,
    goods_fen: (goods_fen * goods) / whole,
    remainder: (goods_fen * goods) % whole,
  }));
  let missing = goods - sumOfFen(shares.map(({ goods_fen }) => goods_fen));
  // Array.sort is stable: of equal remainders the earlier line comes first.
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0,
  );
  for (const share of byRemainder) {
    if (missing === 0n) break;
    share.goods_fen += 1n;
    missing -= 1n;
  }
  return shares
    .filter(({ goods_fen }) => goods_fen > 0n)
    .map(({ order_line_id, goods_fen }) => ({ order_line_id, goods_fen }));
}
