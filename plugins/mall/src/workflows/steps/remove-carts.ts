import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/** Removes carts nobody will buy, with what is linked to them. Never called for a cart that became an order. */
export const removeCartsStep = createStep("remove-mall-carts", async (cart_ids: string[], { container }) => {
  const carts = container.resolve(Modules.CART);
  const found = await carts.listCarts({ id: cart_ids }, { select: ["id"], relations: ["shipping_address"] });
  await container.resolve(ContainerRegistrationKeys.LINK).delete({ [Modules.CART]: { cart_id: cart_ids } });
  await carts.deleteCarts(cart_ids);
  const addresses = found.flatMap(({ shipping_address }) => shipping_address?.id ?? []);
  if (addresses.length > 0) await carts.deleteAddresses(addresses);
  return new StepResponse(found.length);
});
