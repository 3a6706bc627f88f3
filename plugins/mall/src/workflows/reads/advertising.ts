import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils";
import { ADVICE, type AdvertisingFinding, findAdvertisingWords } from "../../domain/advertising-words";

/** The texts of a product that shoppers read, by Medusa's field. */
const TEXT_FIELDS = ["title", "subtitle", "description"] as const;
const PRODUCTS_AT_ONCE = 200;

/** A word in one of a product's texts, with what the merchant is told about it. */
export interface ProductFinding extends AdvertisingFinding {
  field: (typeof TEXT_FIELDS)[number];
  advice: string;
}

/** A product with words that may not stand in an advertisement. */
export interface FlaggedProduct {
  id: string;
  title: string;
  findings: ProductFinding[];
}

type ProductTexts = { id: string; title: string; subtitle?: string | null; description?: string | null };

function findingsIn(product: ProductTexts): ProductFinding[] {
  return TEXT_FIELDS.flatMap((field) =>
    findAdvertisingWords(product[field] ?? "").map((found) => ({
      ...found,
      field,
      advice: ADVICE[found.fault],
    })),
  );
}

async function readProducts(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  skip = 0,
): Promise<ProductTexts[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: ["id", ...TEXT_FIELDS],
    filters,
    pagination: { take: PRODUCTS_AT_ONCE, skip, order: { id: "ASC" } },
  });
  return data as ProductTexts[];
}

/** What is wrong with one product's texts; nothing for a product that does not exist. */
export async function checkProductWords(container: MedusaContainer, id: string): Promise<ProductFinding[]> {
  const [product] = await readProducts(container, { id });
  return product ? findingsIn(product) : [];
}

/** Every product on sale whose texts have to be changed, in the order of their ids. */
export async function listFlaggedProducts(container: MedusaContainer): Promise<FlaggedProduct[]> {
  const flagged: FlaggedProduct[] = [];
  for (let skip = 0; ; skip += PRODUCTS_AT_ONCE) {
    const products = await readProducts(container, { status: ProductStatus.PUBLISHED }, skip);
    for (const product of products) {
      const findings = findingsIn(product);
      if (findings.length > 0) flagged.push({ id: product.id, title: product.title, findings });
    }
    if (products.length < PRODUCTS_AT_ONCE) return flagged;
  }
}
