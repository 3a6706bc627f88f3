import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { COST_FIELD, readCost } from "../../domain/plan/cost";
import { distributionService } from "../distribution-service";

/** How the audit trail calls costs that were found in metadata. */
const ACTOR = "metadata";
const AT_ONCE = 200;

interface VariantWithMetadata {
  id: string;
  metadata?: Record<string, unknown> | null;
}

/**
 * Moves costs that were written into the metadata of variants, by an import or by hand, to where the storefront cannot
 * read them. The metadata loses the field also when what stands in it is no cost: it was meant to be one.
 * @returns how many variants had the field
 */
export async function adoptCosts(
  container: MedusaContainer,
  variants: readonly VariantWithMetadata[],
): Promise<number> {
  const written = variants.filter(({ metadata }) => metadata && COST_FIELD in metadata);
  if (written.length === 0) return 0;
  const costs = written.flatMap(({ id, metadata }) => {
    const cost_fen = readCost(metadata?.[COST_FIELD]);
    return cost_fen === null ? [] : [{ variant_id: id, cost_fen }];
  });
  await distributionService(container).plans.costs.set({ costs, actor_id: ACTOR, now: new Date() });
  const products = container.resolve(Modules.PRODUCT);
  // An empty text is how Medusa is told to drop a field of metadata.
  for (const { id } of written) await products.updateProductVariants(id, { metadata: { [COST_FIELD]: "" } });
  return written.length;
}

/** The same for variants by their ids; a failure is logged, and the job makes up for it. */
export async function adoptCostsOf(container: MedusaContainer, ids: readonly string[]): Promise<void> {
  try {
    const products = container.resolve(Modules.PRODUCT);
    const filters = { id: [...ids] };
    const config = { select: ["id", "metadata"], take: ids.length };
    await adoptCosts(container, await products.listProductVariants(filters, config));
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      `distribution: a cost stayed in metadata: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * The same for every variant that was changed since a moment.
 * @param since null for all
 */
export async function adoptCostsSince(container: MedusaContainer, since: Date | null): Promise<number> {
  const products = container.resolve(Modules.PRODUCT);
  let adopted = 0;
  for (let after = ""; ; ) {
    const variants = await products.listProductVariants(
      { id: { $gt: after }, ...(since ? { updated_at: { $gte: since.toISOString() } } : {}) },
      { select: ["id", "metadata"], take: AT_ONCE, order: { id: "ASC" } },
    );
    adopted += await adoptCosts(container, variants);
    const last = variants.at(-1);
    if (!last || variants.length < AT_ONCE) return adopted;
    after = last.id;
  }
}
