import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { refusal } from "../../domain/refusal";
import type { PricedCart } from "../reads/priced-cart";
import { codesWithoutEffect } from "../reads/promo-codes";
import { RefusedError } from "../refused-error";

/**
 * Refuses to go on with a cart that is not what the shopper agreed to.
 * @throws {RefusedError} `promotion_invalid` when a code takes nothing off, `price_changed` when the total differs.
 */
export const checkCartStep = createStep(
  "check-priced-cart",
  async (input: { cart: PricedCart; promo_codes: string[]; expected_total_fen: string | null }) => {
    const [idle] = codesWithoutEffect(input.promo_codes, input.cart.promotions);
    if (idle) {
      const field = `promo_codes.${input.promo_codes.indexOf(idle.code)}`;
      throw new RefusedError(refusal("promotion_invalid", field));
    }
    const { expected_total_fen, cart } = input;
    if (expected_total_fen !== null && BigInt(expected_total_fen) !== BigInt(cart.total_fen)) {
      throw new RefusedError(refusal("price_changed", "expected_total_fen"));
    }
    return new StepResponse(true);
  },
);
