import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { HomeContent, SectionSource } from "../../domain/home-content";
import { AMOUNT_FAULTS, type FaultSubject, type MerchantFault } from "../../domain/merchant-fault";
import { type MedusaAmount, readPriceFen } from "../../domain/money";
import { readRows } from "../../domain/row-reading";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import type { MerchantFaultRow } from "../../modules/merchant-faults/service";
import { viewOrders } from "../reads/order-view";
import { type PricedProduct, pricesOf, readVariantPrices } from "../reads/prices";
import { unreadableProduct } from "../reads/product-card";
import { cannotSell, readYuanRegion } from "../reads/selling-place";

/** Looks at things that had a fault again, and answers those that still have one. */
type Check = (container: MedusaContainer, rows: MerchantFaultRow[]) => Promise<MerchantFault[]>;

const idsOf = (rows: MerchantFaultRow[]) => [...new Set(rows.map(({ subject_id }) => subject_id))];

const checkProducts: Check = async (container, rows) => {
  const region = await readYuanRegion(container);
  if (!region) return rows.map(asFault);
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "title", "variants.id", "variants.title", "variants.calculated_price.*"],
    filters: { id: idsOf(rows), status: "published" },
    context: { variants: { calculated_price: pricesOf(region) } },
  });
  const read = (product: PricedProduct) => ({ view: null, faults: readVariantPrices(product).faults });
  return readRows(data as unknown as PricedProduct[], read, unreadableProduct).faults;
};

interface StoredShippingOption {
  id: string;
  name: string;
  prices?: { amount: MedusaAmount; currency_code: string | null }[];
}

const checkShippingOptions: Check = async (container, rows) => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "shipping_option",
    fields: ["id", "name", "prices.amount", "prices.currency_code"],
    filters: { id: idsOf(rows) },
  });
  return (data as unknown as StoredShippingOption[]).flatMap(({ id, name, prices = [] }) => {
    const readings = prices
      .filter(({ currency_code }) => (currency_code ?? "cny") === "cny")
      .map(({ amount }) => readPriceFen(amount));
    const odd = readings.find((reading) => reading.kind === "fault");
    if (odd?.kind !== "fault") return [];
    const detail = `${AMOUNT_FAULTS[odd.fault]}：${odd.amount}`;
    return [
      {
        kind: "shipping_price_invalid",
        subject_type: "shipping_option",
        subject_id: id,
        title: name,
        detail,
      } as const,
    ];
  });
};

/** A promotion is reckoned with a cart alone: one that was changed since, or no longer runs, gets another chance. */
const checkPromotions: Check = async (container, rows) => {
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ id: idsOf(rows), status: ["active"] }, { select: ["id", "updated_at"] });
  const changedAt = new Map(
    promotions.map((promotion) => [
      promotion.id,
      new Date((promotion as { updated_at?: Date | string }).updated_at ?? 0),
    ]),
  );
  return rows
    .filter(({ subject_id, last_seen_at }) => {
      const changed_at = changedAt.get(subject_id);
      return changed_at !== undefined && changed_at <= new Date(last_seen_at);
    })
    .map(asFault);
};

const checkOrders: Check = async (container, rows) => {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const orders = (await mall.listMallOrders({ order_id: idsOf(rows) })) as MallOrderRow[];
  const unreadable = new Set<string>();
  for (const order of orders) {
    try {
      const views = await viewOrders(container, [order]);
      if (views.length === 0) unreadable.add(order.order_id ?? "");
    } catch {
      unreadable.add(order.order_id ?? "");
    }
  }
  return rows.filter(({ subject_id }) => unreadable.has(subject_id)).map(asFault);
};

/** What the source of a section names and Medusa no longer has. */
async function missingOf(container: MedusaContainer, source: SectionSource): Promise<string[]> {
  const products = container.resolve(Modules.PRODUCT);
  switch (source.kind) {
    case "newest":
      return [];
    case "products": {
      const found = await products.listProducts(
        { id: source.ids, status: "published" },
        { select: ["id"], take: source.ids.length },
      );
      const known = new Set(found.map(({ id }) => id));
      return source.ids.filter((id) => !known.has(id));
    }
    case "category": {
      const found = await products.listProductCategories({ id: source.id }, { select: ["id"], take: 1 });
      return found.length > 0 ? [] : [source.id];
    }
    case "collection": {
      const found = await products.listProductCollections({ id: source.id }, { select: ["id"], take: 1 });
      return found.length > 0 ? [] : [source.id];
    }
  }
}

async function missingCoupons(container: MedusaContainer, { coupons }: HomeContent): Promise<string[]> {
  if (coupons.length === 0) return [];
  const codes = coupons.map(({ code }) => code);
  const found = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: codes, status: ["active"] }, { select: ["id", "code"], take: codes.length });
  const known = new Set(found.map(({ code }) => code));
  return codes.filter((code) => !known.has(code));
}

/** What the home page names and the shop no longer has. */
export async function checkHome(container: MedusaContainer): Promise<MerchantFault[]> {
  const content = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  const fault = (title: string, part: string): MerchantFault => ({
    kind: "home_entry_missing",
    subject_type: "home",
    subject_id: "home",
    part,
    title,
    detail: `已不存在或未上架：${part}`,
  });
  const sections = await Promise.all(
    content.sections.map(async ({ title, source }) =>
      (await missingOf(container, source)).map((part) => fault(title, part)),
    ),
  );
  const coupons = await missingCoupons(container, content);
  return [...sections.flat(), ...coupons.map((code) => fault("优惠券", code))];
}

/** Whether any delivery to a shopper has a price in yuan. */
async function delivers(container: MedusaContainer): Promise<boolean> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "shipping_option",
    fields: ["id", "name", "prices.amount", "prices.currency_code", "rules.attribute", "rules.value"],
  });
  const options = data as unknown as (StoredShippingOption & {
    rules?: { attribute: string; value: unknown }[];
  })[];
  return options.some(
    ({ prices, rules }) =>
      !rules?.some(({ attribute, value }) => attribute === "is_return" && value === "true") &&
      prices?.some(
        ({ amount, currency_code }) =>
          (currency_code ?? "cny") === "cny" && readPriceFen(amount).kind === "fen",
      ),
  );
}

/** Whether the shop has what it needs to sell. */
async function checkShop(container: MedusaContainer): Promise<MerchantFault[]> {
  const region = await readYuanRegion(container);
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "api_key",
    fields: ["id", "sales_channels.id"],
    filters: { type: "publishable", revoked_at: null },
  });
  const keys = data as unknown as { sales_channels?: ({ id: string } | null)[] }[];
  const sells = keys.some(({ sales_channels }) => sales_channels?.some((channel) => channel?.id));
  return [
    ...(region ? [] : [cannotSell("region")]),
    ...(sells ? [] : [cannotSell("sales_channel")]),
    ...((await delivers(container)) ? [] : [cannotSell("shipping")]),
  ];
}

function asFault(row: MerchantFaultRow): MerchantFault {
  const { kind, subject_type, subject_id, part, title, detail } = row;
  return { kind, subject_type, subject_id, part, title, detail } as MerchantFault;
}

/** How each thing is looked at again. */
export const CHECKS: Readonly<Record<FaultSubject, Check>> = {
  product: checkProducts,
  shipping_option: checkShippingOptions,
  promotion: checkPromotions,
  order: checkOrders,
  home: checkHome,
  shop: checkShop,
};
