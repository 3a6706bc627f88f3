import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, QueryContext } from "@medusajs/framework/utils";
import { CHECKOUT_MODULE } from "../../modules/checkout";
import type { CheckoutService } from "../../modules/checkout/service";
import type { MedusaAddress } from "../assemble-cart";
import type { EligibleOption } from "../steps/choose-shipping";
import type { SellingPlace } from "./selling-place";

/*
 * What a merchant sets up once and every order asks for: read once, and again when PostgreSQL says that it was changed.
 */

/** A delivery that an address can have, before its price is known. */
export interface ListedOption extends Omit<EligibleOption, "amount" | "is_tax_inclusive"> {
  price_type: string;
  type?: { id: string } | null;
  price_set_link?: { price_set_id: string } | null;
}

const OPTION_FIELDS = [
  "id",
  "name",
  "price_type",
  "service_zone.fulfillment_set.type",
  "shipping_profile_id",
  "data",
  "type.id",
  "price_set_link.price_set_id",
];

/** Medusa's own tax provider, which knows no taxes but the merchant's rates. */
const SYSTEM = "tp_system";

function rest<Answer>(
  container: MedusaContainer,
  { settings_version }: Pick<SellingPlace, "settings_version">,
  question: string,
  read: () => Promise<Answer>,
): Promise<Answer> {
  return container.resolve<CheckoutService>(CHECKOUT_MODULE).settings.rest(settings_version, question, read);
}

/** The region of a place, as prices and promotions ask of it. */
export const readRegion = (container: MedusaContainer, place: SellingPlace) =>
  rest(container, place, `region ${place.region_id}`, () =>
    container.resolve(Modules.REGION).retrieveRegion(place.region_id),
  );

/** Whether Medusa would put tax on a cart before it reckons promotions: they are then of another amount. */
export const isTaxed = (container: MedusaContainer, place: SellingPlace): Promise<boolean> =>
  rest(container, place, `taxed ${place.country_code}`, async () => {
    const taxes = container.resolve(Modules.TAX);
    const regions = await taxes.listTaxRegions(
      { country_code: place.country_code },
      { select: ["id", "provider_id"] },
    );
    if (regions.some(({ provider_id }) => !(provider_id ?? SYSTEM).startsWith(SYSTEM))) return true;
    if (regions.length === 0) return false;
    const [, rates] = await taxes.listAndCountTaxRates(
      { tax_region_id: regions.map(({ id }) => id) },
      { take: 1, select: ["id"] },
    );
    return rates > 0;
  });

const fulfillmentSets = (container: MedusaContainer, place: SellingPlace): Promise<string[]> =>
  rest(container, place, `sets ${place.sales_channel_id}`, async () => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "sales_channels",
      fields: ["stock_locations.fulfillment_sets.id"],
      filters: { id: place.sales_channel_id },
    });
    const [channel] = data as unknown as {
      stock_locations?: ({ fulfillment_sets?: ({ id: string } | null)[] } | null)[];
    }[];
    const sets = (channel?.stock_locations ?? []).flatMap((location) => location?.fulfillment_sets ?? []);
    return [...new Set(sets.flatMap((set) => set?.id ?? []))];
  });

/** The deliveries to an address, as Medusa lists them for a stored cart. */
export async function readOptions(
  container: MedusaContainer,
  place: SellingPlace,
  { country_code, province, city, postal_code }: MedusaAddress,
): Promise<readonly ListedOption[]> {
  const sets = await fulfillmentSets(container, place);
  if (sets.length === 0) return [];
  const address = { country_code, province_code: province, city, postal_expression: postal_code };
  const question = `options ${JSON.stringify([place.sales_channel_id, address])}`;
  return rest(container, place, question, async () => {
    const found = await container.resolve(ContainerRegistrationKeys.REMOTE_QUERY)({
      entryPoint: "shipping_options",
      fields: OPTION_FIELDS,
      variables: {
        context: QueryContext({ is_return: "false", enabled_in_store: "true" }),
        filters: { fulfillment_set_id: sets, address },
      },
    } as never);
    return found as unknown as ListedOption[];
  });
}

/** Whether a payment provider may be used in the place's region. */
export const isPaidThrough = (
  container: MedusaContainer,
  place: SellingPlace,
  provider_id: string,
): Promise<boolean> =>
  rest(container, place, `provider ${place.region_id} ${provider_id}`, async () => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "region",
      fields: ["payment_providers.id"],
      filters: { id: place.region_id },
    });
    const [region] = data as unknown as { payment_providers?: ({ id: string } | null)[] }[];
    return region?.payment_providers?.some((provider) => provider?.id === provider_id) ?? false;
  });

/** Forgets which settings were changed long ago. */
export const forgetSettingsChanges = (container: MedusaContainer): Promise<void> =>
  container.resolve<CheckoutService>(CHECKOUT_MODULE).settings.prune();
