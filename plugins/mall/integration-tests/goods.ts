import type { Merchant, Shopper } from "./shopper";

/** A variant to buy in tests. */
export interface Goods {
  product_id: string;
  variant_id: string;
  price_fen: number;
  stock: number;
}

/** Variants of different products with stock enough, cheapest first. */
export async function goodsFor(shopper: Shopper, count: number): Promise<Goods[]> {
  const { products } = (await shopper.get("/store/mall/products?order=price_asc&limit=40")).body;
  const goods: Goods[] = [];
  for (const { id } of products) {
    const { product } = (await shopper.get(`/store/mall/products/${id}`)).body;
    const variant = product.variants.find(({ stock }: { stock: number }) => stock >= 20);
    if (!variant) continue;
    goods.push({
      product_id: id,
      variant_id: variant.id,
      price_fen: Number(variant.price_fen),
      stock: variant.stock,
    });
    if (goods.length === count) return goods;
  }
  throw new Error(`the seed has fewer than ${count} products in stock`);
}

/** Makes a code in Medusa's admin; with `uses` its campaign counts them. */
export async function makePromotion(
  merchant: Merchant,
  wanted: { code: string; percent: number; target?: "items" | "shipping_methods"; uses?: number },
): Promise<void> {
  const { code, percent, target = "items", uses } = wanted;
  const answer = await merchant.send("POST", "/admin/promotions", {
    code,
    type: "standard",
    status: "active",
    is_automatic: false,
    is_tax_inclusive: true,
    application_method: {
      type: "percentage",
      target_type: target,
      allocation: "across",
      value: percent,
      currency_code: "cny",
    },
    ...(uses
      ? { campaign: { name: code, campaign_identifier: code, budget: { type: "usage", limit: uses } } }
      : {}),
  });
  if (answer.status !== 200) throw new Error(`the promotion was refused: ${JSON.stringify(answer.body)}`);
}
