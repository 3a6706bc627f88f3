import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** Visitors of a source by how far they came; orders and money are those of orders with that source. */
export interface SourceTraffic {
  /** A channel, or a distributor's id; empty for visitors whom nobody shared anything with. */
  source: string;
  visitors: number;
  new_visitors: number;
  product: number;
  cart: number;
  checkout: number;
  ordered: number;
  paid: number;
  page_views: number;
  shares: number;
  opens: number;
  paid_orders: number;
  net_fen: bigint;
}

export const STEPS = ["visitors", "product", "cart", "checkout", "ordered", "paid"] as const;

const COUNTS = [...STEPS, "new_visitors", "page_views", "shares", "opens", "paid_orders"] as const;

/** Where visitors come from and what they bring. */
export function trafficOf(now: readonly SourceTraffic[], before: readonly SourceTraffic[]): ReportContent {
  return {
    figures: compare(
      {
        visitors: "count",
        new_visitors: "count",
        page_views: "count",
        shares: "count",
        opens: "count",
        conversion: "bps",
      },
      withShares(totalOf(now)),
      withShares(totalOf(before)),
    ),
    tables: [
      tableOf(
        "by_channel",
        {
          source: "channel",
          visitors: "count",
          new_visitors: "count",
          page_views: "count",
          paid: "count",
          conversion: "bps",
          paid_orders: "count",
          net_fen: "fen",
        },
        now.map(withShares),
      ),
    ],
  };
}

/** How many visitors came how far; whoever came to a step counts for those before it. */
export function funnelOf(
  channels: readonly SourceTraffic[],
  before: readonly SourceTraffic[],
  distributors: readonly (SourceTraffic & { name: string })[],
): ReportContent {
  const total = totalOf(channels);
  const steps = STEPS.map((step, index) => ({
    step,
    visitors: total[step],
    of_previous: bpsOf(total[step], total[STEPS[Math.max(0, index - 1)] as "visitors"]),
    of_first: bpsOf(total[step], total.visitors),
  }));
  const kinds = Object.fromEntries(STEPS.map((step) => [step, "count"])) as Record<
    (typeof STEPS)[number],
    "count"
  >;
  return {
    figures: compare({ ...kinds, conversion: "bps" }, withShares(total), withShares(totalOf(before))),
    tables: [
      tableOf("steps", { step: "text", visitors: "count", of_previous: "bps", of_first: "bps" }, steps),
      tableOf("by_channel", { source: "channel", ...kinds, conversion: "bps" }, channels.map(withShares)),
      tableOf(
        "by_distributor",
        { name: "text", ...kinds, conversion: "bps" },
        distributors.map((one) => ({ ...one, ...withShares(one) })),
      ),
    ],
  };
}

const withShares = (traffic: SourceTraffic) => ({
  ...traffic,
  conversion: bpsOf(traffic.paid, traffic.visitors),
});

function totalOf(sources: readonly SourceTraffic[]): SourceTraffic {
  const total: SourceTraffic = {
    source: "",
    visitors: 0,
    new_visitors: 0,
    product: 0,
    cart: 0,
    checkout: 0,
    ordered: 0,
    paid: 0,
    page_views: 0,
    shares: 0,
    opens: 0,
    paid_orders: 0,
    net_fen: 0n,
  };
  for (const source of sources) {
    for (const key of COUNTS) total[key] += source[key];
    total.net_fen += source.net_fen;
  }
  return total;
}
