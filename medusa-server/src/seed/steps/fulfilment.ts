import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows";
import { CURRENCY } from "./shop-foundation";

const LOCATION_NAME = "杭州余杭仓";
const FULFILMENT_SET = "杭州余杭仓 快递发货";
const ZONE = "中国大陆";
const OPTION = "标准快递";
const PROVIDER = "manual_manual";

/** Freight of an order, in yuan, and the goods total from which it is free. */
export const FREIGHT = { yuan: 8, free_from_yuan: 99 } as const;

export interface Fulfilment {
  stock_location_id: string;
  shipping_profile_id: string;
}

/** Where goods lie and how they travel: one warehouse, one courier, free from a total on. */
export async function ensureFulfilment(
  container: MedusaContainer,
  sales_channel_id: string,
): Promise<Fulfilment> {
  const stock_location_id = await ensureStockLocation(container, sales_channel_id);
  const shipping_profile_id = await ensureShippingProfile(container);
  const service_zone_id = await ensureServiceZone(container, stock_location_id);
  await ensureShippingOption(container, service_zone_id, shipping_profile_id);
  return { stock_location_id, shipping_profile_id };
}

async function ensureStockLocation(container: MedusaContainer, sales_channel_id: string): Promise<string> {
  const [known] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name: LOCATION_NAME });
  const location = known ?? (await createStockLocation(container));
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  // Linking again what is linked changes nothing, so an interrupted seed may simply go on.
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [sales_channel_id] },
  });
  await link.create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER },
  });
  return location.id;
}

async function createStockLocation(container: MedusaContainer): Promise<{ id: string }> {
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        {
          name: LOCATION_NAME,
          address: {
            country_code: "cn",
            province: "浙江省",
            city: "杭州市",
            address_1: "余杭区良渚街道",
            postal_code: "311113",
          },
        },
      ],
    },
  });
  return required(result[0], "the stock location");
}

async function ensureShippingProfile(container: MedusaContainer): Promise<string> {
  const [known] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" });
  if (known) return known.id;
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "普通商品", type: "default" }] },
  });
  return required(result[0], "the shipping profile").id;
}

async function ensureServiceZone(container: MedusaContainer, stock_location_id: string): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT);
  let [set] = await fulfillment.listFulfillmentSets(
    { name: FULFILMENT_SET },
    { relations: ["service_zones"] },
  );
  if (!set) {
    await createLocationFulfillmentSetWorkflow(container).run({
      input: {
        location_id: stock_location_id,
        fulfillment_set_data: { name: FULFILMENT_SET, type: "shipping" },
      },
    });
    [set] = await fulfillment.listFulfillmentSets({ name: FULFILMENT_SET }, { relations: ["service_zones"] });
  }
  const fulfillment_set = required(set, "the fulfilment set");
  const zone = fulfillment_set.service_zones?.find(({ name }) => name === ZONE);
  if (zone) return zone.id;
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: ZONE,
          fulfillment_set_id: fulfillment_set.id,
          geo_zones: [{ type: "country", country_code: "cn" }],
        },
      ],
    },
  });
  return required(result[0], "the service zone").id;
}

async function ensureShippingOption(
  container: MedusaContainer,
  service_zone_id: string,
  shipping_profile_id: string,
): Promise<void> {
  const [known] = await container.resolve(Modules.FULFILLMENT).listShippingOptions({ name: OPTION });
  if (known) return;
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: OPTION,
        service_zone_id,
        shipping_profile_id,
        provider_id: PROVIDER,
        price_type: "flat",
        type: { label: OPTION, description: "48 小时内发货", code: "standard" },
        prices: [
          { currency_code: CURRENCY, amount: FREIGHT.yuan },
          {
            currency_code: CURRENCY,
            amount: 0,
            rules: [{ attribute: "item_total", operator: "gte", value: FREIGHT.free_from_yuan }],
          },
        ],
        rules: [
          { attribute: "enabled_in_store", operator: "eq", value: "true" },
          { attribute: "is_return", operator: "eq", value: "false" },
        ],
      },
    ],
  });
}

function required<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `${name} was not created`);
  return thing;
}
