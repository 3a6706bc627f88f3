import { expect, test } from "vitest";
import { distributionEffectOf, type Effect } from "./distribution";

const effect: Effect = {
  all_orders: 10,
  all_net_fen: 100_000n,
  orders: 4,
  paid_fen: 50_000n,
  refunded_fen: 10_000n,
  new_customers: 3,
  accrued_fen: 5_000n,
  clawed_fen: 1_000n,
  shares: 7,
  opens: 20,
  opened_and_paid: 4,
  selling_distributors: 2,
};
const nobody = { tiers: [], top: [], sleeping: [], active_distributors: 5 };

test("cost is commission less what was taken back, against revenue less refunds", () => {
  const { figures, tables } = distributionEffectOf(effect, effect, {
    ...nobody,
    tiers: [{ tier: 1, distributors: 2, orders: 4, accrued_fen: 5_000n, clawed_fen: 1_000n }],
  });
  expect(Object.fromEntries(figures.map(({ key, value }) => [key, value]))).toMatchObject({
    net_fen: "40000",
    revenue_share: 4_000,
    commission_fen: "4000",
    cost_ratio: 1_000,
    active_distributors: 5,
  });
  expect(tables[0]?.rows).toEqual([
    { source: "attributed", orders: 4, net_fen: "40000", share: 4_000 },
    { source: "unattributed", orders: 6, net_fen: "60000", share: 6_000 },
  ]);
  expect(tables[1]?.rows[0]).toMatchObject({ tier: 1, commission_fen: "4000" });
});
