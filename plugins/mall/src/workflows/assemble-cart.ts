import { PromotionActions } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  addShippingMethodToCartStep,
  createCartWorkflow,
  listShippingOptionsForCartWithPricingWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows";
import type { RequestedLine, ShippingAddress } from "../domain/order-request";
import type { SellingPlace } from "./reads/selling-place";
import { chooseShippingStep } from "./steps/choose-shipping";
import { freightPromotionsExistStep } from "./steps/freight-promotions";
import { mindCartStep } from "./steps/mind-cart";
import { roundDiscountsStep } from "./steps/round-discounts";

/** An address in Medusa's own fields. */
export interface MedusaAddress {
  first_name?: string;
  phone?: string;
  country_code: string;
  province?: string;
  city?: string;
  address_1?: string;
  address_2?: string;
  postal_code?: string;
}

/**
 * A shopper's address in Medusa's fields: the name is one piece and the district goes to the second address line.
 * Before there is an address, the country alone finds the freight.
 */
export function medusaAddress({ country_code }: SellingPlace, address?: ShippingAddress): MedusaAddress {
  if (!address) return { country_code };
  const { full_name, phone, province, city, district, address_1, postal_code } = address;
  const written = {
    first_name: full_name,
    phone,
    country_code,
    province,
    city,
    address_1,
    address_2: district,
  };
  return postal_code ? { ...written, postal_code } : written;
}

export interface AssembleCartInput {
  place: SellingPlace;
  customer_id: string;
  items: RequestedLine[];
  promo_codes: string[];
  shipping_address: MedusaAddress;
  metadata: Record<string, unknown>;
}

/**
 * Makes a cart with lines, promotions, the default eligible shipping method and discounts in whole fen, and answers
 * its amounts. Quotes and orders both go through here, so a quote is what the order will cost.
 */
export const assembleCartWorkflow = createWorkflow("assemble-mall-cart", (input: AssembleCartInput) => {
  const cart = createCartWorkflow.runAsStep({
    input: transform({ input }, ({ input: { place, items, ...rest } }) => ({
      region_id: place.region_id,
      sales_channel_id: place.sales_channel_id,
      items: items.map((line, position) => ({ ...line, metadata: { position } })),
      ...rest,
    })),
  });
  mindCartStep({ cart_id: cart.id });
  const options = listShippingOptionsForCartWithPricingWorkflow.runAsStep({
    input: transform({ cart }, ({ cart }) => ({ cart_id: cart.id, is_return: false })),
  });
  const shipping_methods = chooseShippingStep({ cart_id: cart.id, options });
  addShippingMethodToCartStep({ shipping_methods });
  const freightPromotions = freightPromotionsExistStep({ promo_codes: input.promo_codes });
  when("freight-promotions-exist", { freightPromotions }, ({ freightPromotions }) => freightPromotions).then(
    () => {
      updateCartPromotionsWorkflow.runAsStep({
        input: {
          cart_id: cart.id,
          promo_codes: input.promo_codes,
          action: PromotionActions.REPLACE,
          force_refresh_payment_collection: false,
        },
      });
    },
  );
  return new WorkflowResponse(roundDiscountsStep({ cart_id: cart.id }));
});
