import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { majorUnitsOf } from "../../domain/money";
import type { SellingPlace } from "../reads/selling-place";
import { isPaidThrough } from "../reads/shop-settings";

/**
 * What will be asked for, in Medusa's major units, once the region allows the provider that asks.
 * @throws {MedusaError} as Medusa does, where the merchant has taken the provider off the region
 */
export const isPaidThroughStep = createStep(
  "provider-is-in-region",
  async (
    { place, provider_id, total_fen }: { place: SellingPlace; provider_id: string; total_fen: string },
    { container },
  ) => {
    if (!(await isPaidThrough(container, place, provider_id))) {
      const message = `Payment provider ${provider_id} is not enabled in the region ${place.region_id}`;
      throw new MedusaError(MedusaError.Types.NOT_FOUND, message);
    }
    return new StepResponse({
      currency_code: place.currency_code,
      amount: Number(majorUnitsOf(BigInt(total_fen))),
    });
  },
);
