import { openLines, type WaitingOrder } from "./to-ship";

/** An article of the picking list, over all its orders. */
export interface Picked {
  key: string;
  title: string;
  variant_title: string;
  sku: string | null;
  quantity: number;
  numbers: string[];
}

/** What to fetch from the shelves for these orders, an article a row, those with article numbers first and in their order. */
export function pickingOf(orders: readonly WaitingOrder[]): Picked[] {
  const picked = new Map<string, Picked>();
  for (const order of orders) {
    for (const { title, variant_title, sku, left, packed } of openLines(order)) {
      const key = JSON.stringify([sku, title, variant_title]);
      const row = picked.get(key) ?? { key, title, variant_title, sku, quantity: 0, numbers: [] };
      row.quantity += left + packed;
      row.numbers.push(order.number);
      picked.set(key, row);
    }
  }
  const place = ({ sku, title, variant_title }: Picked) => `${sku ?? "\uffff"} ${title} ${variant_title}`;
  return [...picked.values()].sort((one, other) => (place(one) < place(other) ? -1 : 1));
}
