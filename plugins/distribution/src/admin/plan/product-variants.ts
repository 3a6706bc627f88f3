import { fenOfYuan, sdk } from "@tengman/admin-kit";

/** As many variants as the routes take at once. */
const MOST_VARIANTS = 200;

/** A variant as the cards beside a product show it. */
export interface ShownVariant {
  readonly id: string;
  readonly title: string;
  /** Null where it has no price in yuan. */
  readonly price_fen: string | null;
}

/** A product's variants with their prices: Medusa's page of a product does not load them with it. */
export async function fetchVariants(productId: string): Promise<ShownVariant[]> {
  const { variants } = await sdk.admin.product.listVariants(productId, {
    limit: MOST_VARIANTS,
    fields: "id,title,*prices",
  });
  return variants.map(({ id, title, prices }) => {
    const price = (prices ?? []).find(({ currency_code }) => currency_code === "cny");
    return { id, title: title ?? "", price_fen: price ? fenOfYuan(String(price.amount)) : null };
  });
}
