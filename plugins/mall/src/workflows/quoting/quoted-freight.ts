import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { MedusaAmount } from "../../domain/money";
import type { AssembleCartInput } from "../assemble-cart";
import { type ListedOption, readOptions } from "../reads/shop-settings";
import { chosenMethods, type EligibleOption } from "../steps/choose-shipping";
import { type QuotedCart, withTotals } from "./quoted-cart";

/** Whether a provider reckons the price of a delivery, which it does from a stored cart alone. */
export async function isFreightReckoned(
  container: MedusaContainer,
  { place, shipping_address }: Pick<AssembleCartInput, "place" | "shipping_address">,
): Promise<boolean> {
  const options = await readOptions(container, place, shipping_address);
  return options.some(({ price_type }) => price_type !== "flat");
}

/** Options with their prices for this cart, asked as Medusa asks for a stored cart. */
async function priceOptions(
  container: MedusaContainer,
  cart: QuotedCart,
  options: readonly ListedOption[],
): Promise<EligibleOption[]> {
  const { id, currency_code, region_id, items, shipping_address, sales_channel_id, item_total, total } = cart;
  const context = {
    ...{ id, currency_code, region_id, items, shipping_address },
    ...{ sales_channel_id, item_total, total },
  };
  const ids = options.flatMap(({ price_set_link }) => price_set_link?.price_set_id ?? []);
  const prices =
    ids.length === 0
      ? []
      : await container
          .resolve(Modules.PRICING)
          .calculatePrices({ id: [...new Set(ids)] }, { context: context as never });
  const byId = new Map(prices.map((price) => [price.id, price]));
  return options.map(({ price_set_link, price_type, type, ...option }) => {
    const price = byId.get(price_set_link?.price_set_id ?? "");
    return {
      ...option,
      amount: (price?.calculated_amount ?? null) as MedusaAmount | null,
      is_tax_inclusive: price?.is_calculated_price_tax_inclusive ?? false,
    };
  });
}

/**
 * The cart with the delivery an order would get.
 * @throws {RefusedError} `shipping_unavailable`
 */
export async function withFreight(
  container: MedusaContainer,
  cart: QuotedCart,
  { place, shipping_address }: AssembleCartInput,
): Promise<QuotedCart> {
  const options = await readOptions(container, place, shipping_address);
  const byId = new Map(options.map((option) => [option.id, option]));
  const chosen = await chosenMethods(container, cart, await priceOptions(container, cart, options));
  const methods = chosen.map((method, index) => {
    const { type, shipping_profile_id } = byId.get(method.shipping_option_id) ?? {};
    const shipping_option = { shipping_option_type_id: type?.id, shipping_profile_id };
    return { ...method, id: `method_${index}`, shipping_option, adjustments: [], tax_lines: [] };
  });
  return withTotals({ ...cart, shipping_methods: methods });
}
