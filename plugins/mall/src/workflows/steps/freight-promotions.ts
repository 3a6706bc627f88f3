import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/**
 * Whether any promotion of these codes, or any automatic one, takes something off freight. Only then must the cart's
 * promotions be reckoned a second time, now that it has a shipping method.
 */
export const freightPromotionsExistStep = createStep(
  "freight-promotions-exist",
  async (input: { promo_codes: string[] }, { container }) => {
    const promotions = await container
      .resolve(Modules.PROMOTION)
      .listPromotions(
        { $or: [{ code: input.promo_codes }, { is_automatic: true }], status: ["active"] },
        { select: ["id"], relations: ["application_method"] },
      );
    return new StepResponse(
      promotions.some(({ application_method }) => application_method?.target_type === "shipping_methods"),
    );
  },
);
