import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/** Whether any promotion of these codes, or any automatic one, takes something off freight. */
export async function anyFreightPromotion(
  container: MedusaContainer,
  promo_codes: readonly string[],
): Promise<boolean> {
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions(
      { $or: [{ code: [...promo_codes] }, { is_automatic: true }], status: ["active"] },
      { select: ["id"], relations: ["application_method"] },
    );
  return promotions.some(({ application_method }) => application_method?.target_type === "shipping_methods");
}

/** Only with such a promotion must a cart's promotions be reckoned a second time, now that it has a shipping method. */
export const freightPromotionsExistStep = createStep(
  "freight-promotions-exist",
  async (input: { promo_codes: string[] }, { container }) =>
    new StepResponse(await anyFreightPromotion(container, input.promo_codes)),
);
