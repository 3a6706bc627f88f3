import type { LineAfterSales } from "./modules/insights/rollup/order-rows";

/** Outward port: a service of Medusa's container that knows after-sale cases; the option `after_sale_cases` names it. */
export interface AfterSaleCases {
  linesAfterSales(order_ids: readonly string[]): Promise<readonly LineAfterSales[]>;
}

/** The answer of a shop that keeps no after-sale cases. */
export const noAfterSaleCases: AfterSaleCases = { linesAfterSales: async () => [] };
