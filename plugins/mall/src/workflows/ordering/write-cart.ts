import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { QuotedCart } from "../quoting/quoted-cart";
import { cartRowOf, type OrderIds } from "./order-rows";

/** Keeps the order's cart, completed from the start: Medusa asks for it when money comes, and when a coupon comes back. */
export const writeCartStep = createStep(
  "write-cart-of-order",
  async ({ cart, ids, now }: { cart: QuotedCart; ids: OrderIds; now: string }, { container }) => {
    const row = cartRowOf(cart, ids, new Date(now));
    const [written] = await container.resolve(Modules.CART).createCarts([row]);
    const address_id = written?.shipping_address?.id ?? null;
    return new StepResponse(ids.cart_id, { cart_id: ids.cart_id, address_id });
  },
  async (written, { container }) => {
    if (!written) return;
    const carts = container.resolve(Modules.CART);
    await carts.deleteCarts([written.cart_id]);
    if (written.address_id) await carts.deleteAddresses([written.address_id]);
  },
);
