import type { Product, ProductCard } from "@/api/catalogue-types";
import { t } from "@/locale";
import { fenRange, formatYuan } from "@/money/fen";

/** The line below the title on a product's card in a chat: what it is, and what it costs. */
export function cardWords(product: Product | ProductCard): string {
  const lowest =
    "variants" in product
      ? fenRange(product.variants.map((variant) => variant.price_fen))?.min
      : BigInt(product.price_fen);
  const price = formatYuan(lowest ?? 0n);
  return product.subtitle ? t.share.priced(product.subtitle, price) : t.share.productDesc(price);
}
