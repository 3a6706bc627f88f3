import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/** Medusa takes a cart back without its address: when a purchase fails, nobody's name and phone stay behind. */
export const mindCartAddressStep = createStep(
  "mind-cart-address",
  async (input: { cart_id: string }, { container }) => {
    const carts = container.resolve(Modules.CART);
    const [cart] = await carts.listCarts(
      { id: input.cart_id },
      { select: ["id"], relations: ["shipping_address"] },
    );
    return new StepResponse(true, cart?.shipping_address?.id ?? null);
  },
  async (address_id, { container }) => {
    if (address_id) await container.resolve(Modules.CART).deleteAddresses([address_id]);
  },
);
