import type { ProductQuery } from "@/api/catalogue-types";
import { fenOfTyped } from "@/payouts/amount";

/** What a shopper narrows a list down by, as they typed and tapped it. */
export interface ChosenFilter {
  least: string;
  most: string;
  inStock: boolean;
  /** `option=value` each. */
  attributes: readonly string[];
}

export const NO_FILTER: ChosenFilter = { least: "", most: "", inStock: false, attributes: [] };

/** How many things narrow a list down. */
export function filterCount({ least, most, inStock, attributes }: ChosenFilter): number {
  return Number(least !== "" || most !== "") + Number(inStock) + attributes.length;
}

/** Whether the typed prices are prices; the lower one may be the second. */
export function arePrices({ least, most }: ChosenFilter): boolean {
  return [least, most].every((typed) => typed.trim() === "" || fenOfTyped(typed) !== undefined);
}

/** The filter as the server takes it: prices in whole fen, the lower one first. */
export function filterQuery(chosen: ChosenFilter): Partial<ProductQuery> {
  const fen = [chosen.least, chosen.most].map((typed) => fenOfTyped(typed));
  const [least, most] =
    fen[0] !== undefined && fen[1] !== undefined && BigInt(fen[0]) > BigInt(fen[1]) ? [fen[1], fen[0]] : fen;
  return {
    ...(least === undefined ? {} : { min_price_fen: least }),
    ...(most === undefined ? {} : { max_price_fen: most }),
    ...(chosen.inStock ? { in_stock: "true" as const } : {}),
    ...(chosen.attributes.length === 0 ? {} : { attributes: [...chosen.attributes] }),
  };
}
