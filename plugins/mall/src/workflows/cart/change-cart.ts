import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { CartMerge, KeptLine } from "../../domain/cart/cart-line";
import { refusal } from "../../domain/refusal";
import { RefusedError } from "../refused-error";
import { cartLinesOf } from "./read-cart";

interface NamedVariant {
  id: string;
  title: string | null;
  thumbnail?: string | null;
  product?: { id: string; title: string; thumbnail: string | null } | null;
}

/** The lines of a request with what their variants are called; variants that nobody ever made are left out. */
async function namedLines(container: MedusaContainer, items: CartMerge["items"]): Promise<KeptLine[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "title", "thumbnail", "product.id", "product.title", "product.thumbnail"],
    filters: { id: items.map(({ variant_id }) => variant_id) },
  });
  const byId = new Map((data as unknown as NamedVariant[]).map((variant) => [variant.id, variant]));
  return items.flatMap((item) => {
    const variant = byId.get(item.variant_id);
    if (!variant?.product) return [];
    const { id: product_id, title, thumbnail } = variant.product;
    return [
      {
        ...item,
        product_id,
        title,
        variant_title: variant.title ?? "",
        thumbnail: variant.thumbnail ?? thumbnail,
      },
    ];
  });
}

/**
 * Puts pieces into a customer's cart, once for each idempotency key: a tap on "add", or the whole cart of a phone whose
 * owner has just logged in.
 * @returns the variants for which there was no room
 * @throws {RefusedError} `variant_unknown` when none of them exists, `cart_full` when there is room for none
 */
export async function mergeIntoCart(
  container: MedusaContainer,
  customer_id: string,
  { idempotency_key, items }: CartMerge,
): Promise<string[]> {
  const lines = await namedLines(container, items);
  if (lines.length === 0) throw new RefusedError(refusal("variant_unknown", "items"));
  const merged = await cartLinesOf(container).merge(customer_id, idempotency_key, lines, new Date());
  if (merged.kind === "full") throw new RefusedError(refusal("cart_full", "items"));
  return merged.kind === "merged" ? merged.left_out : [];
}

/** @throws {RefusedError} `cart_line_unknown` */
export async function setCartQuantity(
  container: MedusaContainer,
  customer_id: string,
  variant_id: string,
  quantity: number,
): Promise<void> {
  if (!(await cartLinesOf(container).setQuantity(customer_id, variant_id, quantity)))
    throw new RefusedError(refusal("cart_line_unknown"));
}
