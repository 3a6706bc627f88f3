import { randomBytes } from "node:crypto";
import type { Merchant } from "./shopper";

/** A product of a test's own, with one variant in stock. */
export interface MadeProduct {
  product_id: string;
  variant_id: string;
  price_id: string;
}

/** Makes a published product in Medusa's admin, sold and shipped like those of the seed. */
export async function makeProduct(
  merchant: Merchant,
  { title = "测试商品", price = 10, stock = 100 } = {},
): Promise<MadeProduct> {
  const { products } = (
    await merchant.send("GET", "/admin/products?limit=1&fields=*sales_channels,*shipping_profile")
  ).body;
  const [pattern] = products;
  const { product } = (
    await merchant.send("POST", "/admin/products", {
      title,
      handle: `t${randomBytes(6).toString("hex")}`,
      status: "published",
      options: [{ title: "规格", values: ["默认"] }],
      variants: [
        {
          title: "默认",
          options: { 规格: "默认" },
          prices: [{ currency_code: "cny", amount: price }],
          manage_inventory: true,
        },
      ],
      sales_channels: pattern.sales_channels.map(({ id }: { id: string }) => ({ id })),
      shipping_profile_id: pattern.shipping_profile.id,
    })
  ).body;
  const { variant } = (
    await merchant.send(
      "GET",
      `/admin/products/${product.id}/variants/${product.variants[0].id}?fields=*inventory_items,*prices`,
    )
  ).body;
  const { stock_locations } = (await merchant.send("GET", "/admin/stock-locations?limit=1")).body;
  await merchant.send(
    "POST",
    `/admin/inventory-items/${variant.inventory_items[0].inventory_item_id}/location-levels`,
    { location_id: stock_locations[0].id, stocked_quantity: stock },
  );
  return { product_id: product.id, variant_id: variant.id, price_id: variant.prices[0].id };
}
