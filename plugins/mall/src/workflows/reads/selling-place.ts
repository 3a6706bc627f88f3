import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refusal } from "../../domain/refusal";
import { CHECKOUT_MODULE } from "../../modules/checkout";
import type { CheckoutService } from "../../modules/checkout/service";
import { recordFaults } from "../faults/record-faults";
import { RefusedError } from "../refused-error";

/** Where a sale happens: Medusa's region in yuan and the sales channel of the page's publishable key. */
export interface SellingPlace {
  region_id: string;
  currency_code: string;
  country_code: string;
  sales_channel_id: string;
  /** Which state of the shop's settings was in force when the sale began. */
  settings_version: string;
}

/** What a shop needs to sell at all, by the `part` of the fault that says it is missing. */
const NEEDS = {
  region: "没有人民币（CNY）区域",
  sales_channel: "店铺密钥没有关联销售渠道",
  shipping: "没有可用的配送方式与人民币运费",
} as const;

/** The fault of a shop that lacks what it needs to sell. */
export const cannotSell = (part: keyof typeof NEEDS) =>
  ({
    kind: "shop_cannot_sell",
    subject_type: "shop",
    subject_id: "shop",
    part,
    title: "商城",
    detail: NEEDS[part],
  }) as const;

/** The oldest region in yuan, where everything is sold; null when the merchant has removed it. */
export async function readYuanRegion(
  container: MedusaContainer,
): Promise<Pick<SellingPlace, "region_id" | "currency_code" | "country_code"> | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code", "countries.iso_2"],
    filters: { currency_code: "cny" },
    pagination: { order: { created_at: "ASC" }, take: 1 },
  });
  const [region] = data as unknown as {
    id: string;
    currency_code: string;
    countries?: ({ iso_2: string } | null)[];
  }[];
  if (!region) return null;
  const countries = (region.countries ?? []).flatMap((country) => country?.iso_2 ?? []);
  return {
    region_id: region.id,
    currency_code: region.currency_code,
    country_code: countries.includes("cn") ? "cn" : (countries[0] ?? "cn"),
  };
}

/**
 * The place of a sale for the sales channels of a publishable key.
 * @throws {RefusedError} `shop_cannot_sell` when the shop has no region in yuan, or the key no sales channel: the
 * merchant finds what is missing on the list of faults.
 */
export async function readSellingPlace(
  container: MedusaContainer,
  sales_channel_ids: string[],
): Promise<SellingPlace> {
  const { settings } = container.resolve<CheckoutService>(CHECKOUT_MODULE);
  const settings_version = await settings.version();
  const region = await settings.rest(settings_version, "yuan region", () => readYuanRegion(container));
  const [sales_channel_id] = sales_channel_ids;
  if (region && sales_channel_id) return { ...region, sales_channel_id, settings_version };
  await recordFaults(container, [cannotSell(region ? "sales_channel" : "region")]);
  throw new RefusedError(refusal("shop_cannot_sell"));
}
