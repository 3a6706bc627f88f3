import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils";
import type { Goods } from "../../domain/plan/rates";
import { distributionService } from "../distribution-service";
import { fenOf } from "./medusa-amounts";

/** What a line of an order says of its goods. */
export interface OrderLine {
  id: string;
  quantity: BigNumberInput;
  original_total: BigNumberInput;
  variant_id: string | null;
  product_id: string | null;
}

/** A variant as Medusa keeps it, as far as rates depend on it. */
export interface MedusaVariant {
  id: string;
  product: {
    id: string;
    collection_id: string | null;
    categories: { mpath: string }[];
  } | null;
}

/** The fields of a `MedusaVariant`. */
export const VARIANT_FIELDS = ["id", "product.id", "product.collection_id", "product.categories.mpath"];

/** The goods of each line by its id, in one question to Medusa; a variant that is gone leaves what the line knows. */
export async function readGoods(
  container: MedusaContainer,
  lines: readonly OrderLine[],
): Promise<Map<string, Goods>> {
  const ids = lines.flatMap(({ variant_id }) => variant_id ?? []);
  const variants = await readVariants(container, ids);
  const costs = await distributionService(container).plans.costs.read(ids);
  return new Map(
    lines.map((line) => {
      const variant = line.variant_id === null ? undefined : variants.get(line.variant_id);
      const { variant_id, product_id } = line;
      const known = variant
        ? goodsOf(variant, costs.get(variant.id) ?? null)
        : { ...NOTHING_KNOWN, variant_id, product_id };
      const quantity = MathBN.convert(line.quantity).toNumber();
      return [line.id, { ...known, quantity, list_fen: fenOf(line.original_total) }];
    }),
  );
}

const NOTHING_KNOWN = { collection_id: null, category_ids: [], unit_cost_fen: null };

async function readVariants(container: MedusaContainer, ids: string[]): Promise<Map<string, MedusaVariant>> {
  if (ids.length === 0) return new Map();
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "variant", fields: VARIANT_FIELDS, filters: { id: ids } });
  return new Map((data as unknown as MedusaVariant[]).map((variant) => [variant.id, variant]));
}

/**
 * What rates can depend on. A category counts with all above it: its path names them.
 * @param unit_cost_fen what a piece costs the shop, null where nobody has written it
 */
export function goodsOf(
  { id, product }: MedusaVariant,
  unit_cost_fen: bigint | null,
): Omit<Goods, "quantity" | "list_fen"> {
  const paths = product?.categories.flatMap(({ mpath }) => mpath.split(".")) ?? [];
  return {
    variant_id: id,
    product_id: product?.id ?? null,
    collection_id: product?.collection_id ?? null,
    category_ids: [...new Set(paths.filter((part) => part !== ""))],
    unit_cost_fen,
  };
}

interface PlacedLine {
  id: string;
  metadata: Record<string, unknown> | null;
}

/** Medusa keeps no order of lines: the shop's own `metadata.position` decides, then the id. */
export function inOrder<Line extends PlacedLine>(lines: readonly Line[]): Line[] {
  const position = ({ metadata }: PlacedLine) =>
    typeof metadata?.position === "number" ? metadata.position : Number.MAX_SAFE_INTEGER;
  return [...lines].sort((left, right) => position(left) - position(right) || (left.id < right.id ? -1 : 1));
}
