import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/**
 * Medusa takes a cart back without its address and without its links to promotions. When a purchase fails, nobody's
 * name and phone stay behind, nor anything that points at a cart that is gone.
 */
export const mindCartStep = createStep(
  "mind-mall-cart",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const carts = container.resolve(Modules.CART);
    const [cart] = await carts.listCarts(
      { id: cart_id },
      { select: ["id"], relations: ["shipping_address"] },
    );
    return new StepResponse(true, { cart_id, address_id: cart?.shipping_address?.id ?? null });
  },
  async (left, { container }) => {
    if (!left) return;
    const links = container.resolve(ContainerRegistrationKeys.LINK);
    await links.delete({ [Modules.CART]: { cart_id: [left.cart_id] } });
    if (left.address_id) await container.resolve(Modules.CART).deleteAddresses([left.address_id]);
  },
);
