import { Modules } from "@medusajs/framework/utils";
import {
  createProductsWorkflow,
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows";

/** One region that is paid in yuan through WeChat, and one thing to buy. */
export default async function seed({ container }) {
  const [store] = await container.resolve(Modules.STORE).listStores();
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: { supported_currencies: [{ currency_code: "cny", is_default: true }] },
    },
  });
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "cn", provider_id: "tp_system" }],
  });
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "中国大陆",
          currency_code: "cny",
          countries: ["cn"],
          automatic_taxes: false,
          payment_providers: ["pp_wechat-pay_wechat"],
        },
      ],
    },
  });
  await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "一本电子书",
          status: "published",
          sales_channels: [{ id: store.default_sales_channel_id }],
          options: [{ title: "版本", values: ["PDF"] }],
          variants: [
            {
              title: "PDF",
              options: { 版本: "PDF" },
              manage_inventory: false,
              prices: [{ currency_code: "cny", amount: 19.9 }],
            },
          ],
        },
      ],
    },
  });
}
