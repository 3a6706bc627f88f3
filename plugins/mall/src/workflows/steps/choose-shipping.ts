import type { MedusaContainer } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { AMOUNT_FAULTS } from "../../domain/merchant-fault";
import { type MedusaAmount, readPriceFen } from "../../domain/money";
import { refusal } from "../../domain/refusal";
import { type RowReading, readRows } from "../../domain/row-reading";
import { recordFaults } from "../faults/record-faults";
import { readStoredCart, type StoredCart } from "../reads/priced-cart";
import { cannotSell } from "../reads/selling-place";
import { RefusedError } from "../refused-error";

/** A shipping option as Medusa's own listing gives it: eligible for the cart, with its price. */
export interface EligibleOption {
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

interface PricedOption {
  option: EligibleOption;
  fen: bigint;
}

/** A delivery with its price. Pick-up is never a default, and what has no price here is no choice. */
function pricedOption(option: EligibleOption): RowReading<PricedOption> {
  if (option.service_zone?.fulfillment_set?.type === "pickup") return { view: null, faults: [] };
  const reading = readPriceFen(option.amount);
  if (reading.kind === "fen") return { view: { option, fen: reading.fen }, faults: [] };
  if (reading.fault === "missing") return { view: null, faults: [] };
  return { view: null, faults: [faultOf(option, `${AMOUNT_FAULTS[reading.fault]}：${reading.amount}`)] };
}

const faultOf = ({ id, name }: EligibleOption, detail: string) =>
  ({
    kind: "shipping_price_invalid",
    subject_type: "shipping_option",
    subject_id: id,
    title: name,
    detail,
  }) as const;

/** The cheapest delivery of a profile; of equal prices the one Medusa listed first. */
function cheapest(options: PricedOption[], profile_id: string): EligibleOption | undefined {
  const fitting = options.filter(({ option }) => option.shipping_profile_id === profile_id);
  return fitting.sort((a, b) => Number(a.fen - b.fen))[0]?.option;
}

/**
 * A shipping method for every shipping profile of a cart's lines.
 * @throws {RefusedError} `shipping_unavailable` when nothing delivers a line to the address.
 */
export async function chosenMethods(
  container: MedusaContainer,
  cart: Pick<StoredCart, "id" | "items">,
  listed: readonly EligibleOption[],
): Promise<ChosenShippingMethod[]> {
  const { views: options, faults } = readRows(listed, pricedOption, faultOf);
  await recordFaults(container, options.length > 0 ? faults : [...faults, cannotSell("shipping")]);
  const profiles = new Set(
    cart.items
      .filter((item) => item.requires_shipping)
      .map((item) => item.variant?.product?.shipping_profile?.id),
  );
  return [...profiles].map((profile_id): ChosenShippingMethod => {
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
}

/** `chosenMethods` of a stored cart. */
export const chooseShippingStep = createStep(
  "choose-shipping",
  async (input: { cart_id: string; options: unknown[] }, { container }) => {
    const cart = await readStoredCart(container, input.cart_id);
    return new StepResponse(await chosenMethods(container, cart, input.options as EligibleOption[]));
  },
);
