import type { MedusaContainer } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { CHECKOUT_MODULE } from "../../modules/checkout";
import type { LinkedIds } from "../../modules/checkout/order-links";
import type { CheckoutService } from "../../modules/checkout/service";

const linksOf = (container: MedusaContainer) => container.resolve<CheckoutService>(CHECKOUT_MODULE).links;

/** Links an order to its cart, its promotions and its payment, before it is there. */
export const writeLinksStep = createStep(
  "write-links-of-order",
  async (linked: LinkedIds, { container }) => {
    await linksOf(container).write(linked);
    return new StepResponse(true, linked);
  },
  async (linked, { container }) => {
    if (linked) await linksOf(container).remove(linked);
  },
);
