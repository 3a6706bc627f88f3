import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils";
import { z } from "zod";
import { shareOf } from "../../../../../domain/money";
import { ledgerService } from "../../../../../workflows/ledger-service";
import { fenOf } from "../../../../../workflows/medusa-amounts";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";

const MOST_PRODUCTS = 50;

const GoodsQuery = z.object({
  product_ids: z
    .string()
    .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
    .pipe(z.array(z.string().max(64)).min(1).max(MOST_PRODUCTS)),
});

/** What sharing a product may earn on tier 1, from its cheapest to its dearest variant, before discounts. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(GoodsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const service = ledgerService(req.scope);
  const distributor = await service.distributorOfCustomer(req.auth_context.actor_id);
  if (distributor?.status !== "active") {
    return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  }
  const plan = await service.effectivePlan(new Date());
  const [first] = plan?.tiers ?? [];
  const rate_bps = first && "rate_bps" in first ? first.rate_bps : 0;
  const products = await readPrices(req.scope, query.value.product_ids);
  res.json({
    goods: products.map(({ product_id, prices }) => {
      const commissions = prices.map((price_fen) => shareOf(price_fen, rate_bps));
      const sorted = commissions.sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
      return {
        product_id,
        commission_fen_min: String(sorted[0] ?? 0n),
        commission_fen_max: String(sorted.at(-1) ?? 0n),
      };
    }),
  });
}

interface PricedProduct {
  id: string;
  variants: { calculated_price?: { calculated_amount: BigNumberInput | null } | null }[];
}

async function readPrices(
  container: MedusaContainer,
  ids: string[],
): Promise<{ product_id: string; prices: bigint[] }[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: ["id", "variants.id", "variants.calculated_price.calculated_amount"],
    filters: { id: ids, status: "published" },
    context: { variants: { calculated_price: QueryContext({ currency_code: "cny" }) } },
  });
  return (data as unknown as PricedProduct[]).map(({ id, variants }) => ({
    product_id: id,
    prices: variants.flatMap(({ calculated_price }) => {
      const amount = calculated_price?.calculated_amount;
      return amount === null || amount === undefined ? [] : [fenOf(amount)];
    }),
  }));
}
