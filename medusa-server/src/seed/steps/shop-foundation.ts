import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import {
  createPricePreferencesWorkflow,
  createRefundReasonsWorkflow,
  createRegionsWorkflow,
  createReturnReasonsWorkflow,
  createTaxRegionsWorkflow,
  updateApiKeysWorkflow,
  updateRefundReasonsWorkflow,
  updateSalesChannelsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows";

export const CURRENCY = "cny";
const SALES_CHANNEL_NAME = "微信商城";

/** In the store's metadata: when the seed was finished. */
const SEEDED_AT = "seeded_at";

export interface ShopFoundation {
  sales_channel_id: string;
  region_id: string;
}

/** True when a seed ran to its end in this shop; whatever was changed since is the merchant's. */
export async function isSeeded(container: MedusaContainer): Promise<boolean> {
  const { metadata } = await defaultStore(container);
  return metadata?.[SEEDED_AT] !== undefined;
}

/** Remembers that the seed ran to its end. */
export async function markSeeded(container: MedusaContainer): Promise<void> {
  const { id, metadata } = await defaultStore(container);
  await updateStoresWorkflow(container).run({
    input: { selector: { id }, update: { metadata: { ...metadata, [SEEDED_AT]: new Date().toISOString() } } },
  });
}

async function defaultStore(container: MedusaContainer) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "store",
    fields: ["id", "default_sales_channel_id", "metadata"],
  });
  const store = data[0];
  if (!store) throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa has made no store yet");
  return store;
}

/** The store, its currency, its one region and its sales channel; Medusa's own defaults are renamed and kept. */
export async function layFoundation(container: MedusaContainer, shop_name: string): Promise<ShopFoundation> {
  const store = await defaultStore(container);
  if (!store.default_sales_channel_id) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "the store has no sales channel");
  }
  const sales_channel_id = store.default_sales_channel_id;
  await preferTaxInclusivePrices(container);
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: { name: shop_name, supported_currencies: [{ currency_code: CURRENCY, is_default: true }] },
    },
  });
  await updateSalesChannelsWorkflow(container).run({
    input: {
      selector: { id: sales_channel_id },
      update: { name: SALES_CHANNEL_NAME, description: "公众号里的商城" },
    },
  });
  await renamePublishableKey(container);
  return { sales_channel_id, region_id: await ensureRegion(container) };
}

/** Prices shown in China contain the tax: what is on the label is what is paid. */
async function preferTaxInclusivePrices(container: MedusaContainer): Promise<void> {
  const preference = { attribute: "currency_code", value: CURRENCY };
  const [known] = await container.resolve(Modules.PRICING).listPricePreferences(preference);
  if (known?.is_tax_inclusive) return;
  if (known) {
    await container.resolve(Modules.PRICING).updatePricePreferences(known.id, { is_tax_inclusive: true });
    return;
  }
  await createPricePreferencesWorkflow(container).run({ input: [{ ...preference, is_tax_inclusive: true }] });
}

async function renamePublishableKey(container: MedusaContainer): Promise<void> {
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" });
  if (!key || key.title === SALES_CHANNEL_NAME) return;
  await updateApiKeysWorkflow(container).run({
    input: { selector: { id: key.id }, update: { title: SALES_CHANNEL_NAME } },
  });
}

/** One region whose prices carry no tax lines: `automatic_taxes` is off and the tax region has no rates. */
async function ensureRegion(container: MedusaContainer): Promise<string> {
  const [known] = await container.resolve(Modules.REGION).listRegions({ currency_code: CURRENCY });
  if (known) return known.id;
  const [tax_region] = await container.resolve(Modules.TAX).listTaxRegions({ country_code: "cn" });
  if (!tax_region) {
    await createTaxRegionsWorkflow(container).run({
      input: [{ country_code: "cn", provider_id: "tp_system" }],
    });
  }
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "中国大陆",
          currency_code: CURRENCY,
          countries: ["cn"],
          automatic_taxes: false,
          is_tax_inclusive: true,
          payment_providers: ["pp_wechat-pay_wechat"],
        },
      ],
    },
  });
  const region = result[0];
  if (!region) throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "the region was not created");
  return region.id;
}

const REFUND_REASONS = [
  { code: "seven_days", label: "七天无理由", description: "收货七天内退货退款" },
  { code: "damaged", label: "破损或少件", description: "收到时破损、少发或漏发" },
  { code: "not_as_described", label: "与描述不符", description: "颜色、尺寸或功能与页面不一致" },
  { code: "partial", label: "部分退款", description: "与买家协商后只退一部分" },
  { code: "freight", label: "运费", description: "只退运费：不追回分销佣金" },
];

/** Medusa brings three reasons of its own, in English; merchants and shoppers here read Chinese. */
const MEDUSA_REASONS: Record<string, { label: string; description: string }> = {
  shipping_issue: { label: "物流问题", description: "延误、丢失或错发" },
  customer_care_adjustment: { label: "客服补偿", description: "客服与买家协商的补偿" },
  pricing_error: { label: "价格有误", description: "下单价格有误，退回差价" },
};

const RETURN_REASONS = [
  { value: "seven_days", label: "七天无理由" },
  { value: "damaged", label: "破损或少件" },
  { value: "not_as_described", label: "与描述不符" },
];

/** Why money or goods come back. The code `freight` is known to the distribution plugin: it claws nothing back. */
export async function ensureReasons(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data: refunds } = await query.graph({ entity: "refund_reason", fields: ["id", "code"] });
  const missing = REFUND_REASONS.filter(({ code }) => refunds.every((reason) => reason.code !== code));
  if (missing.length > 0) await createRefundReasonsWorkflow(container).run({ input: { data: missing } });
  for (const { id, code } of refunds) {
    const data = MEDUSA_REASONS[code];
    if (data) await updateRefundReasonsWorkflow(container).run({ input: [{ id, ...data }] });
  }
  const returns = await container.resolve(Modules.ORDER).listReturnReasons({});
  const absent = RETURN_REASONS.filter(({ value }) => returns.every((reason) => reason.value !== value));
  if (absent.length > 0) await createReturnReasonsWorkflow(container).run({ input: { data: absent } });
}
