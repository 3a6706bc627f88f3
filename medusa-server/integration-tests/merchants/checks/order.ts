import { isFree, mayRest, type OrderRecord } from "../model";

/** An order as its shopper sees it: what of `MallOrder` is checked. */
export interface SeenOrder {
  readonly id: string;
  readonly state: string;
  readonly total_fen: string;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly refunding_fen: string;
  readonly items: readonly {
    id: string;
    variant_id: string;
    quantity: number;
    discount_fen: string;
    total_fen: string;
    unit_price_fen: string;
  }[];
}

/** What an order says of itself and is not true, by what was done to it. */
export function orderFaults(order: OrderRecord, seen: SeenOrder): string[] {
  const faults: string[] = [];
  const states: readonly string[] = mayRest(order);
  if (!states.includes(seen.state)) {
    faults.push(`order ${order.id} is shown ${seen.state}, and rests in ${states.join(" or ")}`);
  }
  if (Number(seen.paid_fen) !== order.paid_fen) {
    faults.push(`order ${order.id} shows ${seen.paid_fen} fen paid of ${order.paid_fen}`);
  }
  const back = Number(seen.refunded_fen) + Number(seen.refunding_fen);
  if (back !== order.refunded_fen) {
    faults.push(`order ${order.id} shows ${back} fen given back of ${order.refunded_fen}`);
  }
  return [...faults, ...amountFaults(order, seen), ...lineFaults(order, seen)];
}

function amountFaults(order: OrderRecord, seen: SeenOrder): string[] {
  const amounts = [
    seen.total_fen,
    ...seen.items.flatMap((item) => [item.discount_fen, item.total_fen, item.unit_price_fen]),
  ];
  const odd = amounts.filter((amount) => !/^\d+$/.test(amount));
  const faults = odd.map((amount) => `order ${order.id} shows an amount of ${amount}`);
  if (odd.length > 0) return faults;
  for (const { id, quantity, unit_price_fen, discount_fen } of seen.items) {
    if (BigInt(discount_fen) > BigInt(unit_price_fen) * BigInt(quantity)) {
      faults.push(
        `order ${order.id} gives a discount of ${discount_fen} fen on line ${id}: more than it costs`,
      );
    }
  }
  return faults;
}

function lineFaults(order: OrderRecord, seen: SeenOrder): string[] {
  if (order.reshaped || (isFree(order) && seen.items.length === 0)) return [];
  return seen.items.flatMap(({ id, quantity }) => {
    const line = order.lines.get(id);
    if (!line) return [`order ${order.id} shows line ${id}, which nobody put there`];
    return line.quantity === quantity
      ? []
      : [`order ${order.id} shows ${quantity} pieces of line ${id} instead of ${line.quantity}`];
  });
}

/** A discount shrinks with the pieces it is for, to the fen that rounding allows. */
export function discountFaults(
  id: string,
  before: { quantity: number; discount_fen: number },
  after: { quantity: number; discount_fen: number },
): string[] {
  const most = Math.ceil((before.discount_fen * after.quantity) / before.quantity) + 1;
  return after.quantity < before.quantity && after.discount_fen > most
    ? [
        `line ${id} keeps ${after.discount_fen} fen of discount for ${after.quantity} of ${before.quantity} pieces`,
      ]
    : [];
}
