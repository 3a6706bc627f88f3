import { apportion } from "../apportion";
import { shareOf, sumFen } from "../money";
import type { Caps } from "../plan/plan-shape";
import type { Goods } from "../plan/rates";
import type { RefundedLine } from "./refunded-goods";

/** Pieces of a line that a change of an order added, with what they cost after discounts. */
export interface AddedPieces {
  order_line_id: string;
  quantity: number;
  worth_fen: bigint;
}

/** One confirmed change of an order: what it added, and what it took away or asked back. */
export interface OrderChange {
  added: readonly AddedPieces[];
  taken_fen: bigint;
  freight_fen: bigint;
}

/** Added pieces with the part of their worth that was paid for them. */
export interface PaidPieces extends AddedPieces {
  base_fen: bigint;
}

/**
 * How much of a later payment was paid for which added pieces. Freight comes off first. Goods that were given back in
 * exchange are worth what was paid for them and are not refunded: their commission stays and only the rest is new. So
 * each change asks for its pieces less what it took, and beyond that (goods asked back, but kept after all) for the
 * pieces' whole worth. What the payment holds is shared in proportion, to the fen.
 * @returns each line once, in the order in which the changes name them; bases are within `worth_fen` and together
 *   `min(paid − freight, sum of worths)`, never below 0
 */
export function paidPieces(changes: readonly OrderChange[], paid_fen: bigint): PaidPieces[] {
  const asked = changes.flatMap(({ added, taken_fen }) => {
    const worths = added.map(({ worth_fen }) => worth_fen);
    const net = sumFen(worths) - taken_fen;
    const parts = apportion(worths, net > 0n ? net : 0n);
    return added.map((pieces, index) => ({ ...pieces, asked_fen: parts[index] ?? 0n }));
  });
  const lines = mergeLines(asked);
  const first = lines.map(({ asked_fen }) => asked_fen);
  const rest = lines.map(({ worth_fen, asked_fen }) => worth_fen - asked_fen);
  const left = paid_fen - sumFen(changes.map(({ freight_fen }) => freight_fen));
  const goods_fen = bounded(left, sumFen(first) + sumFen(rest));
  const fromFirst = bounded(goods_fen, sumFen(first));
  const firstParts = apportion(first, fromFirst);
  const restParts = apportion(rest, goods_fen - fromFirst);
  return lines.map(({ asked_fen: _asked, ...line }, index) => ({
    ...line,
    base_fen: (firstParts[index] ?? 0n) + (restParts[index] ?? 0n),
  }));
}

type AskedPieces = AddedPieces & { asked_fen: bigint };

function mergeLines(asked: readonly AskedPieces[]): AskedPieces[] {
  const lines = new Map<string, AskedPieces>();
  for (const one of asked) {
    const known = lines.get(one.order_line_id) ?? { ...one, quantity: 0, worth_fen: 0n, asked_fen: 0n };
    lines.set(one.order_line_id, {
      ...known,
      quantity: known.quantity + one.quantity,
      worth_fen: known.worth_fen + one.worth_fen,
      asked_fen: known.asked_fen + one.asked_fen,
    });
  }
  return [...lines.values()];
}

function bounded(amount_fen: bigint, most_fen: bigint): bigint {
  if (amount_fen < 0n) return 0n;
  return amount_fen < most_fen ? amount_fen : most_fen;
}

/**
 * Goods of which only a part was paid for anew: their cost and list price count in the same proportion, so that a floor
 * under the margin holds for the part. The cost is rounded up, for the shop keeps its floor.
 */
export function paidPart(goods: Goods, { base_fen, worth_fen }: PaidPieces): Goods {
  if (worth_fen === 0n || base_fen === worth_fen) return goods;
  const { unit_cost_fen, list_fen } = goods;
  return {
    ...goods,
    unit_cost_fen: unit_cost_fen === null ? null : (unit_cost_fen * base_fen + worth_fen - 1n) / worth_fen,
    list_fen: list_fen === null ? null : (list_fen * base_fen) / worth_fen,
  };
}

/** What was frozen of an order before something was added to it. */
export interface FrozenBefore {
  goods_fen: bigint;
  commission_fen: bigint;
}

/** A plan's caps for what is added: the cap of an order is for the whole of it, so what it owes already comes off. */
export function capsLeft(caps: Caps, before: FrozenBefore, added_fen: bigint): Caps {
  if (!caps.per_order) return caps;
  const whole =
    "rate_bps" in caps.per_order
      ? shareOf(before.goods_fen + added_fen, caps.per_order.rate_bps)
      : caps.per_order.fixed_fen;
  const left = whole - before.commission_fen;
  return { ...caps, per_order: { fixed_fen: left > 0n ? left : 0n } };
}

/** The number under which more pieces of a line are frozen that is frozen already. */
export function furtherPieces(order_line_id: string, addition_id: string): string {
  return `${order_line_id}:${addition_id}`;
}

/** The shop's own number of a frozen line. */
export function shopLineOf(order_line_id: string): string {
  return order_line_id.split(":")[0] ?? order_line_id;
}

/**
 * The lines of a refund as its own payment knows them. Money belongs to the payment it came by: what names a line that
 * only another payment of the order paid for counts for its payment as a whole.
 * @param own the frozen lines that the refunded payment paid for
 * @param elsewhere those of the order's other payments
 */
export function linesOfPayment(
  named: readonly RefundedLine[],
  own: readonly string[],
  elsewhere: readonly string[],
): RefundedLine[] | null {
  const ownOf = new Map(own.map((id) => [shopLineOf(id), id]));
  const others = new Set(elsewhere.map(shopLineOf));
  if (named.some(({ order_line_id: id }) => !ownOf.has(id) && others.has(id))) return null;
  return named.map((line) => ({
    ...line,
    order_line_id: ownOf.get(line.order_line_id) ?? line.order_line_id,
  }));
}
