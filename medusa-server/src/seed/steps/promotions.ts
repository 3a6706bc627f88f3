import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows";
import { CURRENCY } from "./shop-foundation";

/** What the home page tells of a code, beside what Medusa computes with. */
export interface Coupon {
  code: string;
  title: string;
  description: string;
}

export const COUPONS: readonly Coupon[] = [
  { code: "VINE10", title: "全场九折", description: "商品九折，可跨商品使用，不含运费" },
  { code: "NEW5", title: "立减 5 元", description: "新人见面礼，每人一次，结算时输入 NEW5" },
];

/** The codes; each has a campaign whose budget counts uses, so that a use given back can be seen. */
export async function ensurePromotions(container: MedusaContainer): Promise<void> {
  const known = await container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: COUPONS.map(({ code }) => code) });
  const missing = promotions().filter(({ code }) => known.every((promotion) => promotion.code !== code));
  if (missing.length > 0) {
    await createPromotionsWorkflow(container).run({ input: { promotionsData: missing } });
  }
}

function promotions() {
  const shared = { type: "standard", status: "active", is_automatic: false, is_tax_inclusive: true } as const;
  return [
    {
      ...shared,
      code: "VINE10",
      application_method: {
        type: "percentage",
        target_type: "items",
        allocation: "across",
        value: 10,
        currency_code: CURRENCY,
      },
      campaign: {
        name: "开业九折",
        campaign_identifier: "opening-vine10",
        description: "开业期间全场九折",
        budget: { type: "usage", limit: 1000 },
      },
    },
    {
      ...shared,
      code: "NEW5",
      application_method: {
        type: "fixed",
        target_type: "items",
        allocation: "across",
        value: 5,
        currency_code: CURRENCY,
      },
      campaign: {
        name: "新人立减",
        campaign_identifier: "opening-new5",
        description: "新人立减 5 元，每人一次",
        // Of each customer, not of all together: a gift for newcomers is taken once.
        budget: { type: "use_by_attribute", attribute: "customer_id", limit: 1 },
      },
    },
  ] as const;
}
