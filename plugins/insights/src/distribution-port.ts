import type { OrderCommission } from "./modules/insights/rollup/order-rows";

/**
 * Outward port: what distribution brought and cost. A service of Medusa's container has it as its field `effect`; the
 * option `distribution` names that service. Money of commission is never computed here.
 */
export interface DistributionEffect {
  /** Orders whose commission moved since a moment. */
  ordersPostedSince(since: Date): Promise<string[]>;
  commissionsOf(order_ids: readonly string[]): Promise<OrderCommission[]>;
  /** Whose share tokens these are; those that are none are left out. */
  sharersOf(tokens: readonly string[]): Promise<ReadonlyMap<string, string>>;
  distributorNames(ids: readonly string[]): Promise<ReadonlyMap<string, { name: string; status: string }>>;
  activeDistributors(): Promise<number>;
  /** What the latest verification of the ledger found first, in a word; null when nothing, or before the first. */
  ledgerDifference(): Promise<string | null>;
}

/** The answer of a shop without distribution. */
export const noDistribution: DistributionEffect = {
  ordersPostedSince: async () => [],
  commissionsOf: async () => [],
  sharersOf: async () => new Map(),
  distributorNames: async () => new Map(),
  activeDistributors: async () => 0,
  ledgerDifference: async () => null,
};
