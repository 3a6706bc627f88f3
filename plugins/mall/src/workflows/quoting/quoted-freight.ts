import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils";
import { chosenMethods, type EligibleOption } from "../steps/choose-shipping";
import { type QuotedCart, withTotals } from "./quoted-cart";

const OPTION_FIELDS = [
  "id",
  "name",
  "price_type",
  "service_zone.fulfillment_set.type",
  "shipping_profile_id",
  "data",
  "type.id",
  "calculated_price.*",
  "prices.*",
  "prices.price_rules.*",
];

interface QuotedOption extends Omit<EligibleOption, "amount" | "is_tax_inclusive"> {
  price_type: string;
  type?: { id: string } | null;
  calculated_price?: {
    calculated_amount?: number | null;
    is_calculated_price_tax_inclusive?: boolean;
  } | null;
}

async function fulfillmentSets(container: MedusaContainer, sales_channel_id: string): Promise<string[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "sales_channels",
    fields: ["stock_locations.fulfillment_sets.id"],
    filters: { id: sales_channel_id },
  });
  const [channel] = data as unknown as {
    stock_locations?: ({ fulfillment_sets?: ({ id: string } | null)[] } | null)[];
  }[];
  const sets = (channel?.stock_locations ?? []).flatMap((location) => location?.fulfillment_sets ?? []);
  return [...new Set(sets.flatMap((set) => set?.id ?? []))];
}

/**
 * The cart with the delivery an order would get, asked as Medusa asks for a stored cart.
 * @returns null where a provider reckons a price from a stored cart
 * @throws {RefusedError} `shipping_unavailable`
 */
export async function withFreight(container: MedusaContainer, cart: QuotedCart): Promise<QuotedCart | null> {
  const { country_code, province, city, postal_code } = cart.shipping_address;
  const sets = await fulfillmentSets(container, cart.sales_channel_id);
  const { id, currency_code, region_id, items, shipping_address, sales_channel_id, item_total, total } = cart;
  const price_context = {
    ...{ id, currency_code, region_id, items, shipping_address },
    ...{ sales_channel_id, item_total, total },
  };
  const found =
    sets.length === 0
      ? []
      : await container.resolve(ContainerRegistrationKeys.REMOTE_QUERY)({
          entryPoint: "shipping_options",
          fields: OPTION_FIELDS,
          variables: {
            context: QueryContext({ is_return: "false", enabled_in_store: "true" }),
            filters: {
              fulfillment_set_id: sets,
              address: { country_code, province_code: province, city, postal_expression: postal_code },
            },
            calculated_price: { context: price_context },
          },
        } as never);
  const options = found as unknown as QuotedOption[];
  if (options.some(({ price_type }) => price_type !== "flat")) return null;
  const eligible = options.map(
    ({ calculated_price, ...option }): EligibleOption => ({
      ...option,
      amount: calculated_price?.calculated_amount ?? null,
      is_tax_inclusive: calculated_price?.is_calculated_price_tax_inclusive ?? false,
    }),
  );
  const byId = new Map(options.map((option) => [option.id, option]));
  const methods = (await chosenMethods(container, cart, eligible)).map((method, index) => {
    const { type, shipping_profile_id } = byId.get(method.shipping_option_id) ?? {};
    const shipping_option = { shipping_option_type_id: type?.id, shipping_profile_id };
    return { ...method, id: `method_${index}`, shipping_option, adjustments: [], tax_lines: [] };
  });
  return withTotals({ ...cart, shipping_methods: methods });
}
