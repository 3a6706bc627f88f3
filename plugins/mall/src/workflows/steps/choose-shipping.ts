import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { fenOf, type MedusaAmount } from "../../domain/money";
import { refusal } from "../../domain/refusal";
import { readStoredCart } from "../reads/priced-cart";
import { RefusedError } from "../refused-error";

/** A shipping option as Medusa's own listing gives it: eligible for the cart, with its price. */
interface EligibleOption {
  id: string;
  name: string;
  shipping_profile_id: string;
  data: Record<string, unknown> | null;
  amount?: MedusaAmount | null;
  is_tax_inclusive?: boolean;
  service_zone?: { fulfillment_set?: { type?: string } };
}

export interface ChosenShippingMethod {
  cart_id: string;
  shipping_option_id: string;
  name: string;
  amount: number;
  is_tax_inclusive: boolean;
  data: Record<string, unknown>;
}

/** The cheapest priced delivery of a profile; of equal prices the one Medusa listed first. Pick-up is never a default. */
function cheapest(options: EligibleOption[], profile_id: string): EligibleOption | undefined {
  const priced = options.filter(
    (option) =>
      option.shipping_profile_id === profile_id &&
      option.service_zone?.fulfillment_set?.type !== "pickup" &&
      option.amount !== null &&
      option.amount !== undefined,
  );
  return priced.sort((a, b) => Number(fenOf(a.amount ?? 0) - fenOf(b.amount ?? 0)))[0];
}

/**
 * Chooses a shipping method for every shipping profile of a cart's lines.
 * @throws {RefusedError} `shipping_unavailable` when nothing delivers a line to the address.
 */
export const chooseShippingStep = createStep(
  "choose-shipping",
  async (input: { cart_id: string; options: unknown[] }, { container }) => {
    const options = input.options as EligibleOption[];
    const cart = await readStoredCart(container, input.cart_id);
    const profiles = new Set(
      cart.items
        .filter((item) => item.requires_shipping)
        .map((item) => item.variant?.product?.shipping_profile?.id),
    );
    const methods = [...profiles].map((profile_id): ChosenShippingMethod => {
      const option = profile_id ? cheapest(options, profile_id) : undefined;
      if (!option) throw new RefusedError(refusal("shipping_unavailable", "address"));
      return {
        cart_id: cart.id,
        shipping_option_id: option.id,
        name: option.name,
        amount: Number(option.amount),
        is_tax_inclusive: option.is_tax_inclusive ?? false,
        data: option.data ?? {},
      };
    });
    return new StepResponse(methods);
  },
);
