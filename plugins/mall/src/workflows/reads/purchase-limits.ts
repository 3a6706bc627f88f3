import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { RequestedLine } from "../../domain/order-request";
import { ownPurchaseLimit, type Pieces } from "../../domain/unpaid-holdings";

interface LimitedVariant {
  id: string;
  product?: { metadata?: Record<string, unknown> | null } | null;
}

/** The merchant's own limits of the variants that lines name, by variant. */
export async function readPurchaseLimits(
  container: MedusaContainer,
  items: readonly RequestedLine[],
): Promise<Pieces> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant",
    fields: ["id", "product.metadata"],
    filters: { id: items.map(({ variant_id }) => variant_id) },
  });
  const limits: Record<string, number> = {};
  for (const { id, product } of data as LimitedVariant[]) {
    const limit = ownPurchaseLimit(product?.metadata);
    if (limit !== null) limits[id] = limit;
  }
  return limits;
}
