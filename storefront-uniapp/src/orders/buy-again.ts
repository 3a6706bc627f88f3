import { fetchProduct } from "@/api/mall";
import type { MallOrder } from "@/api/order-types";
import { isRefusal } from "@/api/refusal";
import { toast } from "@/components/toast";
import { t } from "@/locale";
import { go, pathTo } from "@/navigation/go";
import { useCart } from "@/stores/cart";
import { type CartLine, lineOf, quantityLimit } from "@/stores/cart-lines";

/** The line that buys an item once more at today's price; undefined when it is no longer sold or out of stock. */
async function lineFor(item: MallOrder["items"][number]): Promise<CartLine | undefined> {
  try {
    const product = await fetchProduct(item.product_id);
    const variant = product.variants.find((one) => one.id === item.variant_id);
    if (variant === undefined || variant.stock <= 0) return undefined;
    return lineOf(product, variant, Math.min(item.quantity, quantityLimit(variant.stock)));
  } catch (error) {
    if (isRefusal(error) && error.status === 404) return undefined;
    throw error;
  }
}

/** Puts what can still be bought of an order into the cart, says what could not, and opens the cart. */
export async function buyAgain(order: Pick<MallOrder, "items">): Promise<void> {
  const lines = await Promise.all(order.items.map(lineFor));
  const found = lines.filter((line) => line !== undefined);
  if (found.length === 0) return toast(t.orders.allGone);
  const cart = useCart();
  for (const line of found) cart.add(line);
  const gone = lines.length - found.length;
  toast(gone === 0 ? t.orders.boughtAgain : t.orders.someGone(gone));
  go(pathTo("cart"));
}
