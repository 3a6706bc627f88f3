import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** What distribution brought in a range: orders first paid in it, as they stand now. */
export interface Effect {
  /** All orders of the shop. */
  all_orders: number;
  all_net_fen: bigint;
  /** Those on which somebody of tier 1 earns. */
  orders: number;
  paid_fen: bigint;
  refunded_fen: bigint;
  /** Customers whose first paid order came through a distributor. */
  new_customers: number;
  accrued_fen: bigint;
  clawed_fen: bigint;
  /** Links that were shared, and visitors who opened one, by day. */
  shares: number;
  opens: number;
  /** Visitors who opened one and paid that day. */
  opened_and_paid: number;
  selling_distributors: number;
}

export interface TierShare {
  tier: number;
  distributors: number;
  orders: number;
  accrued_fen: bigint;
  clawed_fen: bigint;
}

export interface DistributorEffect {
  distributor_id: string;
  name: string;
  opens: number;
  orders: number;
  new_customers: number;
  net_fen: bigint;
  accrued_fen: bigint;
  clawed_fen: bigint;
}

export interface EffectTables {
  tiers: readonly TierShare[];
  top: readonly DistributorEffect[];
  /** Who sold in the period before and nothing in this one. */
  sleeping: readonly DistributorEffect[];
  active_distributors: number;
}

/** What distribution brought, and what it cost. */
export function distributionEffectOf(now: Effect, before: Effect, tables: EffectTables): ReportContent {
  const { active_distributors } = tables;
  return {
    figures: compare(
      FIGURES,
      { ...totalsOf(now), active_distributors },
      { ...totalsOf(before), active_distributors: null },
    ),
    tables: [
      tableOf("effect", { source: "text", orders: "count", net_fen: "fen", share: "bps" }, [
        {
          source: "attributed",
          orders: now.orders,
          net_fen: netOf(now),
          share: bpsOf(netOf(now), now.all_net_fen),
        },
        {
          source: "unattributed",
          orders: now.all_orders - now.orders,
          net_fen: now.all_net_fen - netOf(now),
          share: bpsOf(now.all_net_fen - netOf(now), now.all_net_fen),
        },
      ]),
      tableOf(
        "tiers",
        {
          tier: "count",
          distributors: "count",
          orders: "count",
          accrued_fen: "fen",
          clawed_fen: "fen",
          commission_fen: "fen",
        },
        tables.tiers.map(withCommission),
      ),
      tableOf("top", DISTRIBUTOR, tables.top.map(withCommission)),
      tableOf("sleeping", DISTRIBUTOR, tables.sleeping.map(withCommission)),
    ],
  };
}

const FIGURES = {
  net_fen: "fen",
  revenue_share: "bps",
  orders: "count",
  new_customers: "count",
  accrued_fen: "fen",
  clawed_fen: "fen",
  commission_fen: "fen",
  cost_ratio: "bps",
  shares: "count",
  opens: "count",
  opened_and_paid: "count",
  selling_distributors: "count",
  active_distributors: "count",
} as const;

const DISTRIBUTOR = {
  name: "text",
  opens: "count",
  orders: "count",
  new_customers: "count",
  net_fen: "fen",
  commission_fen: "fen",
} as const;

const netOf = ({ paid_fen, refunded_fen }: Pick<Effect, "paid_fen" | "refunded_fen">): bigint =>
  paid_fen - refunded_fen;

const withCommission = <Row extends { accrued_fen: bigint; clawed_fen: bigint }>(row: Row) => ({
  ...row,
  commission_fen: row.accrued_fen - row.clawed_fen,
});

function totalsOf(effect: Effect) {
  const net_fen = netOf(effect);
  const commission_fen = effect.accrued_fen - effect.clawed_fen;
  return {
    ...effect,
    net_fen,
    commission_fen,
    revenue_share: bpsOf(net_fen, effect.all_net_fen),
    cost_ratio: bpsOf(commission_fen, net_fen),
  };
}
