import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils";
import { estimate, type OnSale } from "../../../../../domain/plan/estimate";
import { distributionService } from "../../../../../workflows/distribution-service";
import { fenOf } from "../../../../../workflows/intake/medusa-amounts";
import { goodsOf, type MedusaVariant, VARIANT_FIELDS } from "../../../../../workflows/intake/medusa-goods";
import { asking } from "../../../../handlers";
import { GoodsQuery } from "../../validators";

/** What sharing a product may earn the asking distributor on tier 1 now, for one piece before discounts. */
export const GET = asking(GoodsQuery, async (req, res, query) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (distributor?.status !== "active") {
    return { kind: "refused", code: "not_a_distributor" };
  }
  const now = new Date();
  const plan = await service.plans.inForce(now);
  const products = await readOnSale(req.scope, query.product_ids);
  res.json({
    goods: products.map(({ product_id, variants }) => {
      const range = plan && estimate(plan, variants, distributor.grade_code, now);
      return {
        product_id,
        commission_fen_min: String(range?.min_fen ?? 0n),
        commission_fen_max: String(range?.max_fen ?? 0n),
      };
    }),
  });
});

type PricedVariant = Omit<MedusaVariant, "product"> & {
  calculated_price?: { calculated_amount: BigNumberInput | null } | null;
};

type PricedProduct = NonNullable<MedusaVariant["product"]> & { variants: PricedVariant[] };

async function readOnSale(
  container: MedusaContainer,
  ids: string[],
): Promise<{ product_id: string; variants: OnSale[] }[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const ofVariant = VARIANT_FIELDS.filter((field) => !field.startsWith("product."));
  const ofProduct = VARIANT_FIELDS.flatMap((field) => field.match(/^product\.(.+)$/)?.[1] ?? []);
  const { data } = await query.graph({
    entity: "product",
    fields: [
      ...ofProduct,
      ...ofVariant.map((field) => `variants.${field}`),
      "variants.calculated_price.calculated_amount",
    ],
    filters: { id: ids, status: "published" },
    context: { variants: { calculated_price: QueryContext({ currency_code: "cny" }) } },
  });
  const products = data as unknown as PricedProduct[];
  const variant_ids = products.flatMap(({ variants }) => variants.map(({ id }) => id));
  const costs = await distributionService(container).plans.costs.read(variant_ids);
  return products.map(({ variants, ...product }) => ({
    product_id: product.id,
    variants: variants.flatMap(({ calculated_price, ...variant }) => {
      const price_fen = priceFen(calculated_price?.calculated_amount);
      if (price_fen === null) return [];
      return [{ price_fen, goods: goodsOf({ ...variant, product }, costs.get(variant.id) ?? null) }];
    }),
  }));
}

/** A price in fen; null for one that nobody can be asked for, which is not on sale. */
function priceFen(amount: BigNumberInput | null | undefined): bigint | null {
  if (amount === null || amount === undefined) return null;
  try {
    const fen = fenOf(amount);
    return fen < 0n ? null : fen;
  } catch {
    return null;
  }
}
