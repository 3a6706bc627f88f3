import type { MedusaContainer } from "@medusajs/framework/types";
import { type AfterSaleCases, noAfterSaleCases } from "../after-sale-port";
import { type DistributionEffect, noDistribution } from "../distribution-port";
import type { RollupResult } from "../modules/insights/rollup/rollup";
import { insightsOf } from "./insights-module";

/** What distribution brought, as the service says that the shop has configured. */
export function distributionOf(container: Pick<MedusaContainer, "resolve">): DistributionEffect {
  const name = insightsOf(container).options.distribution;
  return name ? container.resolve<{ effect: DistributionEffect }>(name).effect : noDistribution;
}

/** Counts what changed since the last time: events, orders, refunds and commission. */
export async function countInsights(container: MedusaContainer, now: Date): Promise<RollupResult> {
  const { rollup, options } = insightsOf(container);
  const after_sale_cases = options.after_sale_cases
    ? container.resolve<AfterSaleCases>(options.after_sale_cases)
    : noAfterSaleCases;
  return rollup.run({ distribution: distributionOf(container), after_sale_cases }, now);
}
