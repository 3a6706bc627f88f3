import type { MedusaContainer } from "@medusajs/framework/types";
import {
  CART_LIMITS,
  freeFreight,
  type KeptLine,
  type OfferedVariant,
  selectedFen,
  shownLine,
} from "../../domain/cart/cart-line";
import { UNCOUNTED_STOCK } from "../../domain/stock";
import { CART_LINES_MODULE } from "../../modules/cart-lines";
import type { CartLinesService } from "../../modules/cart-lines/service";
import type { StoredPageVariant } from "../catalogue/catalogue-row";
import { readSettled } from "../catalogue/settled";
import { readFreightPrices } from "./free-freight";

export const cartLinesOf = (container: MedusaContainer) =>
  container.resolve<CartLinesService>(CART_LINES_MODULE);

/** A product as the catalogue's model has it for carts. */
interface CartProduct {
  title: string;
  thumbnail: string | null;
  variants: StoredPageVariant[];
  stock: Record<string, number | null> | null;
}

function offeredVariant(line: KeptLine, product: CartProduct | undefined): OfferedVariant | null {
  const variant = product?.variants.find(({ id }) => id === line.variant_id);
  if (!product || !variant) return null;
  const stock = product.stock ?? {};
  return {
    title: product.title,
    variant_title: variant.title,
    thumbnail: variant.image_url ?? product.thumbnail,
    price_fen: variant.price_fen,
    stock: variant.id in stock ? Math.max(0, Number(stock[variant.id] ?? 0)) : UNCOUNTED_STOCK,
  };
}

/**
 * A customer's cart with today's prices and stock. What cannot be bought stays in it and says why; prices are those for
 * anybody, as on a product's page.
 * @throws {RefusedError} `shop_cannot_sell`
 */
export async function readCart(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  customer_id: string,
) {
  const lines = await cartLinesOf(container).ofCustomer(customer_id);
  const product_ids = [...new Set(lines.map(({ product_id }) => product_id))];
  const [{ products }, freight] = await Promise.all([
    readSettled(container, sales_channel_ids, (queries, sales_channel_id) =>
      queries.cartProducts(product_ids, sales_channel_id),
    ),
    readFreightPrices(container, sales_channel_ids[0] ?? ""),
  ]);
  const offered = (products ?? {}) as Record<string, CartProduct>;
  const items = lines.map((line) => shownLine(line, offeredVariant(line, offered[line.product_id])));
  const goods_fen = selectedFen(items);
  return {
    items,
    goods_fen: String(goods_fen),
    free_freight: freeFreight(freight, goods_fen),
    limits: CART_LIMITS,
  };
}
