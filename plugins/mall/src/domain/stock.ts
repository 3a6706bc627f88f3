import type { RequestedLine } from "./order-request";
import { type Refusal, refusal } from "./refusal";

/** What the shop knows about a variant when somebody wants to buy it. */
export interface StockedVariant {
  id: string;
  title: string;
  /** How many can be sold now. */
  stock: number;
}

/** Stock shown for a variant whose stock nobody counts, or that may be sold before it is there. */
export const UNCOUNTED_STOCK = 99_999;

/** The first line that cannot be sold as asked, as a refusal that names it; null when all can. */
export function refusalOfLines(
  lines: RequestedLine[],
  variants: Map<string, StockedVariant>,
): Refusal | null {
  for (const [index, { variant_id }] of lines.entries()) {
    if (!variants.has(variant_id)) return refusal("variant_unknown", `items.${index}.variant_id`);
  }
  for (const [index, line] of lines.entries()) {
    const variant = variants.get(line.variant_id);
    if (!variant || variant.stock >= line.quantity) continue;
    const left = variant.stock > 0 ? `仅剩 ${variant.stock} 件` : "已售罄";
    return refusal("out_of_stock", `items.${index}.quantity`, `「${variant.title}」${left}`);
  }
  return null;
}

/** What is held for a line at one place. */
export interface HeldStock {
  id: string;
  quantity: number;
}

/** Which of what is held can go, so that no more than `wanted` stays: the last first, of one a part. */
export function surplusOf(
  held: readonly HeldStock[],
  wanted: number,
): { drop: string[]; reduce: HeldStock | null } {
  const drop: string[] = [];
  let reduce: HeldStock | null = null;
  let left = wanted;
  for (const { id, quantity } of held) {
    if (left <= 0) drop.push(id);
    else if (quantity > left) reduce = { id, quantity: left };
    left -= quantity;
  }
  return { drop, reduce };
}
