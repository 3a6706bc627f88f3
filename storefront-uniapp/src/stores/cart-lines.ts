import type { Product, Variant } from "@/api/catalogue-types";
import { sumFen, timesFen } from "@/money/fen";

export const QUANTITY_MAX = 99;

/** A line of the cart kept on this phone, with what was last known about its variant. */
export interface CartLine {
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  unit_price_fen: string;
  quantity: number;
  stock: number;
  selected: boolean;
  /** The product or variant is no longer sold. */
  gone: boolean;
}

/** Whether what was kept on this phone is a line: another release, or anybody, may have written it. */
export function isCartLine(value: unknown): value is CartLine {
  if (typeof value !== "object" || value === null) return false;
  const line = value as Partial<Record<keyof CartLine, unknown>>;
  const texts = [line.variant_id, line.product_id, line.title, line.variant_title, line.unit_price_fen];
  return (
    texts.every((text) => typeof text === "string") &&
    /^\d+$/.test(line.unit_price_fen as string) &&
    [line.quantity, line.stock].every(Number.isSafeInteger) &&
    [line.selected, line.gone].every((flag) => typeof flag === "boolean")
  );
}

/** Whether the line can be bought as it stands. */
export function isBuyable(line: CartLine): boolean {
  return !line.gone && line.stock > 0;
}

/** The largest quantity a shopper may ask for. */
export function quantityLimit(stock: number): number {
  return Math.max(0, Math.min(stock, QUANTITY_MAX));
}

/** A line for a variant of a product. */
export function lineOf(product: Product, variant: Variant, quantity: number): CartLine {
  return {
    variant_id: variant.id,
    product_id: product.id,
    title: product.title,
    variant_title: variant.title,
    thumbnail: variant.image_url ?? product.thumbnail,
    unit_price_fen: variant.price_fen,
    quantity,
    stock: variant.stock,
    selected: true,
    gone: false,
  };
}

/** Adds a line, joining it with the same variant already there, never beyond what is in stock. */
export function addLine(lines: readonly CartLine[], added: CartLine): CartLine[] {
  const present = lines.find((line) => line.variant_id === added.variant_id);
  if (present === undefined) return [added, ...lines];
  const quantity = Math.min(present.quantity + added.quantity, quantityLimit(added.stock));
  return lines.map((line) => (line === present ? { ...added, quantity } : line));
}

/** Brings lines up to date with their products; `undefined` means the product is no longer sold. */
export function refreshLines(
  lines: readonly CartLine[],
  products: ReadonlyMap<string, Product | undefined>,
): CartLine[] {
  return lines.map((line) => {
    if (!products.has(line.product_id)) return line;
    const product = products.get(line.product_id);
    const variant = product?.variants.find((one) => one.id === line.variant_id);
    if (product === undefined || variant === undefined) return { ...line, gone: true, selected: false };
    const limit = quantityLimit(variant.stock);
    return {
      ...lineOf(product, variant, Math.max(1, Math.min(line.quantity, limit))),
      selected: line.selected && limit > 0,
    };
  });
}

/** Sum of the given lines at their last known prices. */
export function goodsFen(lines: readonly CartLine[]): bigint {
  return sumFen(lines.map((line) => timesFen(line.unit_price_fen, line.quantity)));
}
