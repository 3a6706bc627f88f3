import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { FreightPrice } from "../../domain/cart/cart-line";
import { type MedusaAmount, readPriceFen } from "../../domain/money";

interface StoredPrice {
  amount: MedusaAmount;
  currency_code: string | null;
  price_rules?: ({ attribute: string; operator: string; value: string } | null)[];
}

interface StoredOption {
  price_type: string;
  rules?: ({ attribute: string; value: unknown } | null)[];
  prices?: (StoredPrice | null)[];
}

interface StoredChannel {
  stock_locations?: ({
    fulfillment_sets?: ({
      service_zones?: ({ shipping_options?: (StoredOption | null)[] } | null)[];
    } | null)[];
  } | null)[];
}

/** Deliveries that go back to the merchant, and those that a shopper cannot choose. */
const isForShoppers = ({ rules = [] }: StoredOption): boolean =>
  !rules.some(
    (rule) =>
      (rule?.attribute === "is_return" && String(rule.value) === "true") ||
      (rule?.attribute === "enabled_in_store" && String(rule.value) === "false"),
  );

function freightPrice({ amount, currency_code, price_rules = [] }: StoredPrice): FreightPrice[] {
  const reading = readPriceFen(amount);
  if (currency_code !== "cny" || reading.kind !== "fen") return [];
  const rules = price_rules.filter((rule) => rule !== null);
  if (rules.length === 0) return [{ amount_fen: reading.fen, from_fen: null }];
  const [rule] = rules;
  // What depends on anything but a total to reach is no promise that a cart can make.
  if (rules.length > 1 || rule?.attribute !== "item_total" || rule.operator !== "gte") return [];
  const from = readPriceFen(rule.value);
  return from.kind === "fen" ? [{ amount_fen: reading.fen, from_fen: from.fen }] : [];
}

/** What deliveries from a sales channel's places cost, and from which goods total on. */
export async function readFreightPrices(
  container: MedusaContainer,
  sales_channel_id: string,
): Promise<FreightPrice[]> {
  const options = "stock_locations.fulfillment_sets.service_zones.shipping_options";
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "sales_channels",
    fields: [
      `${options}.price_type`,
      `${options}.rules.attribute`,
      `${options}.rules.value`,
      `${options}.prices.amount`,
      `${options}.prices.currency_code`,
      `${options}.prices.price_rules.attribute`,
      `${options}.prices.price_rules.operator`,
      `${options}.prices.price_rules.value`,
    ],
    filters: { id: sales_channel_id },
  });
  const [channel] = data as unknown as StoredChannel[];
  return (channel?.stock_locations ?? [])
    .flatMap((location) => location?.fulfillment_sets ?? [])
    .flatMap((set) => set?.service_zones ?? [])
    .flatMap((zone) => zone?.shipping_options ?? [])
    .filter((option) => option !== null)
    .filter((option) => option.price_type === "flat" && isForShoppers(option))
    .flatMap(({ prices = [] }) => prices.flatMap((price) => (price ? freightPrice(price) : [])));
}
